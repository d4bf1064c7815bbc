package dev.laurel.plugin;

import dev.laurel.spi.Plugin;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the plugins that a class loader offers. A provider that is broken becomes a problem and hides no other. */
final class ProviderScan {
    /** Gives up on a class loader that fails for ever, for example because its service files cannot be listed. */
    private static final int MOST_FAILURES_IN_A_ROW = 64;

    private final ClassLoader loader;
    private final String origin;
    private final Consumer<String> problems;

    /**
     * A scan.
     *
     * @param loader where to look; its parents are looked at too
     * @param origin where that is, in words
     * @param problems takes a sentence for each provider that is broken
     */
    ProviderScan(ClassLoader loader, String origin, Consumer<String> problems) {
        this.loader = loader;
        this.origin = origin;
        this.problems = problems;
    }

    /** {@return what was found, no plugin created yet} */
    List<ServiceLoader.Provider<Plugin>> providers() {
        List<ServiceLoader.Provider<Plugin>> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Iterator<ServiceLoader.Provider<Plugin>> all =
                ServiceLoader.load(Plugin.class, loader).stream().iterator();
        boolean misread = false;
        int failures = 0;
        while (failures < MOST_FAILURES_IN_A_ROW) {
            try {
                if (!all.hasNext()) {
                    break;
                }
                ServiceLoader.Provider<Plugin> provider = all.next();
                failures = 0;
                if (seen.add(provider.type().getName())) {
                    found.add(provider);
                }
            } catch (ServiceConfigurationError e) {
                failures++;
                misread = true;
                broken(e);
            } catch (Throwable e) {
                Reason.passOnIfOfTheJvm(e);
                failures++;
                broken(e);
            }
        }
        if (misread) {
            readAgain(seen, found);
        }
        return found;
    }

    /**
     * Creates a plugin.
     *
     * @param provider one of those found
     * @return the plugin
     * @throws RefusedException if its constructor or a static initialiser throws, or a class is missing
     */
    Plugin create(ServiceLoader.Provider<Plugin> provider) throws RefusedException {
        Class<? extends Plugin> type = provider.type();
        try {
            return GuestLoader.of(type).call(provider::get);
        } catch (Throwable e) {
            Reason.passOnIfOfTheJvm(e);
            throw new RefusedException(origin + ": the plugin " + type.getName()
                    + " was not loaded, because it could not be created: " + Reason.of(e)
                    + "; take another version of the plugin or tell its author");
        }
    }

    /** ServiceLoader drops a service file at its first line that is no class name; the other lines still count. */
    private void readAgain(Set<String> seen, List<ServiceLoader.Provider<Plugin>> found) {
        try {
            for (Iterator<URL> files = loader.getResources(JarLabel.SERVICES).asIterator(); files.hasNext(); ) {
                ServiceFile file = ServiceFile.read(files.next());
                if (file.isSound()) {
                    continue;
                }
                for (String name : file.names()) {
                    if (seen.add(name)) {
                        direct(name, found);
                    }
                }
            }
        } catch (IOException e) {
            broken(e);
        }
    }

    private void direct(String name, List<ServiceLoader.Provider<Plugin>> found) {
        try {
            found.add(new Direct(Class.forName(name, false, loader).asSubclass(Plugin.class)));
        } catch (ClassNotFoundException | ClassCastException | LinkageError e) {
            broken(e);
        }
    }

    private void broken(Throwable e) {
        problems.accept(origin + ": a plugin listed in " + JarLabel.SERVICES + " was not loaded: " + Reason.of(e)
                + "; correct that file, or put the missing class or library beside the plugin");
    }

    /** A provider from a service file that ServiceLoader would not read. */
    private record Direct(Class<? extends Plugin> type) implements ServiceLoader.Provider<Plugin> {
        @Override
        public Plugin get() {
            try {
                return type.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new ServiceConfigurationError("Provider " + type.getName() + " could not be instantiated", e);
            }
        }
    }
}
