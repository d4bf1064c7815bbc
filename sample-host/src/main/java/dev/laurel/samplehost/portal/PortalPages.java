package dev.laurel.samplehost.portal;

import dev.laurel.Leaderboard;
import dev.laurel.samplehost.showcase.Activities;
import dev.laurel.samplehost.showcase.Company;
import dev.laurel.samplehost.showcase.Consent;
import dev.laurel.samplehost.showcase.Person;
import dev.laurel.samplehost.showcase.Product;
import dev.laurel.samplehost.showcase.forum.Post;
import dev.laurel.samplehost.showcase.forum.ProductPage;
import dev.laurel.samplehost.showcase.forum.ThreadLine;
import dev.laurel.samplehost.showcase.stage.Showcase;
import dev.laurel.samplehost.showcase.stage.Stage;
import dev.laurel.samplehost.text.Texts;
import dev.laurel.samplehost.web.Asking;
import dev.laurel.samplehost.web.Templates;
import dev.laurel.samplehost.web.Visit;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.RankedMember;
import dev.laurel.view.Slice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the pages of the portals, on event loops. */
final class PortalPages {
    private static final int THREADS_AT_HOME = 12;
    private static final int THREADS_A_PAGE = 25;
    private static final int MOST_LINES = 200;
    private static final int MOST_CONTRIBUTIONS = 20;
    /** As many as a thread shows beside it. */
    private static final int LEADERS = 10;

    private final Vertx vertx;
    private final Simulation simulation;
    private final Templates templates = new Templates("portal", "/");

    PortalPages(Vertx vertx, Simulation simulation) {
        this.vertx = vertx;
        this.simulation = simulation;
    }

    private static Future<Optional<String>> done(String html) {
        return Future.succeededFuture(Optional.of(html));
    }

    /** The companies are being opened: the page says so, and looks again; or says what is in the way. */
    Future<Optional<String>> waiting(Visit visit, String problem) {
        return done(templates.html("waiting", visit, Map.of("problem", said(visit, problem))));
    }

    private static String said(Visit visit, String problem) {
        return problem.isEmpty() ? "" : visit.texts().say("tour.failed", problem);
    }

    Future<Optional<String>> tour(Visit visit, Optional<Showcase> showcase, String problem) {
        Map<String, Object> model = new HashMap<>();
        model.put("problem", said(visit, problem));
        model.put("ready", showcase.isPresent());
        model.put("speed", simulation.speed());
        model.put("speeds", Simulation.SPEEDS);
        model.put("proof", visit.href("/proof"));
        model.put("plugins", visit.href(Portals.OPERATOR + "/plugins"));
        List<Future<Card>> cards = showcase.map(Showcase::stages).orElse(List.of()).stream()
                .map(stage -> card(visit, stage))
                .toList();
        return Future.all(cards).map(all -> {
            model.put("companies", all.list());
            return Optional.of(templates.html("tour", visit, model));
        });
    }

    /**
     * A company on the tour.
     *
     * @param id its id
     * @param title its name
     * @param about what it does
     * @param fictional that it is invented
     * @param guest the link for a guest
     * @param reader the link for somebody who can find a post helpful, in the thread with the post
     * @param beReader what the link says
     * @param author the link for whoever wrote the post, in the same thread
     * @param beAuthor what the link says
     * @param shop the link to the screen of products
     * @param people the link to everybody
     */
    record Card(
            String id,
            String title,
            String about,
            String fictional,
            String guest,
            String reader,
            String beReader,
            String author,
            String beAuthor,
            String shop,
            String people) {}

    private Future<Card> card(Visit visit, Stage stage) {
        Leaderboard ever = stage.community().leaderboard(Showcase.EVER);
        return Asking.of(vertx, ever.members(Slice.ALL, 0, LEADERS))
                .map(leaders -> leaders.lines().stream()
                        .map(RankedMember::key)
                        .filter(key -> key.source().equals(Activities.FORUM))
                        .map(MemberKey::id)
                        .collect(Collectors.toSet()))
                // Who leads is a preference: the tour is there also while a community does not answer.
                .otherwise(Set.of())
                .map(leaders -> card(visit, stage, leaders));
    }

