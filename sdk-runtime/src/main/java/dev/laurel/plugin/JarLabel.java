package dev.laurel.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What a jar, or a folder of classes, says about itself without any class of it being loaded.
 *
 * @param file where it is
 * @param spiVersion the SPI it was built for; empty if it does not say
 * @param version the version of the plugin; {@code unknown} if it does not say
 * @param listsPlugins whether it has a service file that names plugins
 */
record JarLabel(Optional<Path> file, Optional<String> spiVersion, String version, boolean listsPlugins) {
    /** The manifest attribute of the SPI that a plugin was built for. */
    static final String SPI_VERSION = "Laurel-Spi-Version";
    /** The manifest attribute of a plugin's own version. */
    static final String PLUGIN_VERSION = "Laurel-Plugin-Version";
    /** Where ServiceLoader looks for plugins. */
    static final String SERVICES = "META-INF/services/dev.laurel.spi.Plugin";

    private static final String UNKNOWN = "unknown";

    /**
     * Reads a jar or a folder of classes.
     *
     * @param file a jar, or a folder of classes
     * @return what it says
     * @throws IOException if it cannot be read
     */
    static JarLabel read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            Path manifest = file.resolve("META-INF").resolve("MANIFEST.MF");
            return label(file, Files.exists(manifest) ? parse(manifest) : null, Files.exists(file.resolve(SERVICES)));
        }
        try (JarFile jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ)) {
            return label(file, jar.getManifest(), jar.getEntry(SERVICES) != null);
        } catch (IllegalArgumentException | SecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** {@return what the jar or folder that a class came from says; nothing known if that is not a file} */
    static JarLabel of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            try {
                return read(Path.of(source.getLocation().toURI()));
            } catch (IOException | URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
                // A jar within a jar, or a location of somebody's own making: the class works all the same.
                return label(null, null, false);
            }
        }
        return label(null, null, false);
    }

    /** {@return where it is, for people} */
    String where() {
        return file.map(Path::toString).orElse("an unknown place");
    }

    private static Manifest parse(Path manifest) throws IOException {
        try (InputStream in = Files.newInputStream(manifest)) {
            return new Manifest(in);
        }
    }

    private static JarLabel label(@Nullable Path file, @Nullable Manifest manifest, boolean listsPlugins) {
        Optional<String> version =
                attribute(manifest, PLUGIN_VERSION).or(() -> attribute(manifest, "Implementation-Version"));
        return new JarLabel(
                Optional.ofNullable(file),
                attribute(manifest, SPI_VERSION),
                Reason.shortened(version.orElse(UNKNOWN)),
                listsPlugins);
    }

    private static Optional<String> attribute(@Nullable Manifest manifest, String name) {
        return manifest == null
                ? Optional.empty()
                : Optional.ofNullable(manifest.getMainAttributes().getValue(name))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty());
    }
}
