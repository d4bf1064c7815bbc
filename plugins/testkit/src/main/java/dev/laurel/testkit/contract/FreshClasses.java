package dev.laurel.testkit.contract;

import dev.laurel.spi.Plugin;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.Optional;

/**
 * A plugin whose classes are loaded once more, so that static fields are as at the first start. Classes from where the plugin's own
 * class came from are loaded anew, all others are shared.
 */
final class FreshClasses implements AutoCloseable {
    private final Loader loader;
    private final Plugin plugin;

    private FreshClasses(Loader loader, Plugin plugin) {
        this.loader = loader;
        this.plugin = plugin;
    }

    /** {@return the plugin with fresh classes; empty if it cannot be made without arguments or comes from no file} */
    static Optional<FreshClasses> of(Plugin plugin) throws IOException {
        Class<?> type = plugin.getClass();
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        Loader loader = new Loader(source.getLocation(), type.getClassLoader());
        try {
            Constructor<?> constructor = loader.loadClass(type.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            return Optional.of(new FreshClasses(loader, (Plugin) constructor.newInstance()));
        } catch (ReflectiveOperationException e) {
            loader.close();
            return Optional.empty();
        }
    }

    Plugin plugin() {
        return plugin;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static final class Loader extends URLClassLoader {
        Loader(URL own, ClassLoader parent) {
            super(new URL[] {own}, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && !name.startsWith("dev.laurel.spi.") && !name.startsWith("dev.laurel.testkit.")) {
                    try {
                        loaded = findClass(name);
                    } catch (ClassNotFoundException elsewhere) {
                        loaded = null;
                    }
                }
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
        }
    }
}
