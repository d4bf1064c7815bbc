package dev.laurel.plugin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipException;

/** Which entries of a zip are symbolic links: the JDK does not say. Read from the directory at the end of the file. */
final class ZipLinks {
    /** The form is that of PKWARE's APPNOTE.TXT, 4.3.12 and 4.3.16. */
    private static final int END = 0x06054b50;

    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int UNIX_TYPE = 0170000;
    private static final int UNIX_LINK = 0120000;

    private ZipLinks() {}

    /**
     * Reads the directory of a zip.
     *
     * @param zip a zip that the JDK can open
     * @param longest how long its directory may be, in bytes
     * @return the names of the entries that are links
     * @throws ZipException if the directory is longer, or is none
     */
    static Set<String> of(Path zip, int longest) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(zip)) {
            int tail = (int) Math.min(file.size(), END_LENGTH + LONGEST_COMMENT);
            long start = file.size() - tail;
            ByteBuffer end = read(file, start, tail);
            for (int at = tail - END_LENGTH; at >= 0; at--) {
                int comment = Short.toUnsignedInt(end.getShort(at + END_LENGTH - 2));
                if (end.getInt(at) == END && at + END_LENGTH + comment == tail) {
                    int length = end.getInt(at + 12);
                    long from = start + at - length;
                    if (length < 0 || length > longest || from < 0) {
                        throw new ZipException("its directory is too long");
                    }
                    return links(read(file, from, length));
                }
            }
            throw new ZipException("it has no directory");
        }
    }

    private static Set<String> links(ByteBuffer directory) throws ZipException {
        Set<String> links = new HashSet<>();
        int at = 0;
        while (at + ENTRY_LENGTH <= directory.limit()) {
            if (directory.getInt(at) != ENTRY) {
                throw new ZipException("its directory is damaged");
            }
            int name = Short.toUnsignedInt(directory.getShort(at + 28));
            int more =
                    Short.toUnsignedInt(directory.getShort(at + 30)) + Short.toUnsignedInt(directory.getShort(at + 32));
            int mode = directory.getInt(at + 38) >>> 16;
            if (at + ENTRY_LENGTH + name > directory.limit()) {
                throw new ZipException("its directory is damaged");
            }
            if ((mode & UNIX_TYPE) == UNIX_LINK) {
                byte[] bytes = new byte[name];
                directory.get(at + ENTRY_LENGTH, bytes);
                links.add(new String(bytes, StandardCharsets.UTF_8));
            }
            at += ENTRY_LENGTH + name + more;
        }
        return links;
    }

    private static ByteBuffer read(SeekableByteChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(from);
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                throw new ZipException("it ends too early");
            }
        }
        return bytes.flip();
    }
}
