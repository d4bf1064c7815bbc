package dev.laurel.samplehost.portal;

import dev.laurel.samplehost.showcase.forum.Post;
import dev.laurel.samplehost.text.Texts;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.EntryLine;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a member has the points they have, and why not others, as the page tells it. */
final class Reasons {
    private static final String BADGE = "badge/";

    private final Place place;
    private final List<EntryLine> entries;
    private final List<DeclineLine> declined;

    Reasons(Place place, List<EntryLine> entries, List<DeclineLine> declined) {
        this.place = place;
        this.entries = entries;
        this.declined = declined;
    }

    /**
     * Something earned or lost.
     *
     * @param id names it on the page
     * @param amount how much, with its sign
     * @param gain whether it is more
     * @param unit of what
     * @param what what happened
     * @param link where it happened; may be empty
     * @param rule the rule in words
     * @param correction why it was corrected; may be empty
     * @param when when it happened
     * @param iso when, for machines
     * @param balance what there was after it
     */
    record Line(
            String id,
            String amount,
            boolean gain,
            String unit,
            String what,
            String link,
            String rule,
            String correction,
            String when,
            String iso,
            String balance) {}

    /**
     * Something refused.
     *
     * @param what what happened
     * @param link where it happened; may be empty
     * @param rule the rule in words; may be empty
     * @param why why not
     * @param when when it happened
     * @param iso when, for machines
     */
    record Refused(String what, String link, String rule, String why, String when, String iso) {}

    List<Line> lines() {
        Texts texts = place.visit().texts();
        return entries.stream().map(entry -> line(texts, entry)).toList();
    }

    private Line line(Texts texts, EntryLine entry) {
        Locale locale = texts.locale();
        boolean credit = entry.unit().equals("points/credit");
        boolean badge = entry.unit().startsWith(BADGE);
        String amount = credit
                ? (entry.amount() > 0 ? "+" : "−")
                        + Prices.of(Math.abs(entry.amount()), place.company().currency(), locale)
                : texts.signed(entry.amount());
        return new Line(
                entry.id(),
                amount,
                entry.amount() > 0,
                badge ? badgeName(texts, entry.unit()) : texts.say(credit ? "unit.credit" : "unit.points"),
                what(texts, entry.activityType()),
                link(entry.objectId()),
                entry.words().in(locale),
                entry.correction()
                        ? texts.find("correction." + entry.reason().toLowerCase(Locale.ROOT))
                                .orElse(entry.reason())
                        : "",
                texts.moment(entry.happened()),
                entry.happened().toString(),
                badge
                        ? ""
                        : credit
                                ? Prices.of(entry.balance(), place.company().currency(), locale)
                                : texts.number(entry.balance()));
    }

    private static String what(Texts texts, String activityType) {
        return texts.find("happened." + activityType).orElse(activityType);
    }

    private String link(String objectId) {
        Optional<Post> post = place.stage().forum().post(objectId);
        return post.map(known -> PostView.thread(place, known)).orElse("");
    }

    List<Refused> declines() {
        Texts texts = place.visit().texts();
        Locale locale = texts.locale();
        return declined.stream()
                .sorted(Comparator.comparing(DeclineLine::happened).reversed())
                .map(line -> new Refused(
                        what(texts, line.activityType()),
                        link(line.objectId()),
                        line.words().map(words -> words.in(locale)).orElse(""),
                        line.why()
                                .map(words -> words.in(locale))
                                .orElseGet(() -> texts.say("why.unnamed", line.code())),
                        texts.moment(line.happened()),
                        line.happened().toString()))
                .toList();
    }

    /** {@return the badges that are held, in words} */
    List<String> badges() {
        Texts texts = place.visit().texts();
        return entries.stream()
                .filter(entry -> entry.unit().startsWith(BADGE) && entry.balance() > 0)
                .map(entry -> badgeName(texts, entry.unit()))
                .distinct()
                .toList();
    }

    private static String badgeName(Texts texts, String unit) {
        return texts.find("badge." + unit.substring(BADGE.length())).orElse(unit.substring(BADGE.length()));
    }
}
