package dev.laurel.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A plugin that is being written: a folder of classes, as a compiler leaves it, with the jars that the plugin needs. It is a
 * unit like those of a plugin folder, with two differences: it is always there, also while a build has emptied it; and
 * if it has no manifest that says otherwise, it is taken as built for the SPI of this host.
 *
 * @param classes the folder of classes, with the service file in it
 * @param libraries jars beside it
 */
public record ClassFolder(Path classes, List<Path> libraries) {
    /** Keeps a copy of the list, and absolute paths. */
    public ClassFolder {
        classes = classes.toAbsolutePath().normalize();
        libraries = libraries.stream()
                .map(library -> library.toAbsolutePath().normalize())
                .toList();
    }
}
