package dev.laurel.samplehost;

import dev.laurel.view.ConnectorStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that an import stands still: something failed, and nothing was committed for a while since. A connector tries
 * again for ever, which is right for a source that comes back, and wrong for somebody who waits and is not told.
 */
final class Standstill {
    /** Long enough for several tries, short enough to wait for. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** With less than this a store cannot grow by a page. */
    private static final long NEXT_TO_NOTHING = 4L << 20;

    private static final long KILOBYTE = 1024;

    private final InstantSource clock;
    private final Path store;
    private long pages = -1;
    private @Nullable Instant since;
    private boolean told;

    /**
     * Nothing is noticed yet.
     *
     * @param clock the time
     * @param store the folder of the store
     */
    Standstill(InstantSource clock, Path store) {
        this.clock = clock;
        this.store = store;
    }

    /**
     * Takes note of how it is going.
     *
     * @param status how it is going
     * @return why it stands still, when that is noticed; once for each time it does
     */
    Optional<RefusedException> noticed(ConnectorStatus status) {
        Instant now = clock.instant();
        if (status.failure().isEmpty() || status.pages() != pages) {
            pages = status.pages();
            since = null;
            told = false;
        }
        if (status.failure().isEmpty()) {
            return Optional.empty();
        }
        Instant start = since == null ? now : since;
        since = start;
        if (told || Duration.between(start, now).compareTo(PATIENCE) < 0) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(reason(status));
    }

    /** The status has a sentence but no code: whether the disk is full, the disk is asked. */
    private RefusedException reason(ConnectorStatus status) {
        try {
            long free = Files.getFileStore(store).getUsableSpace();
            if (free < NEXT_TO_NOTHING) {
                return new RefusedException("refuse.import.full", store, free / KILOBYTE, PATIENCE.toSeconds());
            }
        } catch (IOException e) {
            return RefusedException.because(e, "refuse.import.still", PATIENCE.toSeconds(), status.failure());
        }
        return new RefusedException("refuse.import.still", PATIENCE.toSeconds(), status.failure());
    }
}
