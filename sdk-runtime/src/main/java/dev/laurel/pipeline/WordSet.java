package dev.laurel.pipeline;

import dev.laurel.log.Dictionary;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What something means by word: asked once a word, and remembered. Words must not be given numbers before the log has
 * been read, so they are looked at as they come.
 */
final class WordSet<T> {
    private final Dictionary dictionary;
    private final Function<String, T> meaning;
    private @Nullable Object[] known = new @Nullable Object[0];

    WordSet(Dictionary dictionary, Function<String, T> meaning) {
        this.dictionary = dictionary;
        this.meaning = meaning;
    }

    /** {@return what a word means} */
    @SuppressWarnings("unchecked") // only what the function gave is kept
    T of(int word) {
        if (word >= known.length) {
            known = Arrays.copyOf(known, word + 64);
        }
        Object meant = known[word];
        if (meant == null) {
            meant = meaning.apply(dictionary.word(word));
            known[word] = meant;
        }
        return (T) meant;
    }
}
