package dev.laurel.log;

import dev.laurel.store.Commit;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import java.util.Arrays;

/** The chain of hashes over all segments: each covers its body and the hash before it, so no byte changes unseen. */
public final class HashChain {
    private byte[] last = new byte[SegmentWriter.HASH_BYTES];

    private HashChain() {}

    /**
     * Reads a log from its first segment to its last.
     *
     * @param store where the log is
     * @throws StoreException if it cannot be read, a segment is missing, or a hash is not what its segment comes to
     */
    public static void check(Store store) {
        HashChain chain = new HashChain();
        store.scan(1, chain::follow);
    }

    private void follow(Commit.Segment segment) {
        if (!Arrays.equals(SegmentWriter.hash(last, segment.body()), segment.hash())) {
            throw new StoreException("segment " + segment.number()
                    + " of the log, or the one before, has been changed or damaged: restore a backup.");
        }
        last = segment.hash();
    }
}
