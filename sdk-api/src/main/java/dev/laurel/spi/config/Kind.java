package dev.laurel.spi.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What sort of value a setting has: how its text is read, written and compared, and how it is called. */
final class Kind<T> {
    static final Kind<String> TEXT = unordered(String.class, "a text", "a text", Optional::of);
    static final Kind<Long> INTEGER = ordered(Long.class, "a whole number", "a whole number such as 50", Kind::integer);
    static final Kind<Double> DECIMAL =
            ordered(Double.class, "a number", "a number with a decimal point, such as 0.5", Kind::decimal);
    static final Kind<Boolean> FLAG = unordered(Boolean.class, "a flag", "true or false", Kind::flag);
    static final Kind<Duration> DURATION = ordered(
            Duration.class, "a duration", "a duration such as 250ms, 30s, 5m, 2h, 7d or PT1H30M", Kind::duration);
    static final Kind<Path> PATH =
            unordered(Path.class, "a path of this file system", "a path such as data/import", Kind::path);
    static final Kind<URI> ADDRESS =
            unordered(URI.class, "an absolute URI", "an absolute URI such as https://example.org", Kind::address);
    static final Kind<Secret> SECRET =
            unordered(Secret.class, "a secret", "a secret text", text -> Optional.of(Secret.of(text)));

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?");
    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,18})(ms|s|m|h|d)");
    private static final Pattern USER = Pattern.compile("(?<=//)[^/?#]*@");

    private final Class<T> type;
    private final String noun;
    private final String wanted;
    private final Function<String, Optional<T>> reader;
    private final Optional<Comparator<T>> order;

    private Kind(
            Class<T> type,
            String noun,
            String wanted,
            Function<String, Optional<T>> reader,
            Optional<Comparator<T>> order) {
        this.type = type;
        this.noun = noun;
        this.wanted = wanted;
        this.reader = reader;
        this.order = order;
    }

    private static <T extends Comparable<T>> Kind<T> ordered(
            Class<T> type, String noun, String wanted, Function<String, Optional<T>> reader) {
        return new Kind<>(type, noun, wanted, reader, Optional.of(Comparator.naturalOrder()));
    }

    private static <T> Kind<T> unordered(
            Class<T> type, String noun, String wanted, Function<String, Optional<T>> reader) {
        return new Kind<>(type, noun, wanted, reader, Optional.empty());
    }

    static Kind<String> choice(List<String> allowed) {
        return unordered(
                String.class,
                "an allowed word",
                "one of " + String.join(", ", allowed),
                text -> Optional.of(text.strip()).filter(allowed::contains));
    }

    /** {@return the value that a text stands for; empty if it stands for none} */
    Optional<T> read(String text) {
        return reader.apply(text);
    }

    /** {@return whether an operator could write this value} */
    boolean allows(T value) {
        return reader.apply(String.valueOf(value)).isPresent();
    }

    /** {@return the value as an operator would write it, without what must not be seen} */
    String write(T value) {
        return value instanceof Duration duration ? written(duration) : withoutUser(String.valueOf(value));
    }

    /** {@return the text of an operator, which may not be readable, without what must not be seen} */
    String quote(String text) {
        return equals(SECRET) ? "the secret" : Spelling.quoted(withoutUser(text));
    }

    /** {@return what to call a value: "a whole number"} */
    String noun() {
        return noun;
    }

    /** {@return what to ask an operator for: "a whole number such as 50"} */
    String wanted() {
        return wanted;
    }

    Class<T> type() {
        return type;
    }

    /** {@return how values compare; empty if bounds make no sense} */
    Optional<Comparator<T>> order() {
        return order;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Kind<?> kind && kind.type == type && kind.wanted.equals(wanted);
    }

    @Override
    public int hashCode() {
        return wanted.hashCode();
    }

    private static Optional<Long> integer(String text) {
        String stripped = text.strip();
        if (!WHOLE.matcher(stripped).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(stripped));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static Optional<Double> decimal(String text) {
        String stripped = text.strip();
        // parseDouble alone would also take "NaN", "1d" and hexadecimal.
        return NUMBER.matcher(stripped).matches()
                ? Optional.of(Double.parseDouble(stripped)).filter(Double::isFinite)
                : Optional.empty();
    }

    private static Optional<Boolean> flag(String text) {
        String stripped = text.strip();
        if (stripped.equalsIgnoreCase("true")) {
            return Optional.of(true);
        }
        return stripped.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
    }

    private static Optional<Duration> duration(String text) {
        String stripped = text.strip();
        Matcher small = SHORT_DURATION.matcher(stripped);
        try {
            Duration read = small.matches()
                    ? inUnits(Long.parseLong(small.group(1)), small.group(2))
                    : Duration.parse(stripped);
            return Optional.of(read).filter(duration -> !duration.isNegative());
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration inUnits(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static String written(Duration duration) {
        if (duration.getNano() != 0) {
            boolean whole = duration.getNano() % 1_000_000 == 0 && duration.getSeconds() < 1_000_000;
            return whole ? duration.toMillis() + "ms" : duration.toString();
        }
        long seconds = duration.getSeconds();
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 != 0 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text.strip()));
        } catch (InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text.strip())).filter(URI::isAbsolute);
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    private static String withoutUser(String uri) {
        return USER.matcher(uri).replaceAll("***@");
    }
}
