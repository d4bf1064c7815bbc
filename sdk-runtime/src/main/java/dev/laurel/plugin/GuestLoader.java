package dev.laurel.plugin;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A plugin's class loader as the current thread's context, for the time of one call. */
final class GuestLoader {
    private final ClassLoader loader;

    private GuestLoader(ClassLoader loader) {
        this.loader = loader;
    }

    /** {@return the loader of a class, with the JDK's in place of none} */
    static GuestLoader of(Class<?> type) {
        ClassLoader own = type.getClassLoader();
        return new GuestLoader(own == null ? ClassLoader.getPlatformClassLoader() : own);
    }

    static GuestLoader of(ClassLoader loader) {
        return new GuestLoader(loader);
    }

    /** {@return the class loader itself} */
    ClassLoader loader() {
        return loader;
    }

    /**
     * Calls plugin code. What it throws comes out as it is: the caller contains it. The thread gets its own context back
     * even if the plugin changed it.
     *
     * @param <T> what comes back
     * @param call what to call
     * @return what the plugin returned
     * @throws Exception what the plugin threw
     */
    <T extends @Nullable Object> T call(Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
