package dev.laurel.plugin;

import dev.laurel.spi.Plugin;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plugins of a host at one moment, see {@link PluginDepot}. A plugin that cannot be loaded is a problem, said in one
 * sentence with its file and the remedy, and hides no other. Immutable; safe for use by any thread.
 */
public final class PluginCatalog {
    private final List<LoadedPlugin> plugins;
    private final List<String> problems;

    PluginCatalog(List<LoadedPlugin> plugins, List<String> problems) {
        this.plugins = List.copyOf(plugins);
        this.problems = List.copyOf(problems);
    }

    /**
     * A catalog of nothing but plugins that the host made itself.
     *
     * @param given the plugins
     * @param clock the time
     * @return the catalog; there is nothing to close
     */
    public static PluginCatalog of(List<Plugin> given, InstantSource clock) {
        try (PluginDepot depot = PluginDepot.open(new PluginDepot.Supply(given, null, null, false), clock)) {
            return depot.catalog();
        }
    }

    /** {@return the plugins that loaded, in the order in which they were found} */
    public List<LoadedPlugin> plugins() {
        return plugins;
    }

    /** {@return what did not load and why, each a sentence with the file and the remedy} */
    public List<String> problems() {
        return problems;
    }

    /**
     * Finds an extension.
     *
     * @param path {@code PLUGIN/EXTENSION}
     * @return the extension
     * @throws IllegalArgumentException if there is none; its message names the nearest, what there is, and what did not
     *     load
     */
    public LoadedExtension extension(String path) {
        Map<String, LoadedExtension> all = new LinkedHashMap<>();
        plugins.forEach(plugin -> plugin.extensions().forEach(one -> all.put(one.path(), one)));
        LoadedExtension found = all.get(path);
        if (found != null) {
            return found;
        }
        String there = all.isEmpty()
                ? "no plugin is loaded"
                : "the nearest is " + Names.nearest(path, all.keySet()) + ", and there are " + all.keySet();
        String missing = problems.isEmpty() ? "" : "; not loaded: " + String.join(" | ", problems);
        throw new IllegalArgumentException("there is no extension '" + Reason.shortened(path) + "': " + there
                + "; correct the name or add the plugin" + missing);
    }
}
