package dev.laurel.spi.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The settings an extension needs, in the order in which they are shown. Immutable; safe for use by any thread. */
public final class ConfigSpec {
    private static final ConfigSpec NONE = new ConfigSpec(List.of());

    private final List<Setting<?>> settings;

    private ConfigSpec(List<Setting<?>> settings) {
        this.settings = settings;
    }

    /**
     * Some settings.
     *
     * @param settings in the order in which they are shown
     * @return the declaration
     * @throws IllegalArgumentException if two have the same name
     */
    public static ConfigSpec of(Setting<?>... settings) {
        Set<String> names = new HashSet<>();
        for (Setting<?> setting : settings) {
            if (!names.add(setting.name())) {
                throw new IllegalArgumentException(
                        "two settings are called " + setting.name() + ": give each a name of its own");
            }
        }
        return new ConfigSpec(List.of(settings));
    }

    /** {@return the declaration of an extension that needs no settings} */
    public static ConfigSpec none() {
        return NONE;
    }

    /** {@return the settings, in the order of their declaration; cannot be changed} */
    public List<Setting<?>> settings() {
        return settings;
    }

    /** {@return the settings, for people} */
    @Override
    public String toString() {
        return settings.toString();
    }
}
