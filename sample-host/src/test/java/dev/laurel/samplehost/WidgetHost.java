package dev.laurel.samplehost;

import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.Caller;
import dev.laurel.view.MemberKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A shop with a forum that shows widgets: Laurel's routes lie below /community/laurel/, a session cookie says who looks, and
 * nothing but its own files may be loaded. What stands in a page is whatever the query says.
 */
final class WidgetHost {
    static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final String POLICY = "default-src 'self'";
    private static final String SHEET = """
            :root { color-scheme: light dark; }
            body { margin: 0; padding: 16px; font-family: system-ui, sans-serif;
              background: light-dark(#f6f5f0, #101411); color: light-dark(#1d2620, #e6ebe5); }
            main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 24px;
              max-width: 1200px; margin: auto; align-items: start; }
            h1 { grid-column: 1 / -1; margin: 0; font-size: 1.3em; }
            """;

    private final Vertx vertx = Vertx.vertx();
    private final Laurel laurel;
    private final Community shop;
    private final URI address;
    private HttpServer server;
    private volatile String body = "";
    private volatile boolean broken;
    private volatile boolean silent;
    private int number;

    WidgetHost(Path folder) throws Exception {
        laurel = Laurel.builder()
                .directory(folder)
                .plugin(new WidgetPlugin())
                .vertx(vertx)
                .community(
                        "shop",
                        community -> community
                                .rules("shop/thanks")
                                .leaderboard("helpers", board -> board.members("points/reputation"))
                                .leaderboard(
                                        "products",
                                        board -> board.objects("product")
                                                .counting("order.placed", 3)
                                                .counting("review", 5)
                                                .counting("answer", 8)
                                                .uniting("shop", "forum"))
                                .leaderboard(
                                        "nothing",
                                        board -> board.objects("nothing").counting("review", 1)))
                .start();
        shop = laurel.community("shop");
        address = URI.create("http://localhost:" + listen() + "/");
    }

    private int listen() throws Exception {
        Router router = Router.router(vertx);
        router.get("/community/laurel/v1/*").handler(context -> {
            if (broken) {
                context.fail(500);
            } else if (!silent) {
                context.next();
            }
        });
        router.route("/community/laurel/*")
                .subRouter(laurel.web().access(WidgetHost::caller).router());
        router.get("/favicon.ico")
                .handler(context -> context.response().setStatusCode(204).end());
        router.get("/page.css")
                .handler(context ->
                        context.response().putHeader("Content-Type", "text/css").end(SHEET));
        router.get("/").handler(this::page);
        server = vertx.createHttpServer().requestHandler(router);
        return get(server.listen(0, "127.0.0.1")).actualPort();
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Future<Caller> caller(RoutingContext context) {
        Cookie session = context.request().getCookie("session");
        if (session == null) {
            return Future.succeededFuture(Caller.nobody());
        }
        String who = session.getValue();
        return Future.succeededFuture(
                who.equals("guest") ? Caller.guest("shop") : Caller.member("shop", MemberKey.of("forum", who)));
    }

    private void page(RoutingContext context) {
        boolean french = "fr".equals(context.request().getParam("lang"));
        context.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", POLICY)
                .end("<!doctype html><html lang='" + (french ? "fr" : "en") + "'><meta charset='utf-8'>"
                        + "<meta name='viewport' content='width=device-width, initial-scale=1'><title>Shop</title>"
                        + "<link rel='stylesheet' href='/page.css'>"
                        + "<script type='module' src='/community/laurel/widgets/laurel.js'></script>"
                        + "<main><h1>" + (french ? "La boutique" : "The shop") + "</h1>" + body + "</main></html>");
    }

    URI address() {
        return address;
    }

    /** What stands in the page from now on. */
    void show(String markup) {
        body = markup;
    }

    /** Lets the API fail, or not any more. */
    void breakDown(boolean fails) {
        broken = fails;
    }

    /** Lets the API answer nothing at all. */
    void hang(boolean hangs) {
        silent = hangs;
    }

    /** Somebody is thanked; {@return the id of the activity}. */
    String thank(String id, String name, long points) {
        String activity = "thanks-" + ++number;
        Actor thanked = name.isEmpty() ? Actor.of(id) : Actor.of(id).named(name);
        record(
                "forum",
                Activity.of("thanks", activity)
                        .at(START.plusSeconds(number))
                        .by(Role.THANKED, thanked)
                        .amount(points)
                        .build());
        return activity;
    }

    /** An activity of the forum is taken back. */
    void withdraw(String activity) {
        record(
                "forum",
                Activity.of("undo", "undo-" + ++number)
                        .at(START.plusSeconds(number))
                        .withdraws(activity)
                        .build());
    }

    /** Something happens to a product, several times. */
    void happens(String source, String type, String product, String title, int times) {
        for (int i = 0; i < times; i++) {
            record(
                    source,
                    Activity.of(type, type + "-" + ++number)
                            .at(START.plusSeconds(number))
                            .by(Role.MEMBER, Actor.of("customer-" + number))
                            .about(ObjectRef.of(product, "product")
                                    .by(Actor.of("shop"))
                                    .title(title)
                                    .build())
                            .build());
        }
    }

    private void record(String source, Activity activity) {
        try {
            shop.record(source, activity).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void close() throws Exception {
        // First nobody asks any more.
        get(server.close());
        laurel.close();
        get(vertx.close());
    }
}
