package dev.laurel.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes files and their names survive a loss of power.
 *
 * <p>Never to be used on a database that is open in this process: closing any descriptor of a file drops the locks
 * that the process holds on it, SQLite's too.
 */
final class Disk {

    private Disk() {}

    /** Forces the content of a file to the disk. */
    static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the names in a folder to the disk, where a folder can be opened at all; elsewhere the system does it. */
    static void syncFolder(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
