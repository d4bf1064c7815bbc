package dev.laurel.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What can be seen of files without reading them: whoever writes to one changes it.
 *
 * @param parts a line a file: name, length, time of the last change, and what the file system calls it
 */
record Fingerprint(List<String> parts) {
    /** Of what is not there. */
    static final Fingerprint ABSENT = new Fingerprint(List.of());

    /** {@return the fingerprint of files; of links, what they lead to} */
    static Fingerprint of(List<Path> files) throws IOException {
        return of(files, Path::getFileName);
    }

    /** {@return the fingerprint of files that are told apart by names of their own} */
    static Fingerprint of(List<Path> files, UnaryOperator<Path> name) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Path file : files) {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            parts.add(name.apply(file) + " " + seen.size() + " " + seen.lastModifiedTime() + " " + seen.fileKey());
        }
        return new Fingerprint(List.copyOf(parts));
    }

    /** {@return the fingerprint of what cannot be used, which changes with the reason} */
    static Fingerprint of(String objection) {
        return new Fingerprint(List.of(objection));
    }
}
