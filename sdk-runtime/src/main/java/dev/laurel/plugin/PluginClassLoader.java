package dev.laurel.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of one unit. It never makes a class of the SPI from a copy that a plugin brought along, and a resource
 * that was read leaves no jar open in a cache of the JDK.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final URLStreamHandler UNCACHED = new Uncached();

    static {
        registerAsParallelCapable();
    }

    PluginClassLoader(String name, URL[] jars, ClassLoader parent) {
        super(name, jars, parent);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SpiClassLoader.SPI)) {
            throw new ClassNotFoundException(name + " is not part of the SPI of this host");
        }
        return super.findClass(name);
    }

    @Override
    public @Nullable URL findResource(String name) {
        URL found = super.findResource(name);
        return found == null ? null : uncached(found);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        List<URL> found = Collections.list(super.findResources(name));
        return Collections.enumeration(
                found.stream().map(PluginClassLoader::uncached).toList());
    }

    private static URL uncached(URL url) {
        try {
            return new URL(null, url.toExternalForm(), UNCACHED);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException("the address of a resource of a plugin cannot be used", e);
        }
    }

    private static final class Uncached extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            return withoutCache(new URL(url.toExternalForm()).openConnection());
        }

        @Override
        protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            return withoutCache(new URL(url.toExternalForm()).openConnection(proxy));
        }

        private static URLConnection withoutCache(URLConnection connection) {
            connection.setUseCaches(false);
            return connection;
        }
    }
}
