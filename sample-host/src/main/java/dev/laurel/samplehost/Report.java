package dev.laurel.samplehost;

import dev.laurel.samplehost.proof.Comparison;
import dev.laurel.samplehost.proof.SiteTotals;
import dev.laurel.samplehost.text.Texts;
import dev.laurel.view.Standing;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalLong;

/** What is printed after the import: the top ten, how they compare with the site, and what the data hides. */
final class Report {
    private static final int SHOWN = 10;
    private static final int LONGEST_NAME = 24;

    private final PrintStream out;
    private final Texts texts;
    private final boolean bundled;

    /**
     * Nothing is printed yet.
     *
     * @param out where to
     * @param texts in which language
     * @param bundled whether it is about the bundled data, for which is known what a plain replay comes to
     */
    Report(PrintStream out, Texts texts, boolean bundled) {
        this.out = out;
        this.texts = texts;
        this.bundled = bundled;
    }

    /**
     * Prints it.
     *
     * @param standings all members by points, highest first
     * @param totals the site's own totals
     * @param comparison how the two compare
     */
    void print(List<Standing> standings, SiteTotals totals, Comparison comparison) {
        out.println();
        members(standings, totals);
        out.println();
        shares(comparison);
        if (!comparison.badges().isEmpty()) {
            out.println();
            badges(comparison);
        }
        out.println();
        wrapped(texts.say("report.hidden"));
    }

    private void members(List<Standing> standings, SiteTotals totals) {
        String format = "  %5s  %-" + LONGEST_NAME + "s  %10s  %10s  %10s%n";
        out.printf(
                texts.locale(),
                format,
                texts.say("report.rank"),
                texts.say("report.member"),
                texts.say("report.points"),
                texts.say("report.site"),
                texts.say("report.difference"));
        for (Standing each : standings.subList(0, Math.min(SHOWN, standings.size()))) {
            OptionalLong total = totals.total(each.key().id());
            out.printf(
                    texts.locale(),
                    format,
                    plain(texts.number(each.rank())),
                    printable(each.name()),
                    plain(texts.number(each.balance())),
                    total.isPresent() ? plain(texts.number(total.getAsLong())) : "",
                    total.isPresent() ? plain(texts.signed(total.getAsLong() - each.balance())) : "");
        }
    }

    private void shares(Comparison comparison) {
        out.println(texts.say("report.shares", comparison.members()));
        share("report.exact", texts.share(comparison.exact()), texts.share(0.739), texts.say("report.exact.note"));
        share("report.within", texts.share(comparison.within()), texts.share(0.919), "");
        share(
                "report.pearson",
                texts.ratio(comparison.pearson()),
                texts.ratio(0.997),
                texts.say("report.pearson.note"));
    }

    private void share(String label, String value, String floor, String note) {
        out.println(String.format(
                        texts.locale(),
                        "  %-18s %8s   %-16s %s",
                        texts.say(label),
                        plain(value),
                        bundled ? texts.say("report.floor", plain(floor)) : "",
                        note)
                .stripTrailing());
    }

    private void badges(Comparison comparison) {
        String format = "  %-" + LONGEST_NAME + "s  %10s  %10s  %10s%n";
        out.printf(
                texts.locale(),
                format,
                texts.say("report.badge"),
                texts.say("report.awarded"),
                texts.say("report.precision"),
                texts.say("report.recall"));
        for (Comparison.BadgeMatch each : comparison.badges()) {
            out.printf(
                    texts.locale(),
                    format,
                    texts.find("badge." + each.badge()).orElse(each.badge()),
                    plain(texts.number(each.awarded())),
                    plain(texts.ratio(each.precision())),
                    plain(texts.ratio(each.recall())));
        }
    }

    private void wrapped(String sentence) {
        int width = 78;
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + word.length() + 1 > width && !line.isEmpty()) {
                out.println(line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println(line);
    }

    /** Typographic signs and spaces that a terminal may not have. */
    private static String plain(String number) {
        return number.replace('\u2212', '-').replace('\u202f', ' ').replace('\u00a0', ' ');
    }

    /** Names come from outside: what could steer a terminal is not printed, and a long one does not break the table. */
    private static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_NAME)
                .map(each -> Character.isISOControl(each) || Character.getType(each) == Character.FORMAT ? '?' : each)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
