package dev.laurel.samplehost.breaking;

import dev.laurel.samplehost.text.Texts;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Where the trial says how it goes: one line drawn again and again on a terminal, a line now and then otherwise. */
final class Screen {
    private static final long DRAWN_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PRINTED_EVERY = TimeUnit.SECONDS.toNanos(2);

    private final PrintStream out;
    private final boolean terminal;
    private final Texts texts;
    private String drawn = "";
    private long last = System.nanoTime();

    Screen(PrintStream out, boolean terminal, Texts texts) {
        this.out = out;
        this.terminal = terminal;
        this.texts = texts;
    }

    Texts texts() {
        return texts;
    }

    /** Prints a sentence. */
    void say(String key, Object... arguments) {
        clear();
        out.println(texts.say(key, arguments));
        out.flush();
        last = System.nanoTime();
    }

    /** Shows figures that change; may be called as often as they do. */
    void progress(String key, Object... arguments) {
        long now = System.nanoTime();
        if (now - last < (terminal ? DRAWN_EVERY : PRINTED_EVERY)) {
            return;
        }
        last = now;
        String line = texts.say(key, arguments);
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, drawn.length() - line.length())));
            drawn = line;
        } else {
            out.println(line);
        }
        out.flush();
    }

    private void clear() {
        if (!drawn.isEmpty()) {
            out.print("\r" + " ".repeat(drawn.length()) + "\r");
            drawn = "";
        }
    }
}
