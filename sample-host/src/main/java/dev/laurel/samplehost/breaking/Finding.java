package dev.laurel.samplehost.breaking;

import dev.laurel.samplehost.text.Texts;
import java.util.List;

/**
 * Something that should not be.
 *
 * @param key the text that says it
 * @param arguments what is filled in
 */
record Finding(String key, List<Object> arguments) {
    static Finding of(String key, Object... arguments) {
        return new Finding(key, List.of(arguments));
    }

    /** {@return the sentence in a language} */
    String in(Texts texts) {
        return texts.say(key, arguments.toArray());
    }
}
