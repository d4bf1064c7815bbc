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

/** Finds the plugins that a class loader offers. A provider that is broken becomes a problem and hides no other. */
final class ProviderScan {
    /** Gives up on a class loader that fails for ever, for example because its service files cannot be listed. */
    private static final int MOST_FAILURES_IN_A_ROW = 64;

    private final ClassLoader loader;
    private final String origin;
    private final List<String> problems = new ArrayList<>();

    /**
     * A scan.
     *
     * @param loader where to look; its parents are looked at too
     * @param origin where that is, in words
     */
    ProviderScan(ClassLoader loader, String origin) {
        this.loader = loader;
        this.origin = origin;
    }

    /**
     * What was found.
     *
     * @param providers the providers, no plugin created yet
     * @param problems a sentence for each that is broken
     */
    record Found(List<ServiceLoader.Provider<Plugin>> providers, List<String> problems) {}

    /** {@return what there is; asked once, on the thread of the plugins} */
    Found look() {
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
                failures++;
                broken(e);
            }
        }
        if (misread) {
            readAgain(seen, found);
        }
        return new Found(List.copyOf(found), List.copyOf(problems));
    }

    /**
     * Creates a plugin, on its own thread.
     *
     * @param origin where it is, in words
     * @param provider one of those found
     * @return the plugin
     * @throws RefusedException if its constructor or a static initialiser throws, or a class is missing
     */
    static Plugin create(String origin, ServiceLoader.Provider<Plugin> provider) throws RefusedException {
        Class<? extends Plugin> type = provider.type();
        try {
            return GuestLoader.of(type).call(provider::get);
        } catch (Throwable e) {
            // Also a failure of the JVM: this thread is the plugin's, and the host's own will notice soon enough.
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
        problems.add(origin + ": a plugin listed in " + JarLabel.SERVICES + " was not loaded: " + Reason.of(e)
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
