package dev.laurel.plugin;

import dev.laurel.spi.Plugin;
import java.io.Closeable;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of a host: given by it, found on a class path, found in a plugin folder. A plugin that cannot be loaded is
 * a problem, said in one sentence with its file and the remedy, and hides no other. After discovery it only changes by
 * being closed; safe for use by any thread.
 */
public final class PluginCatalog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PluginCatalog.class.getName());

    private final Map<String, LoadedPlugin> plugins = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final List<Closeable> loaders = new ArrayList<>();
    private final SpiVersion host = SpiVersion.ofHost();

    private PluginCatalog() {}

    /**
     * Finds plugins. Of two with the same id the first stays: those given come first, then those of the class path, then
     * those of the folder by name.
     *
     * @param given plugins that the host made itself
     * @param classPath where to look with ServiceLoader, parents included, not isolated; null for nowhere
     * @param folder the plugin folder, in which each jar and each folder of jars is a plugin with a class loader of its
     *     own; null for none
     * @return what was found, and what was wrong with the rest; to be closed after everything that uses it
     */
    public static PluginCatalog discover(List<Plugin> given, @Nullable ClassLoader classPath, @Nullable Path folder) {
        PluginCatalog catalog = new PluginCatalog();
        Set<Class<?>> known = new HashSet<>();
        for (Plugin plugin : given) {
            known.add(Objects.requireNonNull(plugin, "a given plugin").getClass());
            catalog.add(plugin, "given by the host", false);
        }
        if (classPath != null) {
            catalog.search(classPath, known);
        }
        if (folder != null) {
            ClassLoader parent = new SpiClassLoader(Plugin.class.getClassLoader());
            for (PluginUnit unit : PluginUnit.in(folder, catalog.problems::add)) {
                catalog.open(unit, parent);
            }
        }
        return catalog;
    }

    /** {@return the plugins that loaded, in the order in which they were found} */
    public List<LoadedPlugin> plugins() {
        return List.copyOf(plugins.values());
    }

    /** {@return what did not load and why, each a sentence with the file and the remedy} */
    public List<String> problems() {
        return List.copyOf(problems);
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
        plugins.values().forEach(plugin -> plugin.extensions().forEach(one -> all.put(one.path(), one)));
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

    /** Closes the class loaders of the plugin folder. Nothing of those plugins may be used any more. Idempotent. */
    @Override
    public void close() {
        synchronized (loaders) {
            loaders.forEach(PluginCatalog::close);
            loaders.clear();
        }
    }

    private void search(ClassLoader classPath, Set<Class<?>> known) {
        ProviderScan scan = new ProviderScan(classPath, "class path", problems::add);
        for (ServiceLoader.Provider<Plugin> provider : scan.providers()) {
            // The host may give a plugin that is on its class path too: that is one plugin, not two.
            if (!known.contains(provider.type())) {
                create(
                        scan,
                        provider,
                        "class path: " + JarLabel.of(provider.type()).where(),
                        false);
            }
        }
    }

    private void open(PluginUnit unit, ClassLoader parent) {
        try {
            unit.admit(host);
            URLClassLoader loader = unit.open(parent);
            int before = plugins.size();
            int problemsBefore = problems.size();
            ProviderScan scan = new ProviderScan(loader, unit.origin(), problems::add);
            for (ServiceLoader.Provider<Plugin> provider : scan.providers()) {
                create(scan, provider, unit.origin(), true);
            }
            if (plugins.size() > before) {
                loaders.add(loader);
                return;
            }
            close(loader);
            if (problems.size() == problemsBefore) {
                problems.add(unit.origin() + " was not loaded: its " + JarLabel.SERVICES
                        + " names no class; write the name of the class that implements Plugin into it, or remove "
                        + unit.place().getFileName());
            }
        } catch (RefusedException e) {
            problems.add(e.sentence());
        }
    }

    private void create(ProviderScan scan, ServiceLoader.Provider<Plugin> provider, String origin, boolean isolated) {
        String objection = JarLabel.of(provider.type())
                .spiVersion()
                .flatMap(host::objection)
                .orElse("");
        if (!objection.isEmpty()) {
            problems.add(origin + ": the plugin " + provider.type().getName() + " was not loaded: " + objection);
            return;
        }
        try {
            add(scan.create(provider), origin, isolated);
        } catch (RefusedException e) {
            problems.add(e.sentence());
        }
    }

    private void add(Plugin plugin, String origin, boolean isolated) {
        try {
            JarLabel label = JarLabel.of(plugin.getClass());
            LoadedPlugin loaded = LoadedPlugin.of(new LoadedPlugin.Candidate(plugin, label, origin, isolated));
            LoadedPlugin first = plugins.putIfAbsent(loaded.id(), loaded);
            if (first != null) {
                problems.add("the plugin " + loaded.id() + " is there twice: " + words(first) + " is used, "
                        + words(loaded) + " is not; remove one of them");
            }
        } catch (RefusedException e) {
            problems.add(e.sentence());
        }
    }

    private static String words(LoadedPlugin plugin) {
        return plugin.className() + ", version " + plugin.version() + " (" + plugin.origin() + ")";
    }

    private static void close(Closeable loader) {
        try {
            loader.close();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a plugin's class loader could not be closed; its file may stay locked" + " until the host ends",
                    e);
        }
    }
}
