package dev.laurel.plugin.webhook;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Words that people meant, and how what they wrote is shown to them. */
final class Nearest {
    private static final int MOST_SHOWN = 60;

    private Nearest() {}

    /** {@return the word that takes the fewest changed letters; the first of several; never called with none} */
    static String word(String given, List<String> words) {
        String typed = bounded(given).toLowerCase(Locale.ROOT).replace('_', '-');
        return words.stream()
                .min(Comparator.comparingInt(word -> distance(typed, word)))
                .orElseThrow();
    }

    /** {@return whether a word was probably meant: at most a third of its letters are wrong} */
    static boolean isTypo(String given, String word) {
        return distance(bounded(given).toLowerCase(Locale.ROOT), word) <= word.length() / 3;
    }

    /** {@return the text between quotes, shortened, and on one line whatever it holds} */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        bounded(text)
                .codePoints()
                .map(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x2029 ? '?' : point)
                .forEach(shown::appendCodePoint);
        return shown.append(text.length() > MOST_SHOWN ? "...'" : "'").toString();
    }

    /** The Levenshtein distance, a row at a time. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    private static String bounded(String text) {
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) : text;
    }
}
