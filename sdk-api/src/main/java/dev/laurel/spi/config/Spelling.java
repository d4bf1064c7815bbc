package dev.laurel.spi.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How names and values that people typed are compared and shown. */
final class Spelling {
    private static final int MOST_SHOWN = 120;

    private Spelling() {}

    /** {@return the name that takes the fewest changed letters; the first of several; never called with none} */
    static String nearest(String given, List<String> names) {
        // What makes BASE_URL or base.url differ from base-url is habit, not a typing error.
        String typed = bounded(given).toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .orElseThrow();
    }

    /** {@return the text between quotes, shortened, and on one line whatever it holds} */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        bounded(text).codePoints().forEach(point -> {
            if (Character.isISOControl(point)
                    || Character.getType(point) == Character.LINE_SEPARATOR
                    || Character.getType(point) == Character.PARAGRAPH_SEPARATOR) {
                shown.append('?');
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.append(text.length() > MOST_SHOWN ? "...'" : "'").toString();
    }

    /** {@return how many letters have to be added, left out or changed to make one of the other} */
    static int distance(String one, String other) {
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
