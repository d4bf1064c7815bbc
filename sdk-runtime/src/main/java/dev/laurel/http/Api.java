package dev.laurel.http;

import dev.laurel.http.Contract.Operation;
import dev.laurel.view.Caller;
import dev.laurel.view.LaurelException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the API, for a server of Laurel's own or a router of the host's. Every route comes out of the document,
 * and every request gets an access decision before anything else is looked at. Runs on event loops; nothing here blocks.
 */
public final class Api {
    /** How large a body may be, in bytes. */
    static final int MOST_BODY = 8 << 20;
    /** How large one may be of whom nobody knows yet who it is, in bytes. */
    static final int MOST_UNKNOWN = 1 << 20;

    private static final System.Logger LOG = System.getLogger(Api.class.getName());
    private static final String STREAM = "streamChanges";
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Contract contract;
    private final Served served;
    private final Function<RoutingContext, Future<Caller>> access;
    private final Map<String, Consumer<Ask>> handlers = new HashMap<>();
    private final Streams streams = new Streams();

    /**
     * An API.
     *
     * @param served what is there to be asked
     * @param access says who a caller is, for every single request
     * @throws IllegalStateException if routes and document do not agree
     */
    public Api(Served served, Function<RoutingContext, Future<Caller>> access) {
        this(Contract.load(), served, access);
    }

    Api(Contract contract, Served served, Function<RoutingContext, Future<Caller>> access) {
        this.contract = contract;
        this.served = served;
        this.access = access;
        handlers.put("getDocument", ask -> Ask.send(ask.context(), 200, "application/json", contract.text()));
        handlers.put("readWidgets", new Widgets()::send);
        plugins(new PluginPage(), new PluginRoutes(served));
        of("listLeaderboards", LeaderboardRoutes::list);
        of("readLeaderboard", LeaderboardRoutes::read);
        of("readAroundMe", LeaderboardRoutes::aroundMe);
        of("readMe", MemberRoutes::me);
        of("readMyEntries", MemberRoutes::myEntries);
        of("readMyDeclines", MemberRoutes::myDeclines);
        of("readMember", MemberRoutes::member);
        of("readEntries", MemberRoutes::entries);
        of("readDeclines", MemberRoutes::declines);
        of("recordActivities", ActivityRoutes::record);
        of("deliver", DeliveryRoutes::receive);
        of("challenge", DeliveryRoutes::receive);
        of(STREAM, streams::open);
        contract.agrees(handlers.keySet());
    }

    private void plugins(PluginPage page, PluginRoutes routes) {
        handlers.put("showPlugins", page::send);
        handlers.put("readPluginPage", page::sendPart);
        handlers.put("readPlugins", routes::read);
        handlers.put("refreshPlugins", routes::refresh);
        handlers.put("restartInstance", routes::restart);
        of("waiveRule", routes::waive);
    }

    private void of(String operation, BiConsumer<Ask, Open> handler) {
        handlers.put(operation, ask -> handler.accept(ask, served.community(ask.text("community"))));
    }

