package dev.laurel.samplehost;

import dev.laurel.samplehost.text.Texts;
import java.io.PrintStream;
import java.time.InstantSource;

/**
 * Where the demo prints, and how.
 *
 * @param out for what was asked for
 * @param err for refusals
 * @param terminal whether a line that was printed can be drawn again
 * @param texts in which language
 * @param clock the time
 */
record Console(PrintStream out, PrintStream err, boolean terminal, Texts texts, InstantSource clock) {

    /**
     * Prints a sentence.
     *
     * @param key the text
     * @param arguments what is filled in
     */
    void say(String key, Object... arguments) {
        out.println(texts.say(key, arguments));
    }

    /**
     * The same console in another language.
     *
     * @param texts the language
     * @return a copy
     */
    Console speaking(Texts texts) {
        return new Console(out, err, terminal, texts, clock);
    }
}
