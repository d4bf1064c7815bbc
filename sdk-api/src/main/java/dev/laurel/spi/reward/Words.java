package dev.laurel.spi.reward;

import java.text.MessageFormat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sentence for people, in English and French: a key that never changes, a pattern a language, and arguments. Patterns
 * are those of {@link MessageFormat}, but for one thing: an apostrophe is an apostrophe, as in {@code l'auteur}, and
 * needs no doubling. Numbers are written as the language writes them, times as ISO 8601 in UTC. Immutable.
 */
public final class Words {
    private final String key;
    private final String english;
    private final String french;
    private final List<Object> arguments;

    private Words(String key, String english, String french, List<Object> arguments) {
        this.key = Objects.requireNonNull(key, "key");
        this.english = Objects.requireNonNull(english, "english");
        this.french = Objects.requireNonNull(french, "french");
        this.arguments = arguments;
    }

    /**
     * A sentence.
     *
     * @param key lower case, words joined by hyphens or dots; a host may replace the texts by key
     * @param english the English pattern
     * @param french the French pattern
     * @param arguments String, Long, Integer, Double or java.time.Instant
     * @return the words
     * @throws IllegalArgumentException if a pattern cannot be read, does not fit the arguments, or an argument is of
     *     another type
     */
    public static Words of(String key, String english, String french, Object... arguments) {
        Words words = new Words(key, english, french, List.of(arguments));
        for (Object argument : words.arguments) {
            if (!(argument instanceof String
                    || argument instanceof Long
                    || argument instanceof Integer
                    || argument instanceof Double
                    || argument instanceof Instant)) {
                throw new IllegalArgumentException(
                        "words " + key + ": an argument is a String, Long, Integer, Double or" + " Instant, not a "
                                + argument.getClass().getName());
            }
        }
        words.verify("English", Locale.ENGLISH);
        words.verify("French", Locale.FRENCH);
        return words;
    }

    /** {@return the key} */
    public String key() {
        return key;
    }

    /**
     * The pattern in a language.
     *
     * @param locale French gives French, all else English
     * @return the pattern, arguments not filled in
     */
    public String pattern(Locale locale) {
        return locale.getLanguage().equals("fr") ? french : english;
    }

    /** {@return what is filled in; cannot be changed} */
    public List<Object> arguments() {
        return arguments;
    }

    /**
     * The sentence in a language.
     *
     * @param locale French gives French, all else English
     * @return the sentence
     */
    public String in(Locale locale) {
        Locale spoken = locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        return format(spoken).format(arguments.toArray());
    }

    /** {@return whether the other has the same key, patterns and arguments} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Words words
                && words.key.equals(key)
                && words.english.equals(english)
                && words.french.equals(french)
                && words.arguments.equals(arguments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, arguments);
    }

    /** {@return the sentence in English} */
    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }

    /** A mistake in a pattern is found where it was made, not when the first member reads it. */
    private void verify(String language, Locale locale) {
        try {
            int used = format(locale).getFormatsByArgumentIndex().length;
            if (used > arguments.size()) {
                throw new IllegalArgumentException("it uses {" + (used - 1) + "}, but there are only "
                        + arguments.size() + " arguments, numbered from 0");
            }
            in(locale);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "words " + key + ", " + language + " pattern: " + unreadable.getMessage() + ": " + pattern(locale),
                    unreadable);
        }
    }

    private MessageFormat format(Locale spoken) {
        // A lone apostrophe would make MessageFormat take the rest literally, {0} and all; a doubled one is forgiven.
        return new MessageFormat(pattern(spoken).replace("''", "'").replace("'", "''"), spoken);
    }
}
