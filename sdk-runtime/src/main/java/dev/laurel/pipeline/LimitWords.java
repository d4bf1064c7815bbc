package dev.laurel.pipeline;

import dev.laurel.spi.reward.Words;
import java.util.Locale;
import java.util.Map;

/** What a limit does, in words, from the line in which it is declared. */
final class LimitWords {
    private static final Map<String, String> ENGLISH =
            Map.of("DAY", "a day", "WEEK", "a week", "MONTH", "a month", "YEAR", "a year", "EVER", "in all");
    private static final Map<String, String> FRENCH =
            Map.of("DAY", "par jour", "WEEK", "par semaine", "MONTH", "par mois", "YEAR", "par an", "EVER", "en tout");

    private LimitWords() {}

    /** {@return the words for {@code NAME KIND VALUE CURRENCY in WINDOW}} */
    static Words of(String declared) {
        String[] parts = declared.split(" ", -1);
        if (parts.length < 6) {
            return Words.of("limit", "{0}", "{0}", declared);
        }
        long value = Long.parseLong(parts[2]);
        String window = parts[5].toUpperCase(Locale.ROOT);
        if (parts[1].equals("FLOOR")) {
            return Words.of(
                    "limit-floor",
                    "Nobody ends a day with less than {0} {1}.",
                    "Personne ne finit une journée avec moins de {0} {1}.",
                    value,
                    parts[3]);
        }
        return Words.of(
                "limit-cap-" + window.toLowerCase(Locale.ROOT),
                "At most {0} {1} " + ENGLISH.getOrDefault(window, "") + " count.",
                "Au plus {0} {1} " + FRENCH.getOrDefault(window, "") + " comptent.",
                value,
                parts[3]);
    }
}
