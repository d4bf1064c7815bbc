package dev.laurel.samplehost;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with a Stack Exchange data dump.
 *
 * @param path the folder
 * @param bundled whether it is the one that comes with the demo
 */
record DataFolder(Path path, boolean bundled) {
    private static final List<String> REQUIRED = List.of("Users.xml", "Posts.xml", "Votes.xml");
    private static final List<String> READ = List.of("Users.xml", "Posts.xml", "Comments.xml", "Votes.xml");
    private static final byte[] ROW = "<row ".getBytes(StandardCharsets.US_ASCII);
    /** Files up to this size are counted, larger ones estimated from as much of them. */
    private static final int COUNTED_BYTES = 8 * 1024 * 1024;

    /**
     * Looks whether a folder holds a dump.
     *
     * @throws RefusedException if it does not
     */
    static DataFolder open(Path path, boolean bundled) throws RefusedException {
        if (!Files.isDirectory(path)) {
            throw new RefusedException("refuse.data.missing", path);
        }
        for (String file : REQUIRED) {
            if (!Files.isReadable(path.resolve(file))) {
                throw new RefusedException("refuse.data.file", path, file);
            }
        }
        return new DataFolder(path.toAbsolutePath().normalize(), bundled);
    }

    /** {@return what the store notes of where its import came from; the bundled data may move with its clone} */
    String origin() {
        return bundled ? "the bundled data" : path.toString();
    }

    /** {@return the name of the folder in which its import is kept if the user names none; another one for each dump} */
    String storeName() {
        if (bundled) {
            return "quantum";
        }
        String name = path.getFileName() == null ? "dump" : path.getFileName().toString();
        return name + "-" + Integer.toHexString(path.toString().hashCode());
    }

    /** {@return how many rows the dump has: counted if it is small, estimated from its size if it is not} */
    long rows() throws IOException {
        long rows = 0;
        for (String file : READ) {
            Path each = path.resolve(file);
            if (Files.isReadable(each)) {
                rows += rowsOf(each);
            }
        }
        return rows;
    }

    private static long rowsOf(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(COUNTED_BYTES);
        }
        long rows = 0;
        for (int at = 0; at <= head.length - ROW.length; at++) {
            if (head[at] == '<' && isRow(head, at)) {
                rows++;
            }
        }
        long size = Files.size(file);
        return head.length < COUNTED_BYTES ? rows : Math.round((double) rows * size / head.length);
    }

    private static boolean isRow(byte[] bytes, int at) {
        for (int i = 1; i < ROW.length; i++) {
            if (bytes[at + i] != ROW[i]) {
                return false;
            }
        }
        return true;
    }
}
