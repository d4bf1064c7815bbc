package dev.laurel.view;

import java.util.List;

/**
 * A plugin that is there.
 *
 * @param id its id
 * @param version its version, {@code unknown} if its jar does not say
 * @param origin where it comes from: {@code given by the host}, {@code class path: FILE} or {@code folder: PLACE}
 * @param isolated whether it has a class loader of its own
 * @param extensions what it offers: {@code PLUGIN/EXTENSION}
 * @param instances its instances at work
 */
public record PluginStatus(
        String id,
        String version,
        String origin,
        boolean isolated,
        List<String> extensions,
        List<InstanceStatus> instances) {

    /** Keeps copies. */
    public PluginStatus {
        extensions = List.copyOf(extensions);
        instances = List.copyOf(instances);
    }
}
