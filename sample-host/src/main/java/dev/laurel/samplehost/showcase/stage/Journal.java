package dev.laurel.samplehost.showcase.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened at a company since its story ended, a line each: the portal's own database, as small as it can be. A line is
 * durable before anything is done about it, so that whatever Laurel has, the portal has too; what Laurel may have missed is
 * sent again at the next start, and is known if it had not. Used by one thread at a time.
 */
final class Journal implements AutoCloseable {
    private static final String SEPARATOR = " ";
    private static final int MOST_WORDS = 6;

    private final Path file;
    private final FileChannel channel;

    /**
     * A line.
     *
     * @param what what kind of thing
     * @param at when
     * @param words what else there is to know; none of them has a space in it
     */
    record Line(String what, Instant at, List<String> words) {
        Line(String what, Instant at, String... words) {
            this(what, at, List.of(words));
        }
    }

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a journal, or begins one. The last line may have been cut short when the process was killed; nothing was done
     * about it then, and it is taken off.
     *
     * @param lines gets the lines that are there
     */
    static Journal open(Path file, List<Line> lines) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            int number = 0;
            for (String line : whole.lines().toList()) {
                lines.add(read(file, ++number, line));
            }
            channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
            channel.position(channel.size());
            return new Journal(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Line read(Path file, int number, String line) throws IOException {
        String[] words = line.split(SEPARATOR, -1);
        try {
            if (words.length >= 2 && words.length <= MOST_WORDS) {
                return new Line(
                        words[0], Instant.parse(words[1]), List.of(words).subList(2, words.length));
            }
        } catch (DateTimeException e) {
            throw new IOException(file + ":" + number + ":1: there is no time in this line: start with --fresh", e);
        }
        throw new IOException(file + ":" + number + ":1: this is not a line of a journal: start with --fresh");
    }

    /** Writes a line; it is durable when this returns. */
    void write(Line line) {
        List<String> words = new ArrayList<>(List.of(line.what(), line.at().toString()));
        words.addAll(line.words());
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join(SEPARATOR, words) + "\n");
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written to: make room on its disk", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
