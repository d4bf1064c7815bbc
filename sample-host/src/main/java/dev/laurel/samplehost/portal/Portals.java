package dev.laurel.samplehost.portal;

import dev.laurel.Laurel;
import dev.laurel.Web;
import dev.laurel.samplehost.showcase.Activities;
import dev.laurel.samplehost.showcase.Avatar;
import dev.laurel.samplehost.showcase.Person;
import dev.laurel.samplehost.showcase.forum.Post;
import dev.laurel.samplehost.showcase.stage.Showcase;
import dev.laurel.samplehost.showcase.stage.Stage;
import dev.laurel.samplehost.web.Asking;
import dev.laurel.samplehost.web.Visit;
import dev.laurel.view.Caller;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Recorded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tour, and the portals. Who a visitor is stands in the address, so that two tabs can be two people: a host of one's own
 * would read it from its session, and hand it to Laurel in the same place.
 */
public final class Portals {
    /** Nobody in particular. */
    static final String GUEST = "guest";

    private static final System.Logger LOG = System.getLogger(Portals.class.getName());
    /** Where Laurel's routes lie for whoever runs this: nobody in particular, who shows the printed token. */
    static final String OPERATOR = "/operator/laurel";

    private static final String COMPANY = "/c/:company/as/:who";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "Referrer-Policy",
            "same-origin",
            "X-Content-Type-Options",
            "nosniff",
            "Cache-Control",
            "no-store");

    private final Vertx vertx;
    private final Web web;
    private final Locale usual;
    private final Simulation simulation;
    private final PortalPages pages;
    private volatile @Nullable Showcase showcase;
    private volatile String problem = "";

    /**
     * The portals of companies that are being opened.
     *
     * @param vertx where they run
     * @param laurel has the companies' communities
     * @param usual the language for those who do not say which they read
     * @param speed how fast the companies go on by themselves: 0, 1, 5 or 20
     */
    public Portals(Vertx vertx, Laurel laurel, Locale usual, int speed) {
        this.vertx = vertx;
        this.usual = usual;
        this.simulation = new Simulation(vertx, speed);
        this.pages = new PortalPages(vertx, simulation);
        this.web = laurel.web().access(this::caller);
    }

    /**
     * The companies are open, and their communities know what happened: from now on they are shown, and go on.
     *
     * @param opened the companies
     */
    public void show(Showcase opened) {
        showcase = opened;
        opened.stages().forEach(simulation::run);
    }

    /**
     * The companies cannot be opened: from now on it is said why.
     *
     * @param why what is in the way, and what to do
     */
    public void refuse(String why) {
        problem = why;
    }

    /** {@return what is in the way of opening the companies; empty if nothing is} */
    public String problem() {
        return problem;
    }

    /**
     * Nothing happens at the companies any more.
     *
     * @return completes when what was happening has ended
     */
    public Future<?> stop() {
        return simulation.stop();
    }

    /** {@return the token of whoever runs this} */
    public String operatorToken() {
        return web.operatorToken();
    }

    /**
     * Adds the routes.
     *
     * @param router whoever may come here has been let in already
     */
    public void mount(Router router) {
        page(router, "/", context -> pages.tour(visit(context), Optional.ofNullable(showcase), problem));
        page(router, COMPANY, at(pages::home));
        page(router, COMPANY + "/people", at(pages::people));
        page(router, COMPANY + "/threads", at(pages::threads));
        page(router, COMPANY + "/threads/:id", at(pages::thread));
        page(router, COMPANY + "/products/:id", at(pages::product));
        page(router, COMPANY + "/shop", at(pages::shop));
        page(router, COMPANY + "/members/:id", at(pages::member));
        router.get(COMPANY + "/avatars/:id").handler(this::avatar);
        router.get(COMPANY + "/marks/:id").handler(this::marks);
        router.route(HttpMethod.PUT, COMPANY + "/marks/:id").handler(context -> mark(context, true));
        router.route(HttpMethod.DELETE, COMPANY + "/marks/:id").handler(context -> mark(context, false));
        router.route(HttpMethod.PUT, "/speed/:speed").handler(this::speed);
        router.route(COMPANY + "/laurel/*").subRouter(web.router());
        router.route(OPERATOR + "/*").subRouter(web.router());
    }

    private Visit visit(RoutingContext context) {
        return Visit.of(context.request(), usual);
    }

    /** What a page is made of. */
    @FunctionalInterface
    private interface Page {
        Future<Optional<String>> html(RoutingContext context);
    }

    /** A page of a company. */
    @FunctionalInterface
    private interface CompanyPage {
        Future<Optional<String>> html(Place place);
    }

    private Page at(CompanyPage page) {
        return context -> {
            Showcase open = showcase;
            if (open == null) {
                return pages.waiting(visit(context), problem);
            }
            Optional<Place> place = place(context, open);
            return place.isEmpty() ? Future.succeededFuture(Optional.empty()) : page.html(place.get());
        };
    }

    private Optional<Place> place(RoutingContext context, Showcase open) {
        String who = Objects.requireNonNull(context.pathParam("who"), "the route has it");
        String id = context.pathParam("id");
        return open.stage(Objects.requireNonNull(context.pathParam("company"), "the route has it"))
                .filter(stage -> who.equals(GUEST) || member(stage, who).isPresent())
                .map(stage -> new Place(visit(context), stage, member(stage, who), id == null ? "" : id));
    }

    private static Optional<Person> member(Stage stage, String who) {
        return stage.story().person(who).filter(Person::isMember);
    }

    private void page(Router router, String path, Page page) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(context -> {
            HEADERS.forEach(context.response()::putHeader);
            page.html(context)
                    .onSuccess(html -> html.ifPresentOrElse(
                            found -> context.response()
                                    .putHeader("Content-Type", "text/html; charset=utf-8")
                                    .end(found),
                            () -> context.fail(404)))
                    .onFailure(context::fail);
        });
    }

    private void avatar(RoutingContext context) {
        Showcase open = showcase;
        Optional<Person> person = open == null
                ? Optional.empty()
                : open.stage(Objects.requireNonNull(context.pathParam("company"), "the route has it"))
                        .flatMap(stage ->
                                stage.story().person(Objects.requireNonNull(context.pathParam("id"), "has it")));
        person.ifPresentOrElse(
                known -> context.response()
                        .putHeader("Content-Type", "image/svg+xml")
                        .putHeader("Cache-Control", "max-age=3600")
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .end(Avatar.of(known)),
                () -> context.fail(404));
    }

    /** How often the posts of a thread were found helpful, and which of them by the visitor. */
    private void marks(RoutingContext context) {
        Showcase open = showcase;
        Optional<Place> place = open == null ? Optional.empty() : place(context, open);
        if (place.isEmpty()) {
            context.fail(404);
            return;
        }
        JsonObject marks = new JsonObject();
        place.get()
                .stage()
                .forum()
                .thread(place.get().id())
                .forEach(post -> marks.put(
                        post.id(),
                        new JsonObject()
                                .put("count", post.helpfulTo().size())
                                .put(
                                        "mine",
                                        post.helpfulTo().containsKey(place.get().who()))));
        json(context, marks);
    }

    private void mark(RoutingContext context, boolean helpful) {
        Showcase open = showcase;
        Optional<Place> place = open == null ? Optional.empty() : place(context, open);
        if (place.isEmpty() || place.get().person().isEmpty()) {
            context.fail(place.isEmpty() ? 404 : 403);
            return;
        }
        if (isForeign(context)) {
            context.fail(403);
            return;
        }
        Place at = place.get();
        Optional<Post> marked = at.stage().forum().post(at.id());
        if (marked.isPresent() && !marked.get().mayBeMarkedBy(at.who())) {
            context.fail(403);
            return;
        }
        vertx.executeBlocking(() -> at.stage().mark(at.who(), at.id(), helpful), false)
                .compose(recorded -> recorded.isEmpty()
                        ? Future.succeededFuture()
                        // The portal has it; if Laurel cannot take it now, it gets it later.
                        : Asking.of(vertx, recorded.get())
                                .otherwise(Portals::later)
                                .mapEmpty())
                .map(done -> at.stage().forum().post(at.id()))
                .onSuccess(post -> post.ifPresentOrElse(
                        now -> json(
                                context,
                                new JsonObject()
                                        .put("count", now.helpfulTo().size())
                                        .put("mine", now.helpfulTo().containsKey(at.who()))),
                        () -> context.fail(404)))
                .onFailure(failure -> {
                    if (failure instanceof UncheckedIOException) {
                        LOG.log(System.Logger.Level.WARNING, "a mark could not be kept, and was refused", failure);
                        context.response().setStatusCode(503).end();
                    } else {
                        context.fail(failure);
                    }
                });
    }

    private static @Nullable Recorded later(Throwable failure) {
        LOG.log(
                System.Logger.Level.WARNING,
                "a community cannot take something now, and gets it later: " + failure.getMessage());
        return null;
    }

    private void speed(RoutingContext context) {
        String asked = Objects.requireNonNull(context.pathParam("speed"), "the route has it");
        Optional<Integer> speed = Simulation.SPEEDS.stream()
                .filter(each -> each.toString().equals(asked))
                .findFirst();
        if (speed.isEmpty() || isForeign(context)) {
            context.fail(speed.isEmpty() ? 404 : 403);
            return;
        }
        simulation
                .speed(speed.get())
                .onSuccess(done -> json(context, new JsonObject().put("speed", speed.get())))
                .onFailure(context::fail);
    }

    /** Browsers say whether a page of this very site asks; PUT and DELETE they let no other page send anyway. */
    private static boolean isForeign(RoutingContext context) {
        String site = context.request().getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin");
    }

    private static void json(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }

    /** The place in Laurel's API where a host says who somebody is. */
    private Future<Caller> caller(RoutingContext context) {
        Showcase open = showcase;
        String company = context.pathParam("company");
        String who = context.pathParam("who");
        if (open == null || company == null || who == null) {
            return Future.succeededFuture(Caller.nobody());
        }
        if (who.equals(GUEST)) {
            return Future.succeededFuture(Caller.guest(company));
        }
        boolean known = open.stage(company).flatMap(stage -> member(stage, who)).isPresent();
        return Future.succeededFuture(
                known ? Caller.member(company, MemberKey.of(Activities.FORUM, who)) : Caller.nobody());
    }
}
