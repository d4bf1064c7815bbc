package dev.laurel.testkit.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which addresses are private, told by how they are written: a fake asks no name server. */
final class Addresses {
    /** RFC 1918, loopback, link-local, RFC 6598 and "this host". */
    private static final Pattern PRIVATE_4 =
            Pattern.compile("(0|10|127)\\..*|192\\.168\\..*|169\\.254\\..*|172\\.(1[6-9]|2[0-9]|3[01])\\..*"
                    + "|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\..*");

    private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

    private Addresses() {}

    static boolean isPrivate(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            return name.equals("[::1]") || name.equals("[::]") || name.startsWith("[f") || name.startsWith("[::ffff:");
        }
        return DIGITS.matcher(name).matches()
                ? PRIVATE_4.matcher(name).matches()
                : name.equals("localhost") || name.endsWith(".localhost") || name.endsWith(".local");
    }
}
