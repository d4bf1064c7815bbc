package dev.laurel.view;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that could not be taken in.
 *
 * @param id names the letter within its community
 * @param source the connector instance it came from
 * @param position where it stands in the source
 * @param code why, upper case, words joined by underscores
 * @param reason what is wrong and what to do; no personal data
 * @param at when it was put aside last
 * @param state what has become of it
 * @param settled when it was taken in after all or waived; empty if it is open
 * @param note who waived it and why; empty otherwise
 */
public record DeadLetter(
        String id,
        String source,
        String position,
        String code,
        String reason,
        Instant at,
        State state,
        Optional<Instant> settled,
        String note) {

    /** What can become of a letter. */
    public enum State {
        /** It waits for somebody: to be replayed once what is wrong is mended, or to be waived. */
        OPEN,
        /** It was handed in once more, and what stood there could be taken in. */
        REPLAYED,
        /** Somebody decided that it is not needed. */
        WAIVED
    }
}
