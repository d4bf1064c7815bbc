package dev.laurel.samplehost.site;

import dev.laurel.Community;
import dev.laurel.samplehost.text.Texts;
import dev.laurel.samplehost.web.Asking;
import dev.laurel.samplehost.web.Templates;
import dev.laurel.samplehost.web.Visit;
import dev.laurel.view.EntryLine;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The page of a member: why these points? */
final class MemberPage {
    static final String UNIT = "points/reputation";
    /** What Stack Exchange gives once to an account that is established on another of its sites. */
    private static final long NETWORK_BONUS = 100;

    private static final int LINES_A_PAGE = 50;
    /** More lines than this no page shows; the oldest are then left out. */
    private static final int MOST_LINES = 20_000;

    private final Vertx vertx;
    private final Exhibit exhibit;
    private final Templates templates;

    MemberPage(Vertx vertx, Exhibit exhibit, Templates templates) {
        this.vertx = vertx;
        this.exhibit = exhibit;
        this.templates = templates;
    }

    /**
     * Writes the page.
     *
     * @param visit for whom
     * @param id the member's id at the source
     * @return the HTML; empty if there is no such member
     */
    Future<Optional<String>> html(Visit visit, String id) {
        Community community = exhibit.community();
        MemberKey key = MemberKey.of(exhibit.source(), id);
        return Asking.of(vertx, community.member(key))
                .compose(member -> member.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : Asking.of(vertx, community.entries(key, MOST_LINES))
                                .map(entries -> Optional.of(html(visit, id, member.get(), entries))));
    }

    private String html(Visit visit, String id, MemberSummary member, List<EntryLine> entries) {
        Texts texts = visit.texts();
        String path = "/members/" + Visit.encoded(id);
        Choice choice = Choice.of(visit.parameter("unit").orElse(""));
        List<Numbered> chosen = choice.of(entries);
        int pages = Math.max(1, (chosen.size() + LINES_A_PAGE - 1) / LINES_A_PAGE);
        int page = visit.page(pages);

        List<Line> lines = new ArrayList<>();
        for (Numbered each : chosen.subList((page - 1) * LINES_A_PAGE, Math.min(chosen.size(), page * LINES_A_PAGE))) {
            String self = linkTo(visit, path, choice, Pager.number(page)) + "#line-" + each.number();
            lines.add(Line.of(each.entry(), each.number(), self, exhibit.isBundled(), texts));
        }

        Map<String, Object> model = new HashMap<>();
        model.put("name", member.name().isEmpty() ? texts.say("member.nameless") : member.name());
        model.put("points", texts.number(member.balance(UNIT)));
        OptionalLong total = exhibit.siteTotal(id);
        model.put("siteTotal", total.isPresent() ? texts.number(total.getAsLong()) : "");
        model.put("difference", difference(texts, total, member.balance(UNIT)));
        model.put("participations", texts.number(member.participations()));
        model.put("badges", Badges.of(member.balances(), texts));
        model.put("lines", lines);
        model.put("choices", Choice.links(visit, path, choice));
        model.put("pager", Pager.of(texts, "lines", page, pages, to -> linkTo(visit, path, choice, to)));
        model.put("count", texts.number(chosen.size()));
        return templates.html("member", visit, model);
    }

    private static String linkTo(Visit visit, String path, Choice choice, String page) {
        return visit.href(path, "unit", choice.parameter(), "page", page);
    }

    private static String difference(Texts texts, OptionalLong total, long balance) {
        if (total.isEmpty()) {
            return "";
        }
        long difference = total.getAsLong() - balance;
        if (difference == 0) {
            return texts.say("member.same");
        }
        if (difference == NETWORK_BONUS) {
            return texts.say("member.bonus", difference);
        }
        return texts.say(difference > 0 ? "member.more" : "member.fewer", Math.abs(difference));
    }

    /** A line and its number, counted from the oldest. */
    private record Numbered(long number, EntryLine entry) {}

    /** Which lines are shown. */
    private enum Choice {
        ALL(""),
        REPUTATION("reputation"),
        BADGES("badges");

        private final String parameter;

        Choice(String parameter) {
            this.parameter = parameter;
        }

        static Choice of(String parameter) {
            for (Choice each : values()) {
                if (each.parameter.equals(parameter)) {
                    return each;
                }
            }
            return ALL;
        }

        static List<Map<String, Object>> links(Visit visit, String path, Choice current) {
            List<Map<String, Object>> links = new ArrayList<>();
            for (Choice each : values()) {
                links.add(Map.of(
                        "href", visit.href(path, "unit", each.parameter),
                        "label", visit.texts().say("choice." + (each == ALL ? "all" : each.parameter)),
                        "current", each == current));
            }
            return links;
        }

        String parameter() {
            return parameter;
        }

        List<Numbered> of(List<EntryLine> newestFirst) {
            List<Numbered> chosen = new ArrayList<>();
            for (int i = 0; i < newestFirst.size(); i++) {
                EntryLine entry = newestFirst.get(i);
                if (this == ALL || (this == BADGES) == Badges.isBadge(entry.unit())) {
                    chosen.add(new Numbered(newestFirst.size() - i, entry));
                }
            }
            return chosen;
        }
    }
}
