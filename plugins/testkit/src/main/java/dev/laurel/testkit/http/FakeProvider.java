package dev.laurel.testkit.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.laurel.testkit.FakeClock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The same provider as that of {@link FakeHttp}, over a socket: for tests that want bytes on a wire. It listens on the
 * loopback address, on a port that is free. A request that no route expects is answered with 501, and closing fails then.
 * Safe for use by several threads.
 */
public final class FakeProvider implements Faulty, AutoCloseable {
    private static final int LARGE_PIECES = 1_024;
    private static final int PIECE = 64 * 1_024;

    private final FakeClock clock;
    private final Script script = new Script();
    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);

    private FakeProvider(FakeClock clock, HttpServer server) {
        this.clock = clock;
        this.server = server;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-provider");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a provider that knows no route yet.
     *
     * @param clock the clock that slow answers move
     * @return the provider
     * @throws UncheckedIOException if there is no free port
     */
    public static FakeProvider start(FakeClock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeProvider provider = new FakeProvider(Objects.requireNonNull(clock, "clock"), server);
            server.createContext("/", provider::handle);
            server.setExecutor(provider.threads);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException("no provider could be started on the loopback address", e);
        }
    }

    /** {@return where it is, without a slash at the end} */
    public URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + (address.getAddress().getAddress().length > 4 ? "[::1]" : "127.0.0.1") + ":"
                + address.getPort());
    }

    /**
     * Says what is expected.
     *
     * @param method the method
     * @param path the whole path, or its beginning and {@code *}
     * @return the route, to say more of it
     */
    public Route on(String method, String path) {
        return script.on(method, path);
    }

    /** {@return what was asked, in order} */
    public List<Asked> requests() {
        return script.requests();
    }

    @Override
    public int asked() {
        return requests().size();
    }

    @Override
    public void fail(int nth, Fault fault) {
        script.fail(nth, Objects.requireNonNull(fault, "fault"));
    }

    @Override
    public void failAlways(Fault fault) {
        script.failAlways(Objects.requireNonNull(fault, "fault"));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Asked asked =
                    Asked.of(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
            Answer answer = script.answer(asked)
                    .orElseGet(() ->
                            Answer.of(501, "text/plain", "no route expects this".getBytes(StandardCharsets.UTF_8)));
            clock.advance(answer.takes());
            answer(exchange, asked, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Asked asked, Answer answer) throws IOException, InterruptedException {
        Fault fault = answer.fault().orElse(null);
        if (fault == null) {
            send(exchange, answer, answer.body(), answer.body().length);
            return;
        }
        switch (fault) {
            case NO_ANSWER, INTERRUPTED -> closing.await();
            case RESET -> {
                // Closing the exchange before a word was said closes the connection.
            }
            case HALF_BODY -> send(exchange, answer, answer.halfOfBody(), Math.max(2, answer.body().length));
            case CUT_BODY -> send(exchange, answer, answer.halfOfBody(), answer.halfOfBody().length);
            case TOO_LARGE -> sendLarge(exchange);
            default -> {
                Answer page = Answer.of(fault, asked);
                send(exchange, page, page.body(), page.body().length);
            }
        }
    }

    private static void send(HttpExchange exchange, Answer answer, byte[] body, int announced) throws IOException {
        answer.headers()
                .forEach((name, values) ->
                        values.forEach(value -> exchange.getResponseHeaders().add(name, value)));
        exchange.sendResponseHeaders(answer.status(), announced == 0 ? -1 : announced);
        if (body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body);
            out.flush();
        }
    }

    private static void sendLarge(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] piece = " ".repeat(PIECE).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < LARGE_PIECES; i++) {
                out.write(piece);
            }
        }
    }

    /**
     * Stops listening; whoever still waits for an answer gets none.
     *
     * @throws AssertionError if anything was asked that no route expected
     */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        script.assertAllExpected();
    }
}
