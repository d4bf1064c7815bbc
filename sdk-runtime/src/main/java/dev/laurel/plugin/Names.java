package dev.laurel.plugin;

import java.util.Collection;
import java.util.regex.Pattern;

/** How plugins, extensions and rules may be called. */
final class Names {
    private static final int LONGEST = 64;
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private Names() {}

    /** {@return whether the name is kebab-case and not too long} */
    static boolean isKebab(String name) {
        return name.length() <= LONGEST && KEBAB.matcher(name).matches();
    }

    /** {@return what a name has to be, as the end of a sentence} */
    static String form() {
        return "a name is lower-case letters and digits, words joined by single hyphens, at most " + LONGEST
                + " letters long";
    }

    /** {@return the name that takes the fewest changed letters; the given one if there are none} */
    static String nearest(String given, Collection<String> names) {
        String typed = Reason.shortened(given);
        String best = given;
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(typed, name);
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return best;
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
