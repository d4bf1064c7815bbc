package dev.laurel.spi.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of the settings that an extension declared: all there, of the right type, within their bounds. Immutable;
 * safe for use by any thread.
 */
public final class Settings {
    private final String where;
    private final Map<Setting<?>, Object> values;

    private Settings(String where, Map<Setting<?>, Object> values) {
        this.where = where;
        this.values = values;
    }

    /**
     * Reads what an operator wrote. Nothing is half accepted: either every setting is right, or all problems are reported
     * at once. A problem shows the value, unless it is a secret or the setting is unknown, for then it may be one.
     *
     * @param plugin the plugin's id, to name it in problems
     * @param extension the extension's name, to name it in problems
     * @param spec what the extension declared
     * @param values what the operator wrote, by name
     * @return the values
     * @throws InvalidConfigException if a setting is missing, unknown, unreadable or out of bounds; it has all problems,
     *     those of declared settings in their order, then the unknown ones by name
     */
    public static Settings parse(String plugin, String extension, ConfigSpec spec, Map<String, String> values) {
        Objects.requireNonNull(plugin, "plugin");
        Objects.requireNonNull(extension, "extension");
        String where = "plugin " + plugin + ", extension " + extension;
        List<String> problems = new ArrayList<>();
        Map<Setting<?>, Object> read = new LinkedHashMap<>();
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        for (Setting<?> setting : spec.settings()) {
            String name = setting.name();
            unknown.remove(name);
            setting.read(values.get(name), problem -> problems.add(where + ", setting " + name + ": " + problem))
                    .ifPresent(value -> read.put(setting, value));
        }
        for (String name : unknown) {
            problems.add(where + ", setting " + Spelling.quoted(name) + ": " + remedyFor(name, spec));
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new Settings(where, Collections.unmodifiableMap(read));
    }

    private static String remedyFor(String unknown, ConfigSpec spec) {
        List<String> names = spec.settings().stream().map(Setting::name).toList();
        return names.isEmpty()
                ? "there is no such setting; this extension has none, so remove it"
                : "there is no such setting; the nearest is " + Spelling.nearest(unknown, names)
                        + ": correct the name or remove it";
    }

    /**
     * The value of a setting.
     *
     * @param <T> what the value is
     * @param setting a setting that the extension declared
     * @return what the operator set, or the default
     * @throws IllegalArgumentException if the extension did not declare this setting, which is a mistake in the plugin
     */
    public <T> T get(Setting<T> setting) {
        Object value = values.get(Objects.requireNonNull(setting, "setting"));
        if (value == null) {
            throw new IllegalArgumentException(where + " did not declare the setting [" + setting + "]: name the same"
                    + " constant in its ConfigSpec");
        }
        return setting.cast(value);
    }

    /** {@return whether the other has the same settings with the same values} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Settings settings && settings.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@return the settings and their values, for people; secrets are not shown} */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().name() + "=" + entry.getKey().shown(entry.getValue()))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
