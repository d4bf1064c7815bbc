package dev.laurel.pipeline;

import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Window;
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
                    "Nobody ends a day with less than {0} ({1}).",
                    "Personne ne finit une journée avec moins de {0} ({1}).",
                    value,
                    parts[3]);
        }
        return Words.of(
                "limit-cap-" + window.toLowerCase(Locale.ROOT),
                "At most {0} " + ENGLISH.getOrDefault(window, "") + " count ({1}).",
                "Au plus {0} " + FRENCH.getOrDefault(window, "") + " comptent ({1}).",
                value,
                parts[3]);
    }

    /** {@return why something was refused by a limit on times} */
    static Words times(Limit limit) {
        if (limit.window().kind() == Window.Kind.ROLLING) {
            long hours = Math.max(1, limit.window().length().toHours());
            return Words.of(
                    "limit-times-rolling",
                    "Only {0} within {1} hours {0,choice,1#counts|1<count}.",
                    "Au plus {0} en {1} heures {0,choice,1#compte|1<comptent}.",
                    limit.value(),
                    hours);
        }
        String window = limit.window().kind().name();
        return Words.of(
                "limit-times-" + window.toLowerCase(Locale.ROOT),
                "Only {0} " + ENGLISH.getOrDefault(window, "") + " {0,choice,1#counts|1<count}.",
                "Au plus {0} " + FRENCH.getOrDefault(window, "") + " {0,choice,1#compte|1<comptent}.",
                limit.value());
    }
}
