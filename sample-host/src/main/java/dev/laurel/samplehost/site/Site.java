package dev.laurel.samplehost.site;

import dev.laurel.samplehost.portal.Portals;
import dev.laurel.samplehost.text.Texts;
import dev.laurel.samplehost.web.Access;
import dev.laurel.samplehost.web.Templates;
import dev.laurel.samplehost.web.Visit;
import dev.laurel.view.ConnectorStatus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The demo's pages, on this machine's loopback address alone. They are rendered on event loops of the Vert.x that is
 * handed in, which stays its owner's; nothing here blocks, but for opening and closing.
 */
public final class Site implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private static final long ANSWER_WITHIN_MILLIS = 10_000;
    private static final long OPEN_WITHIN_SECONDS = 10;
    private static final String VISIT = "visit";
    private static final String PROOF = "/proof";

    /** A page may load our style sheet and our logo, and nothing else from anywhere. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-cache",
            "Vary",
            "Accept-Language");

    private final Access access = Access.loopback();
    private final Exhibit exhibit;
    private final Locale usual;
    private final Templates templates;
    private final @Nullable Portals portals;
    private final TopPage top;
    private final MemberPage member;
    private final DeadLetterPage letters;
    private final HttpServer server;

    private Site(Vertx vertx, Exhibit exhibit, Locale usual, @Nullable Portals portals) {
        this.exhibit = exhibit;
        this.usual = usual;
        this.portals = portals;
        this.templates = new Templates("site", portals == null ? "/" : PROOF);
        this.top = new TopPage(vertx, exhibit, templates);
        this.member = new MemberPage(vertx, exhibit, templates);
        this.letters = new DeadLetterPage(vertx, exhibit, templates);
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost(ADDRESS).setMaxHeaderSize(8192))
                .requestHandler(routes(vertx));
    }

    /**
     * Opens the site and waits until it answers. Not to be called on an event loop.
     *
     * @param vertx where it runs
     * @param exhibit what it shows
     * @param usual the language for those who do not say which they read
     * @param port where it listens; 0 for any port that is free
     * @return the open site
     * @throws IOException if it cannot listen there, most likely because somebody else does
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static Site open(Vertx vertx, Exhibit exhibit, Locale usual, int port)
            throws IOException, InterruptedException {
        return open(vertx, exhibit, usual, port, null);
    }

    /**
     * Opens the site with a tour and portals before it, which then begin at its address.
     *
     * @param vertx where it runs
     * @param exhibit what it shows
     * @param usual the language for those who do not say which they read
     * @param port where it listens; 0 for any port that is free
     * @param portals the tour and the portals; null for none
     * @return the open site
     * @throws IOException if it cannot listen there, most likely because somebody else does
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static Site open(Vertx vertx, Exhibit exhibit, Locale usual, int port, @Nullable Portals portals)
            throws IOException, InterruptedException {
        Site site = new Site(vertx, exhibit, usual, portals);
        try {
            site.server
                    .listen(port)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(OPEN_WITHIN_SECONDS, TimeUnit.SECONDS);
            return site;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("cannot listen on " + ADDRESS + ":" + port, e);
        }
    }

    /** {@return where the site is to be found} */
    public URI address() {
        return URI.create("http://" + ADDRESS + ":" + server.actualPort() + "/");
    }

    /** Takes no more requests. Returns at once; requests that are being answered end with the Vert.x they run on. */
    @Override
    public void close() {
        server.close();
    }

    private Router routes(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(this::admit);
        if (portals != null) {
            portals.mount(router);
            asset(router, "portal.css", "text/css; charset=utf-8");
            asset(router, "portal.js", "text/javascript; charset=utf-8");
        }
        router.route().handler(this::receive);
        router.route().handler(TimeoutHandler.create(ANSWER_WITHIN_MILLIS, 503));
        router.route(templates.home()).handler(this::top);
        router.route("/members/:id").handler(this::member);
        router.route(DeadLetterPage.PATH).handler(this::letters);
        router.route("/health").handler(this::health);
        asset(router, "base.css", "text/css; charset=utf-8");
        asset(router, "laurel.css", "text/css; charset=utf-8");
        asset(router, "laurel.svg", "image/svg+xml");
        router.route().last().handler(context -> context.fail(404));
        router.route().failureHandler(this::failed);
        return router;
    }

    /** Who may come in at all, whatever they ask for. */
    private void admit(RoutingContext context) {
        if (access.rule(context.request()) != Access.Ruling.ADMITTED) {
            prepare(context);
            context.fail(403);
            return;
        }
        context.put(VISIT, Visit.unreadable(context.request(), usual));
        try {
            // Routes are matched with them, also those of failures: so nothing is matched for an address that has none.
            Objects.requireNonNull(context.normalizedPath(), "the path");
            context.request().params();
        } catch (IllegalArgumentException e) {
            prepare(context);
            answer(context, 400);
            return;
        }
        context.next();
    }

    /** What every request for one of these pages goes through. */
    private void receive(RoutingContext context) {
        HttpServerResponse response = context.response();
        prepare(context);
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            context.fail(405);
        } else {
            context.put(VISIT, Visit.of(context.request(), usual));
            context.next();
        }
    }

    /** Whatever the answer will be: what every answer says, and the language of one that only refuses. */
    private void prepare(RoutingContext context) {
        HEADERS.forEach(context.response()::putHeader);
        context.put(VISIT, Visit.unreadable(context.request(), usual));
    }

    private void top(RoutingContext context) {
        top.html(visit(context)).onSuccess(html -> send(context, 200, html)).onFailure(context::fail);
    }

    private void member(RoutingContext context) {
        member.html(visit(context), Objects.requireNonNull(context.pathParam("id"), "the route has an id"))
                .onSuccess(html -> html.ifPresentOrElse(found -> send(context, 200, found), () -> context.fail(404)))
                .onFailure(context::fail);
    }

    private void letters(RoutingContext context) {
        letters.html(visit(context)).onSuccess(html -> send(context, 200, html)).onFailure(context::fail);
    }

    private void health(RoutingContext context) {
        ConnectorStatus progress = exhibit.progress();
        boolean well = progress.state() == ConnectorStatus.State.RUNNING;
        context.response()
                .setStatusCode(well ? 200 : 503)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("status", well ? "up" : "down")
                        .put("community", exhibit.community().name())
                        .put(
                                "connector",
                                new JsonObject()
                                        .put("source", progress.source())
                                        .put("state", progress.state().name())
                                        .put("accepted", progress.accepted())
                                        .put("duplicates", progress.duplicates())
                                        .put("rejected", progress.rejected())
                                        .put("upToDate", progress.upToDate()))
                        .toBuffer());
    }

    private static void asset(Router router, String name, String type) {
        Buffer content;
        String folder = name.startsWith("portal.") ? "/dev/laurel/samplehost/portal/" : "/dev/laurel/samplehost/site/";
        try (InputStream in = Site.class.getResourceAsStream(folder + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar of the demo: build it again");
            }
            content = Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " in the jar of the demo cannot be read: build it again", e);
        }
        router.route("/assets/" + name)
                .handler(context -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, type)
                        .end(content));
    }

    private void failed(RoutingContext context) {
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (context.get(VISIT) == null) {
            // The router found no sense in it, for example no Host, and asked nobody.
            prepare(context);
            status = 400;
        }
        if (context.failure() != null && status >= 500) {
            // The path may name a member, so it is not logged.
            System.getLogger(Site.class.getName())
                    .log(System.Logger.Level.ERROR, "a page could not be made", context.failure());
        }
        if (!context.response().ended()) {
            answer(context, status);
        }
    }

    private void answer(RoutingContext context, int status) {
        Visit visit = visit(context);
        Texts texts = visit.texts();
        String key = texts.find("error." + status + ".title").isPresent() ? "error." + status : "error.500";
        send(
                context,
                status,
                templates.html(
                        "message",
                        visit,
                        Map.of("title", texts.say(key + ".title"), "sentence", texts.say(key + ".sentence"))));
    }

    private static void send(RoutingContext context, int status, String html) {
        if (context.response().ended()) {
            // Too late: the time-out has answered.
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(
                        HttpHeaders.CONTENT_LANGUAGE,
                        visit(context).texts().locale().getLanguage())
                .end(html);
    }

    private static Visit visit(RoutingContext context) {
        return Objects.requireNonNull(context.get(VISIT), "every request is received first");
    }
}
