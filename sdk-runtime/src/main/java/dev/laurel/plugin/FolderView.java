package dev.laurel.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A plugin folder as it was at one moment. What is neither a jar, a zip nor a folder is left alone, and so is what is
 * hidden.
 *
 * @param units what is there, by name; nothing if it could not be looked at
 * @param problem why it could not be looked at, as a sentence
 */
record FolderView(List<PluginUnit> units, Optional<String> problem) {

    /** Of no folder. */
    static final FolderView NONE = new FolderView(List.of(), Optional.empty());

    /** {@return how a folder looks now} */
    static FolderView of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return unseen("the plugin folder " + folder + " is not there: create it, or name the right one");
        }
        try {
            return new FolderView(
                    PluginUnit.list(folder).stream()
                            .map(PluginUnit::at)
                            .flatMap(Optional::stream)
                            .toList(),
                    Optional.empty());
        } catch (IOException | UncheckedIOException e) {
            return unseen("the plugin folder " + folder + " cannot be read: " + Reason.of(e)
                    + "; make it readable for this user");
        }
    }

    private static FolderView unseen(String problem) {
        return new FolderView(List.of(), Optional.of(problem));
    }
}
