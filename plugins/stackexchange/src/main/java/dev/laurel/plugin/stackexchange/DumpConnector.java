package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a site's data dump, in the order in which things happened, and never holds more of it than a page.
 *
 * <p>The files stay open from one pull to the next as long as the cursor goes on where the last page ended. Any other
 * cursor, after a restart for example, opens them again and passes over what was read.
 */
final class DumpConnector implements PullConnector {
    private final Path directory;
    private final System.Logger logger;
    private final int longestRow;
    private @Nullable Dump dump;

    DumpConnector(Path directory, System.Logger logger) {
        this(directory, logger, RowSplitter.LONGEST_ROW);
    }

    DumpConnector(Path directory, System.Logger logger, int longestRow) {
        this.directory = directory;
        this.logger = logger;
        this.longestRow = longestRow;
    }

    @Override
    public Page pull(Cursor after, int limit) throws IOException, PermanentFailureException {
        if (limit < 1) {
            throw new IllegalArgumentException("a page holds at least 1 activity, not " + limit);
        }
        try {
            return at(Position.of(after)).page(limit);
        } catch (IOException e) {
            // What was read and not handed over is read again from the cursor.
            close();
            throw e;
        }
    }

    private Dump at(Position position) throws IOException, PermanentFailureException {
        Dump open = dump;
        if (open != null && open.position().equals(position) && !(open.ended() && open.changed())) {
            return open;
        }
        close();
        Dump opened = Dump.open(directory, position, longestRow, logger);
        dump = opened;
        return opened;
    }

    @Override
    public void close() throws IOException {
        Dump open = dump;
        dump = null;
        if (open != null) {
            open.close();
        }
    }
}
