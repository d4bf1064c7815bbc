package com.example.portal;

import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.Caller;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SessionHandler;
import io.vertx.ext.web.handler.StaticHandler;
import io.vertx.ext.web.sstore.LocalSessionStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** A Vert.x application with a router and sessions of its own, and Laurel's routes and widgets mounted in it. */
public final class Portal implements AutoCloseable {
    private static final String SOURCE = "portal";
    private static final String MEMBER = "member";

    private final Vertx vertx = Vertx.vertx();
    private final InstantSource clock;
    private final Laurel laurel;
    private final Community readers;
    private final HttpServer server;

    /** Opens the community in the folder, and then the port. */
    Portal(Path folder, int port, InstantSource clock) {
        this.clock = clock;
        laurel = Laurel.builder()
                .directory(folder)
                .plugin(new KindWords())
                .vertx(vertx)
                .community(
                        "readers",
                        community -> community
                                .rules("kind-words/thanks")
                                .leaderboard("thanked", board -> board.members("points/kindness")))
                .start();
        laurel.problems().forEach(System.err::println);
        readers = laurel.community("readers");
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(routes())
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Takes a port and a folder; 8080 and {@code data} if not said. */
    public static void main(String[] args) {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        Path folder = Path.of(args.length > 1 ? args[1] : "data");
        Portal portal = new Portal(folder, port, InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(portal::close));
        System.out.println("http://localhost:" + portal.port() + "/");
    }

    int port() {
        return server.actualPort();
    }

    private Router routes() {
        Router router = Router.router(vertx);
        router.route().handler(SessionHandler.create(LocalSessionStore.create(vertx)));
        router.put("/login/:member").handler(this::logIn);
        router.put("/thanks/:id/:member").handler(this::thank);
        router.get("/members/:member").handler(this::member);
        router.route("/laurel/*").subRouter(laurel.web().access(this::caller).router());
        router.route().handler(StaticHandler.create());
        return router;
    }

    /** Who a caller is, Laurel asks for every request: here it is whoever the session says. */
    private Future<Caller> caller(RoutingContext context) {
        String member = context.session().get(MEMBER);
        return Future.succeededFuture(
                member == null ? Caller.guest("readers") : Caller.member("readers", MemberKey.of(SOURCE, member)));
    }

    /** A portal of yours would ask for a password. */
    private void logIn(RoutingContext context) {
        context.session().put(MEMBER, context.pathParam("member"));
        context.end("you are " + context.pathParam("member") + "\n");
    }

    /** {@code PUT /thanks/ID/MEMBER}: one id is one thanks, and the first stays. */
    private void thank(RoutingContext context) {
        Activity thanks = Activity.of("thanks.given", context.pathParam("id"))
                .at(clock.instant())
                .by(Role.THANKED, Actor.of(context.pathParam("member")).named(context.pathParam("member")))
                .build();
        answer(context, readers.record(SOURCE, thanks).thenApply(recorded -> {
            context.response().setStatusCode(recorded.isKept() ? 200 : 409);
            return recorded.isKept() ? recorded.outcome().toString() : recorded.code() + " " + recorded.message();
        }));
    }

    /** {@code GET /members/MEMBER}: each line with the reason for it. */
    private void member(RoutingContext context) {
        MemberKey key = MemberKey.of(SOURCE, context.pathParam("member"));
        answer(context, readers.entries(key, 20).thenApply(lines -> {
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(line.balance())
                    .append(" points: ")
                    .append(line.words())
                    .append('\n'));
            return text.toString().stripTrailing();
        }));
    }

    /** Comes back to the event loop of the request before anything is written. */
    private void answer(RoutingContext context, CompletableFuture<String> text) {
        Future.fromCompletionStage(text, vertx.getOrCreateContext())
                .onSuccess(said -> context.end(said + "\n"))
                .onFailure(failure -> {
                    // It says what to do; what was to be recorded may be sent again with the same id.
                    boolean known = failure instanceof LaurelException;
                    context.response().setStatusCode(known ? 503 : 500).end(known ? failure.getMessage() + "\n" : "");
                });
    }

    /** Stops answering, then Laurel, which commits what it was handed, and then Vert.x. */
    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        laurel.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
