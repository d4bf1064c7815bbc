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
import org.jspecify.annotations.Nullable;

/** One open file of a dump, and what its next row says. */
final class Lane implements Closeable {
    private final DumpFile file;
    private final RowSplitter rows;
    private final Path path;
    private final System.Logger logger;
    private final RowScanner scanner;

    private Position.Mark mark = Position.Mark.START;
    private boolean ended;
    private @Nullable Activity activity;
    private @Nullable Reject reject;
    private String nextId = Position.Mark.NO_ID;

    Lane(DumpFile file, RowSplitter rows, Path path, System.Logger logger) {
        this.file = file;
        this.rows = rows;
        this.path = path;
        this.logger = logger;
        this.scanner = new RowScanner(file.fields());
    }

    /**
     * Passes over what has been read, without a look at it but for the last row.
     *
     * @return whether the file is still the one of which the mark was made
     */
    boolean passOver(Position.Mark target) throws IOException {
        for (long row = 0; row < target.rows(); row++) {
            if (!rows.next()) {
                return false;
            }
        }
        if (target.rows() > 0 && !idOf(scannedOrNull()).equals(target.lastId())) {
            return false;
        }
        mark = target;
        return true;
    }

    /** Reads the next row. */
    void next() throws IOException {
        activity = null;
        reject = null;
        nextId = Position.Mark.NO_ID;
        if (!rows.next()) {
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
        try {
            Row row = scanner.scan(rows);
            nextId = idOf(row);
            activity = file.activity(row);
        } catch (BadRowException e) {
            reject = e.reject(file.fileName());
        }
    }

    /** Takes the row that {@link #activity} or {@link #reject} told of as handed over, and reads the next one. */
    void consume() throws IOException {
        mark = new Position.Mark(mark.rows() + 1, nextId);
        next();
    }

    private @Nullable Row scannedOrNull() {
        try {
            return scanner.scan(rows);
        } catch (BadRowException e) {
            return null;
        }
    }

    private static String idOf(@Nullable Row row) {
        try {
            return row == null ? Position.Mark.NO_ID : row.id("Id");
        } catch (BadRowException e) {
            return Position.Mark.NO_ID;
        }
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
