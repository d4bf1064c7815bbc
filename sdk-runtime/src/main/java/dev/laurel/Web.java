package dev.laurel;

import dev.laurel.http.Api;
import dev.laurel.http.Served;
import dev.laurel.view.Caller;
import dev.laurel.view.LaurelException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The communities over HTTP: as a router for the host's own server, or as a server on this machine's loopback address.
 * Until the host says who a caller is, only whoever has {@link #operatorToken} may ask for anything. Not safe for use by
 * several threads before it is started.
 */
public final class Web implements AutoCloseable {
    private static final int TOKEN_BYTES = 32;
    private static final long STARTING_SECONDS = 10;
    private static final String BEARER = "Bearer ";
    private static final String LOOPBACK = "127.0.0.1";
    /** Longer than the pauses between the heartbeats of a stream of changes. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Served served;
    private final String token;
    private Function<RoutingContext, Future<Caller>> access;
    private @Nullable HttpServer server;

    Web(Vertx vertx, Served served, SecureRandom random) {
        this.vertx = vertx;
        this.served = served;
        byte[] drawn = new byte[TOKEN_BYTES];
        random.nextBytes(drawn);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        this.access = context -> Future.succeededFuture(Caller.nobody());
    }

    /**
     * Says who a caller is. It is asked for every request that does not carry the operator's token, on an event loop, so
     * it must not block; if it fails, so does the request.
     *
     * @param host reads the host's own session or token
     * @return this
     */
    public Web access(Function<RoutingContext, Future<Caller>> host) {
        this.access = Objects.requireNonNull(host, "host");
        return this;
    }

    /** {@return a token, another one at each start, with which everything may be asked: {@code Authorization: Bearer TOKEN}} */
    public String operatorToken() {
        return token;
    }

    /**
     * The routes, to be mounted: {@code router.route("/laurel/*").subRouter(web.router())}. They work before and after
     * the host's body handler, and after handlers that answer later if those pause the request meanwhile.
     *
     * @return a router for the event loops of the Vert.x that Laurel was given
     */
    public Router router() {
        return new Api(served, this::caller).router(vertx);
    }

    private Future<Caller> caller(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(BEARER) && isToken(header.substring(BEARER.length()))) {
            return Future.succeededFuture(Caller.operator());
        }
        return access.apply(context);
    }

    /** Takes as long for any wrong token of the right length. */
    private boolean isToken(String sent) {
        return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Serves the routes on the loopback address. Blocks until it does. Connections on which nothing is said for a minute
     * are closed.
     *
     * @param port the port, 0 for any that is free
     * @return the address
     * @throws LaurelException if the port cannot be had
     */
    public URI start(int port) {
        return start(port, IDLE);
    }

    URI start(int port, Duration idle) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(LOOPBACK)
                .setPort(port)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) idle.toMillis());
        try {
            HttpServer started = vertx.createHttpServer(options)
                    .requestHandler(router())
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STARTING_SECONDS, TimeUnit.SECONDS);
            server = started;
            return URI.create("http://" + LOOPBACK + ":" + started.actualPort() + "/");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaurelException("starting to serve on port " + port + " was interrupted: try again", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new LaurelException(
                    "port " + port + " cannot be served on: end what uses it, or name another, or 0 for any", e);
        }
    }

    /** Stops serving. What was mounted elsewhere goes on until Laurel is closed. Idempotent. */
    @Override
    public void close() {
        HttpServer started = server;
        server = null;
        if (started != null) {
            started.close();
        }
    }
}
