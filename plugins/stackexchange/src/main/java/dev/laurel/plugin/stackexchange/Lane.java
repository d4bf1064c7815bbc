package dev.laurel.plugin.stackexchange;

import static java.lang.System.Logger.Level.WARNING;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Reject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** One open file of a dump, and what its next row says. */
final class Lane implements Closeable {
    private final DumpFile file;
    private final RowSplitter rows;
    private final Path path;
    private final System.Logger logger;
    private final RowScanner scanner;

    private final CRC32C checksum = new CRC32C();

    private Position.Mark mark = Position.Mark.START;
    private long seen;
    private boolean ended;
    private @Nullable Activity activity;
    private @Nullable Reject reject;

    Lane(DumpFile file, RowSplitter rows, Path path, System.Logger logger) {
        this.file = file;
        this.rows = rows;
        this.path = path;
        this.logger = logger;
        this.scanner = new RowScanner(file.fields());
    }

    /**
     * Passes over what has been read, without a look at what it says but for the last row: whether that one is bad
     * decides what is made of what stands behind it.
     *
     * @return whether the file still holds the rows of which the mark was made
     */
    boolean passOver(Position.Mark target) throws IOException {
        while (seen < target.rows()) {
            if (!advance()) {
                return false;
            }
        }
        mark = seen();
        if (seen > 0) {
            read();
        }
        return mark.equals(target);
    }

    /** Reads the next row. */
    void next() throws IOException {
        boolean behindBad = reject != null;
        activity = null;
        reject = null;
        boolean there = advance();
        while (there && behindBad && !rows.isRow()) {
            // What stands between a bad row and the next one is the rest of the bad one: one mistake, one reject.
            mark = seen();
            there = advance();
        }
        if (!there) {
            ended = true;
            if (!rows.closed()) {
                logger.log(
                        WARNING,
                        "{0} ends without </{1}> after {2} rows: it may have been cut short. Unpack the archive of"
                                + " the site again; what is already known counts once",
                        path,
                        file.root(),
                        mark.rows());
            }
            return;
        }
        read();
    }

    private void read() {
        try {
            activity = file.activity(scanner.scan(rows));
        } catch (BadRowException e) {
            reject = e.reject(file.fileName());
        }
    }

    /** Takes the row that {@link #activity} or {@link #reject} told of as handed over, and reads the next one. */
    void consume() throws IOException {
        mark = seen();
        next();
    }

    private boolean advance() throws IOException {
        if (!rows.next()) {
            return false;
        }
        seen++;
        checksum.update(rows.bytes(), 0, rows.length());
        // Between two rows, or the same bytes cut in another way would be the same rows.
        checksum.update(rows.tooLong() ? 1 : 0);
        return true;
    }

    private Position.Mark seen() {
        return new Position.Mark(seen, (int) checksum.getValue());
    }

    DumpFile file() {
        return file;
    }

    /** {@return how much has been handed over} */
    Position.Mark mark() {
        return mark;
    }

    boolean ended() {
        return ended;
    }

    /** {@return when the next row happened; before everything if it cannot be read} */
    Instant time() {
        return activity == null ? Instant.MIN : activity.at();
    }

    /** {@return what the next row says, if it is not rejected} */
    Activity activity() {
        return Objects.requireNonNull(activity, "the next row is rejected, or there is none");
    }

    /** {@return why the next row is rejected, if it is} */
    Optional<Reject> reject() {
        return Optional.ofNullable(reject);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
