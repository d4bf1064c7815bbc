package dev.laurel.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a plugin folder as one: a jar, a folder of jars, or a zip of jars; or the folder of classes of a plugin that is
 * being written. It shares a class loader.
 *
 * @param place the jar, the folder, or the zip
 * @param files the files to read: the jars by name, the zip, or all in the folder of classes and the jars beside it
 * @param print the fingerprint of the files
 * @param objection why it cannot be used, as a sentence; empty if nothing was seen that stands against it
 * @param written the plugin that is being written; null for what stands in a plugin folder
 */
record PluginUnit(
        Path place,
        List<Path> files,
        Fingerprint print,
        Optional<String> objection,
        @Nullable ClassFolder written) {
    /** More than a plugin has, and less than there is when somebody names the wrong folder. */
    private static final int MOST_CLASSES = 20_000;

    PluginUnit(Path place, List<Path> files, Fingerprint print, Optional<String> objection) {
        this(place, files, print, objection, null);
    }

    /**
     * Looks at a place. Links are followed.
     *
     * @param place something in a plugin folder
     * @return what is there; empty if it is of no concern
     */
    static Optional<PluginUnit> at(Path place) {
        try {
            if (Files.isRegularFile(place)) {
                return isJar(place) || isZip(place) ? Optional.of(of(place, List.of(place))) : Optional.empty();
            }
            if (Files.isDirectory(place)) {
                return Optional.of(ofFolder(place));
            }
            return Files.isSymbolicLink(place) ? Optional.of(brokenLink(place, place)) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Files.exists(place)
                    ? Optional.of(
                            unfit(place, "it cannot be read (" + Reason.of(e) + "); make it readable for this user"))
                    : Optional.empty();
        }
    }

    /** {@return how a folder of classes looks now} */
    static PluginUnit of(ClassFolder written) {
        Path place = written.classes();
        if (!Files.isDirectory(place)) {
            return unfit(written, "it is not there; compile the plugin, or name the right folder");
        }
        for (Path library : written.libraries()) {
            if (!isJar(library) || !Files.isRegularFile(library)) {
                return unfit(written, "its library " + library + " is no jar; name a jar that is there");
            }
        }
        try (Stream<Path> all = Files.walk(place)) {
            List<Path> files = new ArrayList<>(all.filter(Files::isRegularFile)
                    .limit(MOST_CLASSES + 1L)
                    .sorted()
                    .toList());
            if (files.size() > MOST_CLASSES) {
                return unfit(written, "it has more than " + MOST_CLASSES + " files; name the folder of the classes");
            }
            files.addAll(written.libraries());
            Fingerprint print = Fingerprint.of(files, file -> file);
            return new PluginUnit(place, List.copyOf(files), print, Optional.empty(), written);
        } catch (IOException | UncheckedIOException e) {
            return unfit(written, "it cannot be read (" + Reason.of(e) + "); make it readable for this user");
        }
    }

    private static PluginUnit unfit(ClassFolder written, String why) {
        String sentence = "classes: " + written.classes() + " was not loaded: " + why;
        return new PluginUnit(written.classes(), List.of(), Fingerprint.of(sentence), Optional.of(sentence), written);
    }

    private static PluginUnit ofFolder(Path place) throws IOException {
        List<Path> named = list(place).stream().filter(PluginUnit::isJar).toList();
        for (Path jar : named) {
            if (Files.isSymbolicLink(jar) && !Files.exists(jar)) {
                return brokenLink(place, jar);
            }
        }
        List<Path> jars = named.stream().filter(Files::isRegularFile).toList();
        return jars.isEmpty()
                ? unfit(place, "it holds no jar; put the plugin's jars into it, or remove it")
                : of(place, jars);
    }

    private static PluginUnit of(Path place, List<Path> files) throws IOException {
        return new PluginUnit(place, files, Fingerprint.of(files), Optional.empty());
    }

    private static PluginUnit brokenLink(Path place, Path link) throws IOException {
        return unfit(
                place,
                link + " is a link to " + Files.readSymbolicLink(link)
                        + ", where there is nothing; mend the link, or remove it");
    }

    private static PluginUnit unfit(Path place, String why) {
        String sentence = "folder: " + place + " was not loaded: " + why;
        return new PluginUnit(place, List.of(), Fingerprint.of(sentence), Optional.of(sentence));
    }

    /** {@return its file name} */
    String name() {
        return String.valueOf(place.getFileName());
    }

    /** {@return what tells it from others: its file name in the plugin folder, or the whole path of a folder of classes} */
    String key() {
        return written == null ? name() : place.toString();
    }

    /** {@return where it is, in words} */
    String origin() {
        return (written == null ? "folder: " : "classes: ") + place;
    }

    /** {@return whether its jars have to be unpacked} */
    boolean isZip() {
        return files.size() == 1 && files.get(0).equals(place) && isZip(place);
    }

    /** {@return whether it looks as it did} */
    boolean isAsSeen() {
        Optional<PluginUnit> there = written == null ? at(place) : Optional.of(of(written));
        return there.filter(now -> now.print.equals(print)).isPresent();
    }

    /** {@return what is in a folder and not hidden, by name} */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
                    .toList();
        }
    }

    private static boolean isJar(Path file) {
        return hasSuffix(file, ".jar");
    }

    private static boolean isZip(Path file) {
        return hasSuffix(file, ".zip");
    }

    private static boolean hasSuffix(Path file, String suffix) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(suffix);
    }
}
