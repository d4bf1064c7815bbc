package dev.laurel.samplehost.site;

import dev.laurel.samplehost.proof.Comparison;
import dev.laurel.samplehost.text.Texts;
import dev.laurel.samplehost.web.Asking;
import dev.laurel.samplehost.web.Templates;
import dev.laurel.samplehost.web.Visit;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.Standing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The first page: the top members, and how the figures compare with the site's own. */
final class TopPage {
    private static final int MEMBERS_A_PAGE = 50;
    /** Further down than this nobody looks, and every page costs as much as all before it. */
    private static final int LAST_PAGE = 200;

    private final Vertx vertx;
    private final Exhibit exhibit;
    private final Templates templates;

    TopPage(Vertx vertx, Exhibit exhibit, Templates templates) {
        this.vertx = vertx;
        this.exhibit = exhibit;
        this.templates = templates;
    }

    /**
     * A member in the table.
     *
     * @param rank the rank
     * @param name the name
     * @param href the page of the member; empty if there is none
     * @param points Laurel's points
     * @param siteTotal the site's own total; empty if it does not say
     * @param difference what the site has more; empty if it does not say
     * @param badges the badges held
     */
    record Row(
            String rank,
            String name,
            String href,
            String points,
            String siteTotal,
            String difference,
            List<Badges.Held> badges) {}

    /**
     * A figure of the comparison.
     *
     * @param value the figure
     * @param label what it is
     * @param floor what it should at least be, in words; empty if that is not known
     */
    record Figure(String value, String label, String floor) {}

    /**
     * A badge of the comparison.
     *
     * @param name the badge
     * @param awarded how often the site awarded it
     * @param precision how much of what Laurel awards the site awarded
     * @param recall how much of what the site awarded Laurel awards
     */
    record Match(String name, String awarded, String precision, String recall) {}

    /**
     * Writes the page.
     *
     * @param visit for whom
     * @return the HTML
     */
    Future<String> html(Visit visit) {
        return Asking.of(vertx, exhibit.community().memberCount()).compose(count -> {
            int pages = (int) Math.max(1, Math.min(LAST_PAGE, (count + MEMBERS_A_PAGE - 1) / MEMBERS_A_PAGE));
            int page = visit.page(pages);
            return Asking.of(vertx, exhibit.community().top(MemberPage.UNIT, page * MEMBERS_A_PAGE))
                    .compose(top -> Asking.of(
                                    vertx, exhibit.community().deadLetters().list(1))
                            .map(letters -> html(visit, count, new Part(top, page, pages, !letters.isEmpty()))));
        });
    }

    /** The part of the list that is shown, and whether anything was put aside. */
    private record Part(List<Standing> top, int page, int pages, boolean letters) {
        List<Standing> shown() {
            return top.subList(Math.min(top.size(), (page - 1) * MEMBERS_A_PAGE), top.size());
        }
    }

    private String html(Visit visit, long members, Part part) {
        Texts texts = visit.texts();
        ConnectorStatus progress = exhibit.progress();
        Map<String, Object> model = new HashMap<>();
        model.put("members", texts.number(members));
        model.put("bundled", exhibit.isBundled());
        model.put("importing", !progress.upToDate());
        model.put("accepted", texts.number(progress.accepted()));
        model.put("trouble", progress.failure());
        model.put("letters", part.letters() ? visit.href(DeadLetterPage.PATH) : "");
        model.put("first", part.page() == 1);
        model.put("rows", part.shown().stream().map(each -> row(visit, each)).toList());
        model.put(
                "pager",
                Pager.of(
                        texts,
                        "members",
                        part.page(),
                        part.pages(),
                        page -> visit.href(templates.home(), "page", page)));
        Optional<Comparison> comparison = exhibit.comparison();
        model.put(
                "posters", comparison.map(each -> texts.number(each.members())).orElse(""));
        model.put(
                "figures",
                comparison
                        .map(each -> figures(texts, each, exhibit.isBundled()))
                        .orElse(List.of()));
        model.put("matches", comparison.map(each -> matches(texts, each)).orElse(List.of()));
        return templates.html("top", visit, model);
    }

    private Row row(Visit visit, Standing standing) {
        Texts texts = visit.texts();
        String id = standing.key().id();
        OptionalLong total = id.isEmpty() ? OptionalLong.empty() : exhibit.siteTotal(id);
        return new Row(
                texts.number(standing.rank()),
                standing.name().isEmpty() ? texts.say("member.nameless") : standing.name(),
                id.isEmpty() ? "" : visit.href("/members/" + Visit.encoded(id)),
                texts.number(standing.balance()),
                total.isPresent() ? texts.number(total.getAsLong()) : "",
                total.isPresent() ? texts.signed(total.getAsLong() - standing.balance()) : "",
                Badges.of(standing, texts));
    }

    /** What a plain replay comes to at least is known for the bundled data alone. */
    private static List<Figure> figures(Texts texts, Comparison comparison, boolean bundled) {
        return List.of(
                new Figure(
                        texts.share(comparison.exact()),
                        texts.say("figure.exact"),
                        bundled ? texts.say("figures.floor", texts.share(0.739)) : ""),
                new Figure(
                        texts.share(comparison.within()),
                        texts.say("figure.within"),
                        bundled ? texts.say("figures.floor", texts.share(0.919)) : ""),
                new Figure(
                        texts.ratio(comparison.pearson()),
                        texts.say("figure.pearson"),
                        bundled ? texts.say("figures.floor", texts.ratio(0.997)) : ""));
    }

    private static List<Match> matches(Texts texts, Comparison comparison) {
        List<Match> matches = new ArrayList<>();
        for (Comparison.BadgeMatch each : comparison.badges()) {
            matches.add(new Match(
                    Badges.nameOf("badge/" + each.badge(), texts),
                    texts.number(each.awarded()),
                    texts.ratio(each.precision()),
                    texts.ratio(each.recall())));
        }
        return List.copyOf(matches);
    }
}
