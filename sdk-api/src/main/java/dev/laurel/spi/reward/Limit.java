package dev.laurel.spi.reward;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bound on what members can get, declared by rules and kept by the runtime. Rules of one set that name the same limit
 * share it. Immutable.
 *
 * <p>Caps and floors are views over all that a period holds: whatever the order of arrival, the period comes to the same
 * value, and the difference is an entry of its own. A limit on times refuses the later ones, by when they happened.
 */
public final class Limit {

    /** What limits there are. */
    public enum Kind {
        /** At most so many points in a period. */
        CAP,
        /** A balance never under this value at the end of a day. */
        FLOOR,
        /** At most so many grants in a period. */
        TIMES
    }

    private final String name;
    private final Kind kind;
    private final String currency;
    private final long value;
    private final Window window;

    private Limit(String name, Kind kind, String currency, long value, Window window) {
        this.name = Objects.requireNonNull(name, "name");
        this.kind = kind;
        this.currency = Objects.requireNonNull(currency, "currency");
        this.value = value;
        this.window = Objects.requireNonNull(window, "window");
    }

    /**
     * At most so many points in a period, from all rules that name the limit together.
     *
     * @param name kebab-case
     * @param currency the currency
     * @param most the most a period comes to, 0 or more
     * @param window a calendar window, or ever
     * @return the limit
     * @throws IllegalArgumentException if the window is a rolling one, or the most is negative
     */
    public static Limit cap(String name, String currency, long most, Window window) {
        if (window.kind() == Window.Kind.ROLLING) {
            throw new IllegalArgumentException(
                    "limit " + name + ": a cap has a calendar window or none; a rolling one would depend on order");
        }
        if (most < 0) {
            throw new IllegalArgumentException("limit " + name + ": a cap is 0 or more, not " + most);
        }
        return new Limit(name, Kind.CAP, currency, most, window);
    }

    /**
     * A balance that never ends a day under a value, whatever was taken away.
     *
     * @param name kebab-case
     * @param currency the currency
     * @param least the least
     * @return the limit
     */
    public static Limit floor(String name, String currency, long least) {
        return new Limit(name, Kind.FLOOR, currency, least, Window.DAY);
    }

    /**
     * At most so many grants in a window, from all rules that name the limit together.
     *
     * @param name kebab-case
     * @param times how many, 1 or more
     * @param window the window
     * @return the limit
     * @throws IllegalArgumentException if the times are less than 1
     */
    public static Limit times(String name, long times, Window window) {
        if (times < 1) {
            throw new IllegalArgumentException("limit " + name + ": times is 1 or more, not " + times);
        }
        return new Limit(name, Kind.TIMES, "", times, window);
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return what kind of limit} */
    public Kind kind() {
        return kind;
    }

    /** {@return the currency; empty for a limit on times} */
    public String currency() {
        return currency;
    }

    /** {@return the most, the least, or how many} */
    public long value() {
        return value;
    }

    /** {@return over what time} */
    public Window window() {
        return window;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limit limit
                && limit.name.equals(name)
                && limit.kind == kind
                && limit.currency.equals(currency)
                && limit.value == value
                && limit.window.equals(window);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, value);
    }

    /** {@return all of it, in one line that is the same for equal limits and for no others; part of a rule's digest} */
    @Override
    public String toString() {
        return Notation.name(name) + " " + kind + " " + value + " " + Notation.name(currency) + " in " + window;
    }
}