    private static Card card(Visit visit, Stage stage, Set<String> leaders) {
        Company company = stage.company();
        Locale locale = visit.texts().locale();
        Duo duo = Duo.of(stage, locale.getLanguage(), leaders);
        String guest = Place.base(company, Portals.GUEST);
        String thread = "/threads/" + Visit.encoded(duo.thread());
        return new Card(
                company.id(),
                company.title(),
                company.about().in(locale),
                company.fictional().in(locale),
                visit.href(guest),
                visit.href(Place.base(company, duo.reader().id()) + thread) + "#" + duo.post(),
                visit.texts()
                        .say(
                                duo.asked() ? "tour.be-asker" : "tour.be-reader",
                                duo.reader().name()),
                visit.href(Place.base(company, duo.author().id()) + thread) + "#" + duo.post(),
                visit.texts().say("tour.be-author", duo.author().name()),
                visit.href(guest + "/shop"),
                visit.href(guest + "/people"));
    }

    private String html(String template, Place place, Map<String, Object> own) {
        Map<String, Object> model = new HashMap<>(own);
        Locale locale = place.visit().texts().locale();
        model.put("company", place.company());
        model.put("fictional", place.company().fictional().in(locale));
        model.put("about", place.company().about().in(locale));
        model.put("base", place.base());
        model.put("place", place);
        model.put("who", place.person().map(Person::name).orElse(""));
        model.put("loggedIn", place.person().isPresent());
        model.put("speed", simulation.speed());
        model.put("speeds", Simulation.SPEEDS);
        return templates.html(template, place.visit(), model);
    }

    Future<Optional<String>> home(Place place) {
        Map<String, Object> model = new HashMap<>();
        model.put("threads", rows(place, place.stage().forum().threads(0, THREADS_AT_HOME)));
        return done(html("home", place, model));
    }

    Future<Optional<String>> threads(Place place) {
        Texts texts = place.visit().texts();
        String topic = place.visit().parameter("topic").orElse("");
        int count = place.stage().forum().threadCount();
        int pages = Math.max(1, (count + THREADS_A_PAGE - 1) / THREADS_A_PAGE);
        int page = place.visit().page(pages);
        List<ThreadLine> lines = topic.isEmpty()
                ? place.stage().forum().threads((page - 1) * THREADS_A_PAGE, THREADS_A_PAGE)
                : place.stage().forum().threads(topic, MOST_LINES);
        Map<String, Object> model = new HashMap<>();
        model.put("threads", rows(place, lines));
        model.put("topic", topicName(place, topic));
        model.put("back", page > 1 ? place.visit().href(place.base() + "/threads", "page", "" + (page - 1)) : "");
        model.put(
                "on",
                topic.isEmpty() && page < pages
                        ? place.visit().href(place.base() + "/threads", "page", "" + (page + 1))
                        : "");
        model.put("page", texts.number(page));
        model.put("pages", texts.number(pages));
        return done(html("threads", place, model));
    }

    private static String topicName(Place place, String topic) {
        return Optional.ofNullable(place.company().topics().get(topic))
                .map(words -> words.in(place.visit().texts().locale()))
                .orElse(topic);
    }

    private static List<ThreadRow> rows(Place place, List<ThreadLine> lines) {
        Texts texts = place.visit().texts();
        return lines.stream()
                .map(line -> new ThreadRow(
                        place.href("/threads/" + Visit.encoded(line.id())),
                        line.title(),
                        line.language(),
                        name(place, line.author()),
                        place.base() + "/avatars/" + Visit.encoded(line.author()),
                        line.topics().stream()
                                .map(topic -> topicName(place, topic))
                                .toList(),
                        counted(texts, "threads.answers", line.answers()),
                        line.accepted(),
                        texts.moment(line.at()),
                        line.at().toString()))
                .toList();
    }

    private static String counted(Texts texts, String key, int count) {
        return texts.say(key + (count == 0 ? ".none" : count == 1 ? ".one" : ".many"), count);
    }

    /** A question in a list. */
    record ThreadRow(
            String href,
            String title,
            String language,
            String author,
            String avatar,
            List<String> topics,
            String answers,
            boolean accepted,
            String when,
            String iso) {}

    /** {@return the name under which somebody is shown: those who do not want to be shown are members like any other} */
    static String name(Place place, String id) {
        return place.stage()
                .story()
                .person(id)
                .filter(person ->
                        person.consent() != Consent.OPTED_OUT || place.who().equals(id))
                .map(Person::name)
                .orElse(place.visit().texts().say("portal.a-member"));
    }

