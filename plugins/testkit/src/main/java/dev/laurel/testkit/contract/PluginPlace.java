package dev.laurel.testkit.contract;

import dev.laurel.spi.Plugin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Where a plugin's class came from: a jar, or a folder of classes. */
final class PluginPlace {
    private static final String SERVICES = "META-INF/services/" + Plugin.class.getName();

    private final Class<?> type;

    PluginPlace(Class<?> type) {
        this.type = type;
    }

    /** {@return the jar or folder; empty if it is no file} */
    static Optional<Path> of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /** {@return the lines of all service files that the plugin's loader sees, without comments} */
    List<String> services() throws IOException {
        List<String> lines = new ArrayList<>();
        for (URL file : Collections.list(loader().getResources(SERVICES))) {
            URLConnection connection = file.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream();
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    ClassLoader loader() {
        ClassLoader loader = type.getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /** {@return an attribute of the manifest of a jar; empty if it is not there} */
    static Optional<String> manifest(Path jar, String attribute) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.getManifest() == null
                    ? Optional.empty()
                    : Optional.ofNullable(file.getManifest().getMainAttributes().getValue(attribute));
        }
    }

    /** {@return the names of the classes in the plugin's package and below, from the same place} */
    List<String> classes() throws IOException {
        Path place = of(type).orElse(null);
        if (place == null) {
            return List.of();
        }
        if (Files.isDirectory(place)) {
            return classes(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
            return classes(jar.getPath("/"));
        }
    }

    private List<String> classes(Path root) throws IOException {
        Path own = root.resolve(type.getPackageName().replace('.', '/'));
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(own)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }
}
