package dev.laurel.plugin;

/**
 * The parent of every plugin's class loader. It shows the JDK and the SPI, and nothing else of the host: neither the
 * runtime nor its libraries, and no resource, so that the service files of the host are not taken for the plugin's own.
 */
final class SpiClassLoader extends ClassLoader {
    /** How the names of the SPI's classes begin. */
    static final String SPI = "dev.laurel.spi.";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;

    /**
     * A filter before a host.
     *
     * @param host the class loader that has the SPI
     */
    SpiClassLoader(ClassLoader host) {
        super("laurel-spi", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        // The annotations are on the SPI's signatures; if the host lacks them, a plugin may bring its own.
        boolean shared = name.startsWith(SPI) || name.startsWith("org.jspecify.annotations.");
        return shared ? host.loadClass(name) : super.loadClass(name, resolve);
    }
}