    Future<Optional<String>> thread(Place place) {
        List<Post> posts = place.stage().forum().thread(place.id());
        if (posts.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        Map<String, Object> model = new HashMap<>();
        Post first = posts.get(0);
        model.put("title", first.title().orElse(place.visit().texts().say("post." + first.type())));
        model.put("titleLanguage", first.language());
        model.put("id", place.id());
        model.put("posts", posts.stream().map(post -> PostView.of(place, post)).toList());
        model.put(
                "topics",
                first.topics().stream().map(topic -> topicName(place, topic)).toList());
        return done(html("thread", place, model));
    }

    Future<Optional<String>> product(Place place) {
        Optional<ProductPage> page = place.stage().forum().product(place.id());
        Optional<Product> product = place.company().product(place.id());
        if (page.isEmpty() || product.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        Locale locale = place.visit().texts().locale();
        Map<String, Object> model = new HashMap<>();
        model.put("title", product.get().name());
        model.put("description", product.get().description().in(locale));
        model.put("price", Prices.of(product.get().price(), place.company().currency(), locale));
        model.put("id", place.id());
        model.put("topic", product.get().category());
        model.put(
                "orders",
                counted(place.visit().texts(), "product.orders", page.get().orders()));
        model.put(
                "returns",
                counted(place.visit().texts(), "product.returns", page.get().returns()));
        model.put("stars", Prices.stars(page.get().stars(), locale));
        model.put(
                "posts",
                page.get().reviews().stream()
                        .map(post -> PostView.of(place, post))
                        .toList());
        return done(html("product", place, model));
    }

    Future<Optional<String>> shop(Place place) {
        return done(html("shop", place, Map.of()));
    }

    Future<Optional<String>> people(Place place) {
        List<Face> faces = place.stage().story().people().stream()
                .filter(Person::isMember)
                .map(person -> new Face(
                        place.visit().href(Place.base(place.company(), person.id())),
                        person.name(),
                        Place.base(place.company(), Portals.GUEST) + "/avatars/" + Visit.encoded(person.id()),
                        person.town(),
                        person.language()))
                .toList();
        return done(html("people", place, Map.of("faces", faces)));
    }

    /** Somebody to be. */
    record Face(String href, String name, String avatar, String town, String language) {}

    /** Why these points, and why not others. */
    Future<Optional<String>> member(Place place) {
        MemberKey key = MemberKey.of(Activities.FORUM, place.id());
        return Asking.of(vertx, place.stage().community().member(key)).compose(member -> {
            Optional<Person> person = place.stage().story().person(place.id());
            if (member.isEmpty() || person.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            return Asking.of(vertx, place.stage().community().entries(key, MOST_LINES))
                    .compose(entries -> Asking.of(
                                    vertx, place.stage().community().declines(key, MOST_LINES))
                            .map(declines -> {
                                Reasons reasons = new Reasons(place, entries, declines);
                                return Optional.of(member(place, person.get(), member.get(), reasons));
                            }));
        });
    }

    private String member(Place place, Person person, MemberSummary member, Reasons reasons) {
        Texts texts = place.visit().texts();
        Map<String, Object> model = new HashMap<>();
        boolean shown = person.consent() != Consent.OPTED_OUT || place.who().equals(person.id());
        model.put("name", name(place, person.id()));
        model.put("town", shown ? person.town() : "");
        model.put("avatar", place.base() + "/avatars/" + Visit.encoded(person.id()));
        model.put("hidden", person.consent() == Consent.OPTED_OUT);
        model.put("self", place.who().equals(person.id()));
        model.put("become", place.visit().href(Place.base(place.company(), person.id())));
        model.put("points", texts.number(member.balance("points/reputation")));
        long credit = member.balance("points/credit");
        model.put("credit", credit == 0 ? "" : Prices.of(credit, place.company().currency(), texts.locale()));
        model.put("badges", reasons.badges());
        List<Reasons.Line> lines = reasons.lines();
        model.put("lines", lines);
        model.put("newest", lines.isEmpty() ? "0" : lines.get(0).id());
        model.put("declines", reasons.declines());
        model.put(
                "posts",
                place.stage().forum().contributions(person.id()).stream()
                        .limit(MOST_CONTRIBUTIONS)
                        .map(post -> PostView.of(place, post))
                        .toList());
        return html("member", place, model);
    }
}
