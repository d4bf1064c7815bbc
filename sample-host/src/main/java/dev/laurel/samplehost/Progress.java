package dev.laurel.samplehost;

import dev.laurel.samplehost.text.Texts;
import java.time.Duration;
import java.time.Instant;

/** Shows how far an import is: one line drawn again and again on a terminal, else a line every tenth of the way. */
final class Progress {
    private static final int WIDTH = 30;
    private static final int TENTHS = 10;

    private final Console console;
    private final Texts texts;
    private final long expected;
    private final Instant start;
    private String drawn = "";
    private long tenthsSaid;

    /**
     * Nothing is shown yet.
     *
     * @param console where to
     * @param expected how many activities there are in all; may be an estimate
     * @param start when the import began
     */
    Progress(Console console, long expected, Instant start) {
        this.console = console;
        this.texts = console.texts();
        this.expected = Math.max(1, expected);
        this.start = start;
    }

    /**
     * Shows how far it is.
     *
     * @param before how many activities were there when it began
     * @param done how many came since
     */
    void show(long before, long done) {
        // Not all before the end says so: the expected number may be an estimate.
        double share = Math.min(0.99, (double) (before + done) / expected);
        if (console.terminal()) {
            redraw(texts.say(
                    "progress.line",
                    bar(share),
                    padded(texts.share(share), 6),
                    texts.number(before + done),
                    texts.number(Math.max(expected, before + done)),
                    texts.number(rate(done))));
        } else if ((long) (share * TENTHS) > tenthsSaid) {
            tenthsSaid = (long) (share * TENTHS);
            console.out()
                    .println(texts.say(
                            "progress.step",
                            texts.number(before + done),
                            texts.number(Math.max(expected, before + done)),
                            texts.number(rate(done))));
        }
    }

    /** Takes the line away, so that something else can be printed. */
    void clear() {
        if (!drawn.isEmpty()) {
            console.out().print("\r" + " ".repeat(drawn.length()) + "\r");
            console.out().flush();
            drawn = "";
        }
    }

    private long rate(long done) {
        return done
                * 1000
                / Math.max(1, Duration.between(start, console.clock().instant()).toMillis());
    }

    private void redraw(String line) {
        console.out().print("\r" + line + " ".repeat(Math.max(0, drawn.length() - line.length())));
        console.out().flush();
        drawn = line;
    }

    private static String bar(double share) {
        int full = (int) (share * WIDTH);
        return "=".repeat(full) + ">" + " ".repeat(WIDTH - full - 1);
    }

    private static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
