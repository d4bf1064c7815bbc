package dev.laurel.plugin;

import java.util.Map;
import java.util.Objects;

/**
 * An extension that a community wants to use, with the settings for it.
 *
 * @param extension {@code PLUGIN/EXTENSION}
 * @param instance the name of the instance; for a connector, the source that its activities carry; if blank, the
 *     extension's name
 * @param settings the values by the names of the settings, as an operator wrote them
 */
public record Selection(String extension, String instance, Map<String, String> settings) {
    /** Refuses nulls and keeps a copy of the settings. */
    public Selection {
        Objects.requireNonNull(extension, "extension");
        Objects.requireNonNull(instance, "instance");
        settings = Map.copyOf(settings);
    }

    /** {@return the selection without the values of its settings, which may be secret} */
    @Override
    public String toString() {
        return extension + " as " + instance;
    }
}
