package dev.laurel.samplehost.site;

import dev.laurel.samplehost.text.Texts;
import dev.laurel.view.EntryLine;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A line of "why these points?" as it stands on the page: everything in words, in the language of the visit.
 *
 * @param number counts from the member's first line
 * @param link to this very line
 * @param when when it happened
 * @param iso the same for machines
 * @param what what happened
 * @param object what it was about; empty if nothing
 * @param objectLink where to see it; empty if that is not known
 * @param role as what the member took part; empty for a limit
 * @param rule what the rule does
 * @param ruleName the rule's full name
 * @param ruleVersion the rule's version; empty for a limit
 * @param plugin the plugin's version
 * @param amount the change, with its sign; for a badge, its name
 * @param change {@code gain}, {@code loss} or {@code badge}
 * @param balance the balance after it
 * @param recorded when it was recorded
 * @param correction why an earlier line is corrected; empty if this is none
 * @param closedPeriod the closed period it belongs to; empty if there is none
 */
record Line(
        long number,
        String link,
        String when,
        String iso,
        String what,
        String object,
        String objectLink,
        String role,
        String rule,
        String ruleName,
        String ruleVersion,
        String plugin,
        String amount,
        String change,
        String balance,
        String recorded,
        String correction,
        String closedPeriod) {
    private static final String LIMIT = "limit";
    private static final String POST = "post-";
    private static final String PUBLISHED_AT = "https://quantumcomputing.stackexchange.com/";

    /**
     * Puts an entry into words.
     *
     * @param entry the entry
     * @param number its number, counted from the member's first
     * @param link to the line
     * @param bundled whether it is known where the objects were published
     * @param texts the language
     * @return the line
     */
    static Line of(EntryLine entry, long number, String link, boolean bundled, Texts texts) {
        boolean badge = Badges.isBadge(entry.unit());
        return new Line(
                number,
                link,
                texts.moment(entry.happened()),
                entry.happened().toString(),
                what(entry, texts),
                object(entry, texts),
                bundled ? objectLink(entry) : "",
                entry.role().isEmpty() ? "" : texts.find("role." + entry.role()).orElse(entry.role()),
                entry.words().in(texts.locale()),
                entry.rule(),
                entry.ruleVersion(),
                entry.plugin(),
                badge ? badge(entry, texts) : texts.signed(entry.amount()),
                badge ? "badge" : entry.amount() < 0 ? "loss" : "gain",
                badge ? "\u00d7" + texts.number(entry.balance()) : texts.number(entry.balance()),
                texts.moment(entry.recorded()),
                entry.correction() ? correction(entry, texts) : "",
                entry.closedPeriod()
                        .map(period -> texts.say("line.closed", period))
                        .orElse(""));
    }

    private static String what(EntryLine entry, Texts texts) {
        if (entry.activityType().equals(LIMIT)) {
            return texts.say(entry.amount() < 0 ? "activity.limit.over" : "activity.limit.under");
        }
        String key = "activity." + entry.activityType();
        return Stream.of(key + "." + entry.role(), key + "." + entry.objectType(), key)
                .map(texts::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(entry.activityType());
    }

    private static String object(EntryLine entry, Texts texts) {
        if (entry.objectId().isEmpty()) {
            return "";
        }
        String id = entry.objectId();
        String number = id.substring(id.lastIndexOf('-') + 1);
        return texts.find("object." + entry.objectType(), number).orElse(id);
    }

    /** Questions and answers were published under their number; it is all that goes into the link. */
    private static String objectLink(EntryLine entry) {
        String id = entry.objectId();
        if (!id.startsWith(POST) || !id.substring(POST.length()).matches("[0-9]{1,12}")) {
            return "";
        }
        return switch (entry.objectType()) {
            case "question" -> PUBLISHED_AT + "q/" + id.substring(POST.length());
            case "answer" -> PUBLISHED_AT + "a/" + id.substring(POST.length());
            default -> "";
        };
    }

    private static String badge(EntryLine entry, Texts texts) {
        String name = Badges.nameOf(entry.unit(), texts);
        return entry.amount() < 0 ? "\u2212 " + name : name;
    }

    private static String correction(EntryLine entry, Texts texts) {
        return texts.find("correction." + entry.reason().toLowerCase(Locale.ROOT))
                .orElseGet(() -> texts.say("correction.other", entry.reason()));
    }
}
