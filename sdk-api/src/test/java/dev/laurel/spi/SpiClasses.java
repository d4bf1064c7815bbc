package dev.laurel.spi;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class files that the SPI is made of, as they were compiled. */
final class SpiClasses {
    private SpiClasses() {}

    /** {@return the folder they are in} */
    static Path folder() {
        try {
            return Path.of(Plugin.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@return the folder of the module's sources, {@code src}} */
    static Path sources() {
        return folder().resolve("../../src").normalize();
    }

    /** {@return the binary names of all of them, module and package descriptions left out, in order} */
    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.map(file -> folder().relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    /** {@return those that others can see: public, and within public ones; in order} */
    static List<Class<?>> visible() throws IOException {
        return names().stream()
                .<Class<?>>map(SpiClasses::load)
                .filter(SpiClasses::isVisible)
                .toList();
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        boolean open = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        return open && !type.isAnonymousClass() && (outer == null || isVisible(outer));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Plugin.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("the class file " + name + " cannot be loaded", missing);
        }
    }
}
