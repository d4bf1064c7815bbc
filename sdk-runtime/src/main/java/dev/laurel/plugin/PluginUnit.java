package dev.laurel.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What stands in a plugin folder as one plugin: a jar, or a folder of jars. It shares a class loader.
 *
 * @param place the jar, or the folder
 * @param jars the jars, by name
 */
record PluginUnit(Path place, List<Path> jars) {

    /**
     * Looks into a plugin folder. What is neither a jar nor a folder is left alone, and so is what is hidden.
     *
     * @param folder the plugin folder
     * @param problems takes a sentence for what cannot be used
     * @return what is there, by name
     */
    static List<PluginUnit> in(Path folder, Consumer<String> problems) {
        if (!Files.isDirectory(folder)) {
            problems.accept("the plugin folder " + folder + " is not there: create it, or name the right one");
            return List.of();
        }
        List<PluginUnit> units = new ArrayList<>();
        try {
            for (Path place : list(folder)) {
                if (isJar(place)) {
                    units.add(new PluginUnit(place, List.of(place)));
                } else if (Files.isDirectory(place)) {
                    inside(place, units, problems);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            problems.accept("the plugin folder " + folder + " cannot be read: " + Reason.of(e)
                    + "; make it readable for this user");
        }
        return units;
    }

    /** {@return where it is, in words} */
    String origin() {
        return "folder: " + place;
    }

    /**
     * Checks the unit by its manifests. No class of it is loaded.
     *
     * @param host the SPI of this host
     * @throws RefusedException if a jar cannot be read, none has a plugin, or it was built for another SPI
     */
    void admit(SpiVersion host) throws RefusedException {
        boolean any = false;
        for (Path jar : jars) {
            JarLabel label;
            try {
                label = JarLabel.read(jar);
            } catch (IOException e) {
                throw new RefusedException(origin() + " was not loaded: " + jar + " cannot be read as a jar ("
                        + Reason.of(e) + "); copy it again, or remove it");
            }
            if (label.listsPlugins()) {
                any = true;
                handshake(label, host);
            }
        }
        if (!any) {
            throw new RefusedException(origin() + " was not loaded: it holds no plugin, because no jar has "
                    + JarLabel.SERVICES
                    + "; add that file with the name of the class that implements Plugin, or remove "
                    + place.getFileName());
        }
    }

    /** {@return a new class loader for it} */
    URLClassLoader open(ClassLoader parent) throws RefusedException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = jars.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new RefusedException(origin() + " was not loaded: the name of " + jars.get(i)
                        + " cannot be used (" + Reason.of(e) + "); rename it");
            }
        }
        return new URLClassLoader("laurel-plugin-" + place.getFileName(), urls, parent);
    }

    private void handshake(JarLabel label, SpiVersion host) throws RefusedException {
        String declared = label.spiVersion()
                .orElseThrow(() -> new RefusedException(origin() + " was not loaded: the manifest of " + label.where()
                        + " does not say for which SPI it was built; build it with " + JarLabel.SPI_VERSION + ": "
                        + host));
        String objection = host.objection(declared).orElse("");
        if (!objection.isEmpty()) {
            throw new RefusedException(origin() + " was not loaded: " + objection);
        }
    }

    private static void inside(Path place, List<PluginUnit> units, Consumer<String> problems) {
        try {
            List<Path> jars = list(place).stream().filter(PluginUnit::isJar).toList();
            if (jars.isEmpty()) {
                problems.accept("folder: " + place + " was not loaded: it holds no jar; put the plugin's jars into it,"
                        + " or remove it");
            } else {
                units.add(new PluginUnit(place, jars));
            }
        } catch (IOException | UncheckedIOException e) {
            problems.accept("folder: " + place + " was not loaded: it cannot be read (" + Reason.of(e)
                    + "); make it readable for this user");
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
                    .toList();
        }
    }

    private static boolean isJar(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar") && Files.isRegularFile(file);
    }
}
