package dev.laurel.spi.reward;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How declarations are written down for their digest. Names that are plain stand as they are, all else is quoted, so
 * that two different declarations never read the same. Rule versions of years ago depend on it: never change what is
 * written for a declaration that could already be made.
 */
final class Notation {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");

    private Notation() {}

    static String name(String name) {
        return PLAIN.matcher(name).matches() ? name : text(name);
    }

    static String names(Collection<String> names) {
        StringJoiner all = new StringJoiner(", ", "[", "]");
        names.forEach(name -> all.add(name(name)));
        return all.toString();
    }

    static String weights(Map<String, Long> weights) {
        StringJoiner all = new StringJoiner(", ", "{", "}");
        new TreeMap<>(weights).forEach((type, weight) -> all.add(name(type) + "=" + weight));
        return all.toString();
    }

    /** {@return arguments of words: texts in quotes, everything else as Java writes it, whatever the locale} */
    static String arguments(Collection<?> arguments) {
        StringJoiner all = new StringJoiner(", ", "[", "]");
        arguments.forEach(argument -> all.add(argument instanceof String text ? text(text) : argument.toString()));
        return all.toString();
    }

    private static String text(String text) {
        StringBuilder written = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') {
                written.append('\\').append(letter);
            } else if (Character.isISOControl(letter)) {
                written.append("\\u").append(HexFormat.of().toHexDigits(letter));
            } else {
                written.append(letter);
            }
        }
        return written.append('"').toString();
    }
}
