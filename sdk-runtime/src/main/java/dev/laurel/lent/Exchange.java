package dev.laurel.lent;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way and the answer to it, of which a piece comes only when it is asked for. Whoever waits calls
 * {@link #head}, {@link #next} and {@link #cancel}, from any thread and without waiting in them; everything else happens on
 * the context.
 */
final class Exchange {
    /**
     * How an answer begins.
     *
     * @param status its status
     * @param headers its headers, names in lower case
     */
    record Head(int status, Map<String, List<String>> headers) {
        List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    private final Wire wire;
    private final Origin origin;
    private final CompletableFuture<Head> head = new CompletableFuture<>();
    private volatile boolean reused;

    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private @Nullable CompletableFuture<Optional<byte[]>> asked;
    private @Nullable IOException failure;
    private boolean whole;
    private boolean cancelled;

    Exchange(Wire wire, Origin origin) {
        this.wire = wire;
        this.origin = origin;
    }

    /**
     * Connects, or takes a connection that is there, and sends. On the context.
     *
     * @param left how long getting a connection may take
     */
    void begin(HttpClient client, Outgoing outgoing, Duration left) {
        if (cancelled) {
            return;
        }
        orFail(() -> client.request(outgoing.options(left)).onComplete(made -> orFail(() -> send(made, outgoing))));
    }

    /** What goes wrong here is told to whoever waits, in our words, and to no log. */
    private void orFail(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void send(AsyncResult<HttpClientRequest> made, Outgoing outgoing) {
        if (made.failed()) {
            fail(made.cause());
            return;
        }
        HttpClientRequest ready = made.result();
        request = ready;
        if (cancelled) {
            ready.reset();
            return;
        }
        reused = wire.connections().taken(ready.connection());
        ready.exceptionHandler(this::fail);
        Buffer body = outgoing.body();
        Future<HttpClientResponse> answer = body.length() == 0 ? ready.send() : ready.send(body);
        answer.onComplete(begun -> orFail(() -> begun(begun)));
    }

    private void begun(AsyncResult<HttpClientResponse> answer) {
        if (answer.failed()) {
            fail(answer.cause());
            return;
        }
        HttpClientResponse begun = answer.result();
        begun.pause();
        response = begun;
        begun.exceptionHandler(this::fail);
        begun.handler(piece -> give(Optional.of(piece.getBytes())));
        begun.endHandler(end -> finish(begun));
        Map<String, List<String>> headers = new TreeMap<>();
        begun.headers()
                .forEach((name, value) -> headers.computeIfAbsent(
                                name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                        .add(value));
        head.complete(new Head(begun.statusCode(), headers));
    }

    private void finish(HttpClientResponse ended) {
        whole = true;
        HttpConnection connection = ended.request().connection();
        if (connection != null && !cancelled) {
            wire.connections().left(connection);
        }
        give(Optional.empty());
    }

    private void give(Optional<byte[]> piece) {
        CompletableFuture<Optional<byte[]>> waiting = asked;
        asked = null;
        if (waiting != null) {
            waiting.complete(piece);
        }
    }

    private void fail(Throwable fault) {
        if (failure != null || whole) {
            return;
        }
        IOException sentence = wire.fault(origin, fault);
        failure = sentence;
        head.completeExceptionally(sentence);
        CompletableFuture<Optional<byte[]>> waiting = asked;
        asked = null;
        if (waiting != null) {
            waiting.completeExceptionally(sentence);
        }
    }

    /** {@return how the answer begins, as soon as it does; or what went wrong} */
    CompletableFuture<Head> head() {
        return head;
    }

    /** {@return whether the connection had been used before; to be asked once the head has come or failed} */
    boolean isReused() {
        return reused;
    }

    /** {@return the next piece of the body; empty at its end. One at a time} */
    CompletableFuture<Optional<byte[]>> next() {
        CompletableFuture<Optional<byte[]>> piece = new CompletableFuture<>();
        wire.onContext(() -> {
            HttpClientResponse open = response;
            if (failure != null) {
                piece.completeExceptionally(failure);
            } else if (whole || open == null) {
                piece.complete(Optional.empty());
            } else {
                asked = piece;
                open.fetch(1);
            }
        });
        return piece;
    }

    /** Ends it, and with it the connection, unless the answer has come whole. */
    void cancel() {
        wire.onContext(() -> {
            HttpClientRequest sent = request;
            if (!cancelled && !whole && sent != null) {
                sent.reset();
            }
            cancelled = true;
        });
    }
}
