package dev.laurel.lent;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Vert.x as it is used here: one client, and a few threads of its own that look names up.
 *
 * <p>Everything is done on one context that is taken when Laurel starts. A thread of a plugin that comes to Vert.x by itself
 * would leave its class loader in a context, and connections would keep that alive.
 *
 * <p>Names are looked up by the JDK, so that they mean here what they mean to everybody else on the machine. It can be neither
 * given a deadline nor be stopped; so it gets threads of its own, nobody waits for longer than the deadline, and a name is
 * looked up once at a time however many ask for it.
 */
final class Wire {
    private static final int LOOK_UPS = 4;
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final Context context;
    private final HttpClient client;
    private final WorkerExecutor lookUps;
    private final Names names;
    private final HttpBounds bounds;
    private final Connections connections;
    private final Map<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();

    Wire(Vertx vertx, HttpBounds bounds, Names names) {
        this.bounds = bounds;
        this.names = names;
        this.context = vertx.getOrCreateContext();
        this.lookUps = vertx.createSharedWorkerExecutor("laurel-names", LOOK_UPS);
        this.connections = new Connections(bounds.connections());
        this.client =
                vertx.createHttpClient(options(bounds), new PoolOptions().setHttp1MaxSize(bounds.connectionsPerHost()));
    }

    private static HttpClientOptions options(HttpBounds bounds) {
        // A version of HTTP in which an answer that is no longer wanted ends with its connection. No proxy, no cookies,
        // no
        // decompression, which would have no bound, and neither logs nor traces of what is sent.
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout((int) bounds.deadline().toMillis())
                .setSslHandshakeTimeout(bounds.deadline().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(bounds.headerBytes())
                .setVerifyHost(true)
                .setTrustAll(false)
                .setDecompressionSupported(false)
                .setLogActivity(false)
                .setTracingPolicy(TracingPolicy.IGNORE);
        return bounds.trusted().isEmpty() ? options : options.setTrustOptions(Trust.with(bounds.trusted()));
    }

    /**
     * Looks a name up.
     *
     * @return its addresses, at least one, or a {@link NoAnswerException}
     */
    CompletableFuture<List<InetAddress>> lookUp(Origin origin) {
        String host = origin.host();
        CompletableFuture<List<InetAddress>> fresh = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> known = running.putIfAbsent(host, fresh);
        if (known == null) {
            begin(host, fresh);
        }
        // A copy, for whoever gives up does so alone.
        return (known == null ? fresh : known).copy();
    }

    @SuppressWarnings("NullAway") // Vert.x says that what a call gives may be null; this one never is
    private void begin(String host, CompletableFuture<List<InetAddress>> result) {
        context.runOnContext(now -> {
            Future<List<InetAddress>> found;
            try {
                found = lookUps.executeBlocking(() -> names.of(host), false);
            } catch (RuntimeException e) {
                found = Future.failedFuture(e); // closed
            }
            found.onComplete(done -> {
                running.remove(host, result);
                if (done.succeeded() && !done.result().isEmpty()) {
                    result.complete(done.result());
                } else {
                    result.completeExceptionally(new NoAnswerException("the name of the host " + host
                            + " has no address: see whether it is spelt right, and whether this machine can look up"
                            + " names"));
                }
            });
        });
    }

    /** Begins an exchange with an address that was checked. */
    Exchange begin(Hop hop, InetAddress address, String userAgent, Call call) {
        Exchange exchange = new Exchange(this, hop.origin());
        Outgoing outgoing = new Outgoing(hop, address, userAgent);
        context.runOnContext(now -> exchange.begin(client, outgoing, call.left()));
        return exchange;
    }

    void onContext(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    Connections connections() {
        return connections;
    }

    IOException fault(Origin origin, Throwable fault) {
        return Faults.of(origin, fault, bounds);
    }

    /** Closes connections and threads. */
    Future<Void> close() {
        return client.close().eventually(lookUps::close);
    }
}
