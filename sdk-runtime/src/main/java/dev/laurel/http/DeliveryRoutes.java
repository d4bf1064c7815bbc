package dev.laurel.http;

import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What sources deliver. Answered once it is durable; a source that gets no answer sends it again, which changes nothing. */
final class DeliveryRoutes {
    private DeliveryRoutes() {}

    static void receive(Ask ask, Open community) {
        RoutingContext context = ask.context();
        String source = ask.text("source");
        CompletableFuture<Receipt> receipt = community.guests().deliver(source, delivery(context, community));
        if (receipt == null) {
            throw Problem.of(404, "NOT_FOUND", "this community takes no deliveries of a source of this name");
        }
        Future<Receipt> read = ask.await(receipt);
        read.onComplete(done -> answer(context, done), failure -> context.fail(problem(failure)));
    }

    private static Delivery delivery(RoutingContext context, Open community) {
        Map<String, List<String>> headers = new TreeMap<>();
        context.request()
                .headers()
                .forEach(header -> headers.computeIfAbsent(header.getKey(), key -> new ArrayList<>())
                        .add(header.getValue()));
        Buffer body = context.body().buffer();
        return Delivery.of(
                        context.request().uri(),
                        headers,
                        body == null ? new byte[0] : body.getBytes(),
                        community.guests().now())
                .method(context.request().method().name());
    }

    private static void answer(RoutingContext context, Receipt receipt) {
        if (receipt.replyType().isEmpty()) {
            context.response()
                    .setStatusCode(receipt.replyStatus())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end();
        } else {
            Ask.send(context, receipt.replyStatus(), receipt.replyType(), Buffer.buffer(receipt.reply()));
        }
    }

    private static Throwable problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DeliveryRejectedException rejected) {
            return Problem.of(rejected.status(), rejected.code(), String.valueOf(rejected.getMessage()));
        }
        return cause instanceof IllegalArgumentException
                ? Problem.of(404, "NOT_FOUND", String.valueOf(cause.getMessage()))
                : cause;
    }
}
