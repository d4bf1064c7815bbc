package dev.laurel.lent;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A lender, servers on the loopback address that it may ask, and a clock that stands still. */
final class Lending implements AutoCloseable {
    /** Long enough for a machine that stalls; what waits for it is not measured. */
    static final int PATIENCE = 60;

    static final HttpBounds BOUNDS =
            HttpBounds.usual().withAllowed(Set.of("127.0.0.1")).withDeadline(Duration.ofSeconds(PATIENCE));

    final Vertx vertx = Vertx.vertx();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    final AtomicInteger lookUps = new AtomicInteger();
    final AtomicInteger connected = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    final AtomicReference<Throwable> broken = new AtomicReference<>();
    final HttpLender lender;
    final LentHttp http;

    Lending() {
        this(BOUNDS);
    }

    Lending(HttpBounds bounds) {
        lender = new HttpLender(vertx, bounds, now::get, 7, this::lookUp);
        http = lender.to("forum", "qa/forum");
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        lookUps.incrementAndGet();
        List<InetAddress> known = names.get(host);
        if (known != null) {
            return known;
        }
        if (host.startsWith("127.") || host.startsWith("[")) {
            return List.of(InetAddress.getByName(host));
        }
        throw new UnknownHostException(host);
    }

    void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    /** A server that speaks HTTP. */
    URI serve(Handler<HttpServerRequest> handler) throws Exception {
        return serve(new HttpServerOptions(), handler);
    }

    URI serve(HttpServerOptions options, Handler<HttpServerRequest> handler) throws Exception {
        int port = get(vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0))
                        .connectionHandler(each -> {
                            connected.incrementAndGet();
                            open.incrementAndGet();
                            each.closeHandler(closed -> open.decrementAndGet());
                        })
                        .requestHandler(handler)
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture())
                .actualPort();
        return URI.create((options.isSsl() ? "https" : "http") + "://127.0.0.1:" + port + "/");
    }

    /** A server that answers each head of a request, the first being number 0, by whatever it likes. */
    URI speak(Speech speech) throws Exception {
        AtomicInteger number = new AtomicInteger();
        int port = get(vertx.createNetServer()
                        .connectHandler(socket -> {
                            connected.incrementAndGet();
                            open.incrementAndGet();
                            socket.closeHandler(closed -> open.decrementAndGet());
                            socket.exceptionHandler(broken::set);
                            StringBuilder got = new StringBuilder();
                            socket.handler(piece -> {
                                got.append(piece.toString("ISO-8859-1"));
                                int end = got.indexOf("\r\n\r\n");
                                while (end >= 0) {
                                    String head = got.substring(0, end + 4);
                                    got.delete(0, end + 4);
                                    speech.answer(socket, number.getAndIncrement(), head);
                                    end = got.indexOf("\r\n\r\n");
                                }
                            });
                        })
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture())
                .actualPort();
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** What a server says. */
    interface Speech {
        void answer(NetSocket socket, int number, String head);
    }

    /** A server that says the same to everybody, and closes the connection then. */
    URI say(String answer) throws Exception {
        return speak((socket, number, head) -> {
            socket.write(Buffer.buffer(answer, "ISO-8859-1"));
            socket.close();
        });
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        lender.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE, TimeUnit.SECONDS)
                .join();
    }
}
