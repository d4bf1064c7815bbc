package dev.laurel.samplehost.showcase.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private long end;
    /** Whether something lies behind the end that a write has left there which failed. */
    private boolean littered;

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

    private Journal(Path file, FileChannel channel, long end) {
        this.file = file;
        this.channel = channel;
        this.end = end;
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
            String text = text(file);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            int number = 0;
            for (String line : whole.lines().toList()) {
                lines.add(read(file, ++number, line));
            }
            channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
            return new Journal(file, channel, channel.size());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": this is no text: start with --fresh", e);
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
            throw unreadable(file, number, "there is no time in this line", e);
        }
        throw unreadable(file, number, "this is not a line of a journal", null);
    }

    /** {@return what to say of a line that cannot be understood} */
    IOException unreadable(int number, String why, Throwable cause) {
        return unreadable(file, number, why, cause);
    }

    private static IOException unreadable(Path file, int number, String why, @Nullable Throwable cause) {
        return new IOException(file + ":" + number + ":1: " + why + ": start with --fresh", cause);
    }

    /**
     * Writes a line; it is durable when this returns.
     *
     * @throws UncheckedIOException if it cannot be written; nothing of it is there then, or nothing more is written before
     *     it has been taken off
     */
    void write(Line line) {
        List<String> words = new ArrayList<>(List.of(line.what(), line.at().toString()));
        words.addAll(line.words());
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join(SEPARATOR, words) + "\n");
        try {
            if (littered) {
                channel.truncate(end);
                littered = false;
            }
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            end = channel.position();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written to: make room on its disk", takenBack(e));
        }
    }

    private IOException takenBack(IOException failure) {
        littered = true;
        try {
            channel.truncate(end);
            littered = false;
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
