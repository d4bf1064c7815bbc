package dev.laurel.identity;

import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the vault as they will be once everything that is staged is committed. Staging is for one thread, reading
 * for several.
 */
final class PendingRows {

    private record Key(Space space, long major) {}

    // A class, because removal asks whether it is this very row, and a record would compare contents.
    private static final class Row {
        final Commit commit;
        final byte @Nullable [] body;

        Row(Commit commit, byte @Nullable [] body) {
            this.commit = commit;
            this.body = body;
        }
    }

    private final Store store;
    private final Map<Key, Row> pending = new ConcurrentHashMap<>();

    PendingRows(Store store) {
        this.store = store;
    }

    byte @Nullable [] read(Space space, long major) {
        Row row = pending.isEmpty() ? null : pending.get(new Key(space, major));
        return row != null ? row.body : store.page(space, major, 0);
    }

    void write(Space space, long major, byte[] body, Commit commit) {
        commit.put(space, major, 0, body);
        pending.put(new Key(space, major), new Row(commit, body));
    }

    void delete(Space space, long major, Commit commit) {
        commit.delete(space, major, 0);
        pending.put(new Key(space, major), new Row(commit, null));
    }

    /** Everything that was staged is in the store. */
    void committed() {
        pending.clear();
    }

    /** What was staged into this commit, and not staged anew since, is in the store. */
    void committed(Commit commit) {
        pending.values().removeIf(row -> row.commit == commit);
    }
}
