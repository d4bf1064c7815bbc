package dev.laurel.spi.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing an operator can set, or must: its name, its type, its bounds, what it is for. Declare it as a constant, name
 * it in a {@link ConfigSpec}, and read it with {@link Settings#get}. Immutable; safe for use by any thread.
 *
 * <pre>{@code
 * static final Setting<URI> BASE_URL = Setting.uri("base-url", "Where the forum lives");
 * static final Setting<Secret> TOKEN = Setting.secret("token", "An API key that may read posts");
 * static final Setting<Long> PAGE_SIZE =
 *         Setting.integer("page-size", "Posts asked for at once").between(1L, 100L).orElse(50L);
 * }</pre>
 *
 * <p>A setting is required unless it has a default, see {@link #orElse}. What an operator writes is text; white space
 * around it is dropped except for texts and secrets, and a text of nothing but white space is a problem, never a value.
 *
 * @param <T> what a value is
 */
public final class Setting<T> {
    private static final int LONGEST_NAME = 64;
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final String name;
    private final String description;
    private final Kind<T> kind;
    private final Optional<T> fallback;
    private final Optional<Bounds<T>> bounds;

    /** From where to where values go; both ends are allowed. */
    private record Bounds<T>(T min, T max) {}

    private Setting(String name, String description, Kind<T> kind, Optional<T> fallback, Optional<Bounds<T>> bounds) {
        this.name = name;
        this.description = description;
        this.kind = kind;
        this.fallback = fallback;
        this.bounds = bounds;
    }

    private static <T> Setting<T> of(String name, String description, Kind<T> kind) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        if (name.length() > LONGEST_NAME || !KEBAB.matcher(name).matches()) {
            throw new IllegalArgumentException("setting " + Spelling.quoted(name)
                    + ": a name is lower case, words joined by hyphens, at most " + LONGEST_NAME
                    + " characters; for example base-url");
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException("setting " + name + ": say in its description what it is for");
        }
        return new Setting<>(name, description, kind, Optional.empty(), Optional.empty());
    }

    /**
     * Free text, kept as it was written.
     *
     * @param name kebab-case, unique within the extension
     * @param description what it is for, in a phrase that operators read
     * @return a required setting
     * @throws IllegalArgumentException if the name is not kebab-case or longer than 64 characters, or the description is
     *     blank
     */
    public static Setting<String> text(String name, String description) {
        return of(name, description, Kind.TEXT);
    }

    /**
     * A whole number of 64 bits.
     *
     * @param name kebab-case, unique within the extension
     * @param description what it is for, with its unit, in a phrase that operators read
     * @return a required setting
     * @throws IllegalArgumentException if the name is not kebab-case or longer than 64 characters, or the description is
     *     blank
     */
    public static Setting<Long> integer(String name, String description) {
        return of(name, description, Kind.INTEGER);
    }

    /**
     * A finite number, written with a decimal point whatever the locale.
     *
     * @param name kebab-case, unique within the extension
     * @param description what it is for, with its unit, in a phrase that operators read
     * @return a required setting
     * @throws IllegalArgumentException if the name is not kebab-case or longer than 64 characters, or the description is
     *     blank
     */
    public static Setting<Double> decimal(String name, String description) {
        return of(name, description, Kind.DECIMAL);
    }

    /**
     * Yes or no, written {@code true} or {@code false} in any case.
     *
     * @param name kebab-case, unique within the extension
     * @param description what is so if it is true, in a phrase that operators read
     * @return a required setting
     * @throws IllegalArgumentException if the name is not kebab-case or longer than 64 characters, or the description is
     *     blank
     */
    public static Setting<Boolean> flag(String name, String description) {
        return of(name, description, Kind.FLAG);
    }

    /**
     * A length of time, zero or more, written {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d} or as in ISO
     * 8601, {@code PT1H30M}. A day is 24 hours.
     *
     * @param name kebab-case, unique within the extension
     * @param description what it is for, in a phrase that operators read
     * @return a required setting
     * @throws IllegalArgumentException if the name is not kebab-case or longer than 64 characters, or the description is
     *     blank
     */
    public static Setting<Duration> duration(String name, String description) {
        return of(name, description, Kind.DURATION);
    }

    /**
     * A file or folder. It is not looked for, and a relative path stays relative, to where the host was started.
     *
     * @param name kebab-case, unique within the extension
     * @param description what it is for, in a phrase that operators read
     * @return a required setting
     * @throws IllegalArgumentException if the name is not kebab-case or longer than 64 characters, or the description is
     *     blank
     */
    public static Setting<Path> path(String name, String description) {
        return of(name, description, Kind.PATH);
    }

    /**
     * An absolute URI. A user and password in it are not shown in problems, but a {@link #secret} is the place for them.
     *
     * @param name kebab-case, unique within the extension
     * @param description what it is for, in a phrase that operators read
     * @return a required setting
     * @throws IllegalArgumentException if the name is not kebab-case or longer than 64 characters, or the description is
     *     blank
     */
    public static Setting<URI> uri(String name, String description) {
        return of(name, description, Kind.ADDRESS);
    }

    /**
     * A text that must not be seen, kept as it was written. No problem and no page shows it.
     *
     * @param name kebab-case, unique within the extension
     * @param description what it is for and where one gets it, in a phrase that operators read
     * @return a required setting
     * @throws IllegalArgumentException if the name is not kebab-case or longer than 64 characters, or the description is
     *     blank
     */
    public static Setting<Secret> secret(String name, String description) {
        return of(name, description, Kind.SECRET);
    }

    /**
     * One of a few words.
     *
     * @param name kebab-case, unique within the extension
     * @param description what it is for, in a phrase that operators read
     * @param allowed the words, at least one, none blank or twice, no white space around them; case matters
     * @return a required setting
     * @throws IllegalArgumentException if the name is not kebab-case or longer than 64 characters, the description is
     *     blank, or the words are not as described
     */
    public static Setting<String> choice(String name, String description, String... allowed) {
        List<String> words = List.of(allowed);
        boolean clean = words.stream().allMatch(word -> !word.isEmpty() && word.equals(word.strip()));
        if (words.isEmpty() || !clean || new HashSet<>(words).size() < words.size()) {
            throw new IllegalArgumentException("setting " + Spelling.quoted(name)
                    + ": a choice needs different words, at least one, without white space around them, not " + words);
        }
        return of(name, description, Kind.choice(words));
    }

    /**
     * The same, optional: where an operator sets nothing, this value counts.
     *
     * @param value the default, within the bounds if there are any
     * @return a copy
     * @throws IllegalArgumentException if an operator could not set this value
     */
    public Setting<T> orElse(T value) {
        Objects.requireNonNull(value, "value");
        return checked(new Setting<>(name, description, kind, Optional.of(value), bounds));
    }

    /**
     * The same with bounds. Whole numbers, decimals and durations can have them.
     *
     * @param min the least value allowed
     * @param max the greatest value allowed
     * @return a copy
     * @throws IllegalArgumentException if the least is greater than the greatest, or a default set before is outside
     * @throws UnsupportedOperationException if values of this setting have no order
     */
    public Setting<T> between(T min, T max) {
        Objects.requireNonNull(min, "min");
        Objects.requireNonNull(max, "max");
        Comparator<T> order = kind.order()
                .orElseThrow(() -> new UnsupportedOperationException(
                        "setting " + name + " is " + kind.noun() + ": it has no order, so no bounds either"));
        if (order.compare(min, max) > 0 || !kind.allows(min) || !kind.allows(max)) {
            throw new IllegalArgumentException("setting " + name + ": there is not " + kind.noun() + " from "
                    + kind.write(min) + " to " + kind.write(max));
        }
        return checked(new Setting<>(name, description, kind, fallback, Optional.of(new Bounds<>(min, max))));
    }

    /** {@return the name, kebab-case} */
    public String name() {
        return name;
    }

    /** {@return what it is for, in a phrase that operators read} */
    public String description() {
        return description;
    }

    /** {@return whether its value must not be seen} */
    public boolean isSecret() {
        return kind.equals(Kind.SECRET);
    }

    /** {@return what counts where nothing is set; empty if the setting is required} */
    public Optional<T> defaultValue() {
        return fallback;
    }

    /** {@return whether the other is a setting of the same name, type, default and bounds; descriptions may differ} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Setting<?> setting
                && setting.name.equals(name)
                && setting.kind.equals(kind)
                && setting.fallback.equals(fallback)
                && setting.bounds.equals(bounds);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@return name, type, bounds and default, for people; a secret default is not shown} */
    @Override
    public String toString() {
        return name + ": " + wanted()
                + fallback.map(value -> ", by default " + kind.write(value)).orElse(", required");
    }

    /**
     * Reads what an operator wrote.
     *
     * @param given the text; null if the setting was left out
     * @param problem told what is wrong and what to do, unless a value is returned
     * @return the value or the default; empty if there is a problem
     */
    Optional<T> read(@Nullable String given, Consumer<String> problem) {
        if (given == null) {
            if (fallback.isEmpty()) {
                problem.accept("it is required and not set; set it to " + wanted() + " (" + description + ")");
            }
            return fallback;
        }
        if (given.isBlank()) {
            problem.accept("it is set to nothing; set it to " + wanted()
                    + fallback.map(value -> ", or leave it out for " + kind.write(value))
                            .orElse(""));
            return Optional.empty();
        }
        Optional<T> value = kind.read(given);
        if (value.isEmpty()) {
            problem.accept(kind.quote(given) + " is not " + kind.noun() + "; set it to " + wanted());
        } else if (!withinBounds(value.get())) {
            problem.accept(kind.quote(given) + " is out of bounds; set it to " + wanted());
            return Optional.empty();
        }
        return value;
    }

    /** {@return a value as an operator may see it} */
    String shown(Object value) {
        return kind.write(kind.type().cast(value));
    }

    /** {@return the value as what it is} */
    T cast(Object value) {
        return kind.type().cast(value);
    }

    private String wanted() {
        return bounds.map(given -> kind.noun() + " from " + kind.write(given.min()) + " to " + kind.write(given.max()))
                .orElse(kind.wanted());
    }

    private boolean withinBounds(T value) {
        return bounds.flatMap(given -> kind.order()
                        .map(order -> order.compare(value, given.min()) >= 0 && order.compare(value, given.max()) <= 0))
                .orElse(true);
    }

    /** What a plugin declares has to be something that an operator could have written. */
    private static <T> Setting<T> checked(Setting<T> setting) {
        Optional<T> value = setting.fallback;
        if (value.isPresent() && !(setting.kind.allows(value.get()) && setting.withinBounds(value.get()))) {
            throw new IllegalArgumentException("setting " + setting.name + ": the default "
                    + setting.kind.write(value.get()) + " is not " + setting.wanted());
        }
        return setting;
    }
}