    /**
     * Makes the routes.
     *
     * @param vertx whose event loops they run on
     * @return a router, to be served or mounted
     */
    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(Api::readable);
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(MOST_BODY);
        BodyHandler unknown = BodyHandler.create(false).setBodyLimit(MOST_UNKNOWN);
        for (Operation operation : contract.operations().values()) {
            // Routes of their own: on one route the router would want the body read before it is known who sends it.
            on(router, operation, context -> admit(context, operation));
            if (operation.takesBody()) {
                on(router, operation, operation.access() == Caller.Kind.NOBODY ? unknown : bodies);
            }
            on(router, operation, context -> handle(context, operation));
        }
        router.route().handler(context -> {
            List<String> allowed = contract.operations().values().stream()
                    .filter(operation -> isPath(operation, context))
                    .flatMap(operation -> methods(operation).stream())
                    .map(HttpMethod::name)
                    .distinct()
                    .toList();
            if (allowed.isEmpty()) {
                throw Problem.of(404, "NOT_FOUND", "there is nothing at this address: openapi.json says what there is");
            }
            context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
            throw Problem.of(405, "METHOD_NOT_ALLOWED", "the document says which methods there are: openapi.json");
        });
        router.route().failureHandler(Api::failed);
        return router;
    }

    private static void on(Router router, Operation operation, Handler<RoutingContext> handler) {
        Route route = router.route(operation.path());
        methods(operation).forEach(route::method);
        route.handler(handler).failureHandler(Api::failed);
    }

    /** What can be got can be asked for its head, if it comes to an end. */
    private static List<HttpMethod> methods(Operation operation) {
        boolean headed =
                operation.method().equals(HttpMethod.GET) && !operation.id().equals(STREAM);
        return headed ? List.of(HttpMethod.GET, HttpMethod.HEAD) : List.of(operation.method());
    }

    /**
     * Routes are matched with what the address says, and so are the handlers of failures. So an address that says nothing
     * is answered before anything is matched.
     */
    private static void readable(RoutingContext context) {
        try {
            Objects.requireNonNull(context.normalizedPath(), "the path");
            context.request().params();
        } catch (IllegalArgumentException e) {
            answer(
                    context,
                    Problem.of(400, "BAD_ADDRESS", "the address cannot be read: write a percent sign in it as %25"));
            return;
        }
        context.next();
    }

    /** Whether a path is one of an operation's, by another method. */
    private static boolean isPath(Operation operation, RoutingContext context) {
        String mounted = context.mountPoint() == null ? "" : context.mountPoint();
        String path = context.normalizedPath();
        String own = path.startsWith(mounted) && mounted.length() > 1 ? path.substring(mounted.length()) : path;
        String pattern = operation.path().replaceAll(":[a-z]+", "[^/]+");
        return (own.startsWith("/") ? own : "/" + own).matches(pattern);
    }

    /** Who it is comes first. The body waits meanwhile, wherever the host has mounted us. */
    private void admit(RoutingContext context, Operation operation) {
        if (operation.access() == Caller.Kind.NOBODY) {
            if (operation.takesBody()) {
                isThere(context);
            }
            context.put(Caller.class.getName(), Caller.nobody());
            context.next();
            return;
        }
        boolean reads = operation.takesBody() && !context.request().isEnded();
        if (reads) {
            context.request().pause();
        }
        Future<Caller> decision;
        try {
            decision = access.apply(context);
        } catch (RuntimeException e) {
            decision = Future.failedFuture(e);
        }
        decision.onComplete(
                caller -> {
                    try {
                        decide(context, operation, caller);
                        if (operation.takesBody()) {
                            SameOrigin.check(context.request());
                            isThere(context);
                        }
                    } catch (Problem problem) {
                        refuse(context, problem, reads);
                        return;
                    }
                    context.put(Caller.class.getName(), caller);
                    if (reads) {
                        context.request().resume();
                    }
                    context.next();
                },
                failure -> {
                    LOG.log(System.Logger.Level.ERROR, "the host could not say who sends a request", failure);
                    refuse(context, Problem.of(500, "FAILED", "who you are could not be found out: try again"), reads);
                });
    }

    private static void refuse(RoutingContext context, Problem problem, boolean paused) {
        if (paused) {
            context.request().resume();
        }
        context.fail(problem);
    }

    private static void decide(RoutingContext context, Operation operation, @Nullable Caller caller) {
        Caller known = caller == null ? Caller.nobody() : caller;
        if (known.kind() == Caller.Kind.NOBODY) {
            throw Problem.of(
                    401, "UNKNOWN_CALLER", "log in at the application that shows this, or send the operator's token");
        }
        boolean elsewhere =
                known.kind() != Caller.Kind.OPERATOR && !known.community().equals(context.pathParam("community"));
        if (elsewhere || known.kind().compareTo(operation.access()) < 0) {
            throw Problem.of(
                    403,
                    "NOT_ALLOWED",
                    "this takes " + wanted(operation.access(), elsewhere) + ", and you are " + article(known.kind()));
        }
    }

    private static String wanted(Caller.Kind least, boolean elsewhere) {
        if (least == Caller.Kind.OPERATOR) {
            return article(least);
        }
        return elsewhere ? "somebody of this community" : article(least) + " or more";
    }

    private static String article(Caller.Kind kind) {
        return kind == Caller.Kind.OPERATOR ? "an operator" : "a " + kind.name().toLowerCase(Locale.ROOT);
    }

    /** What somebody else has read and not kept cannot be read again. */
    private static void isThere(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean sent = length == null
                ? context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : !length.equals("0");
        if (sent && context.request().isEnded() && context.body().buffer() == null) {
            throw Problem.of(
                    500,
                    "BODY_GONE",
                    "the host read the body before this route and did not keep it: mount Laurel after a BodyHandler, or "
                            + "pause the request until whatever it waits for is there");
        }
        if (context.body().length() > MOST_BODY) {
            throw tooLarge();
        }
    }

    private static Problem tooLarge() {
        return Problem.of(
                413, "BODY_TOO_LARGE", "at most " + MOST_BODY + " bytes go into one call: send it in several");
    }

    private void handle(RoutingContext context, Operation operation) {
        Caller caller = context.get(Caller.class.getName());
        Consumer<Ask> handler = handlers.get(operation.id());
        if (handler == null || caller == null) {
            throw new IllegalStateException("nothing handles " + operation.id());
        }
        handler.accept(new Ask(context, operation, caller));
    }

    private static void failed(RoutingContext context) {
        if (context.response().closed()) {
            // Whoever asked has gone, which is theirs to do; what failed otherwise is still ours to hear of.
            boolean theirs = context.failure() instanceof Problem || context.failure() instanceof HttpClosedException;
            LOG.log(
                    theirs ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR,
                    "a caller left before the answer",
                    context.failure());
            return;
        }
        answer(context, problem(context));
    }

    private static void answer(RoutingContext context, Problem problem) {
        if (problem.status() == 503) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        if (problem.status() == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        Buffer body = problem.json(Ask.preferred(context)).toBuffer();
        Ask.send(context, problem.status(), "application/problem+json", body);
    }

    private static Problem problem(RoutingContext context) {
        // What fails in the middle of a chain of stages arrives wrapped.
        Throwable failure = context.failure() instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : context.failure();
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof LaurelException said) {
            return Problem.of(503, "UNAVAILABLE", String.valueOf(said.getMessage()));
        }
        int status = failure instanceof HttpException thrown ? thrown.getStatusCode() : context.statusCode();
        if (status == 413) {
            return tooLarge();
        }
        if (status >= CLIENT_ERROR && status < SERVER_ERROR) {
            return Problem.of(status, "BAD_BODY", "the request could not be read");
        }
        LOG.log(System.Logger.Level.ERROR, "a request could not be answered", failure);
        return Problem.of(500, "FAILED", "this is our fault, and has been logged");
    }
}
