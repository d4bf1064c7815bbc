package dev.laurel.intake;

import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The page that says which other pages count. What it does not name is not there, whatever else was written.
 *
 * @param pages how many pages of ids there are
 * @param flushed numbers below it are found in runs
 * @param nextMajor for the next run
 * @param runs the runs, oldest first
 * @param garbage pages to delete, those of unfinished runs included
 */
record IdManifest(
        long pages, long flushed, long nextMajor, List<IdRun.Description> runs, List<IdManifest.Garbage> garbage) {
    private static final int FORMAT = 1;
    private static final int HEAD = 36;
    private static final int RUN = 36;
    private static final int GARBAGE = 16;

    /**
     * Pages to delete.
     *
     * @param major the first part of their keys
     * @param from the second part of the first one's key
     * @param to one more than that of the last one
     */
    record Garbage(long major, int from, int to) {}

    static IdManifest open(Store store) {
        byte[] page = store.page(Space.ID_RUN, 0, 0);
        if (page != null) {
            return of(page);
        }
        if (store.page(Space.IDS, 0, 0) != null) {
            throw new StoreException("Page ID_RUN/0/0 of the remembered ids, which lists the others, is missing: the"
                    + " database is damaged; restore a backup");
        }
        return new IdManifest(0, 0, 1, List.of(), List.of());
    }

    void write(Commit commit) {
        ByteBuffer page = ByteBuffer.allocate(HEAD + RUN * runs.size() + GARBAGE * garbage.size());
        page.putInt(FORMAT).putLong(pages).putLong(flushed).putLong(nextMajor);
        page.putInt(runs.size());
        for (IdRun.Description run : runs) {
            page.putLong(run.major()).putInt(run.level()).putLong(run.from()).putLong(run.to());
            page.putLong(run.entries());
        }
        page.putInt(garbage.size());
        for (Garbage each : garbage) {
            page.putLong(each.major).putInt(each.from).putInt(each.to);
        }
        commit.put(Space.ID_RUN, 0, 0, page.array());
    }

    private static IdManifest of(byte[] body) {
        ByteBuffer page = ByteBuffer.wrap(body);
        try {
            int format = page.getInt();
            if (format != FORMAT) {
                throw new StoreException("Page ID_RUN/0/0 of the remembered ids has format " + format + ", this version"
                        + " reads " + FORMAT + ": open the community with the version that wrote it, or a newer one");
            }
            long pages = page.getLong();
            long flushed = page.getLong();
            long nextMajor = page.getLong();
            List<IdRun.Description> runs = new ArrayList<>();
            for (int left = page.getInt(); left > 0; left--) {
                runs.add(new IdRun.Description(
                        page.getLong(), page.getInt(), page.getLong(), page.getLong(), page.getLong()));
            }
            List<Garbage> garbage = new ArrayList<>();
            for (int left = page.getInt(); left > 0; left--) {
                garbage.add(new Garbage(page.getLong(), page.getInt(), page.getInt()));
            }
            return new IdManifest(pages, flushed, nextMajor, runs, garbage);
        } catch (BufferUnderflowException e) {
            throw new StoreException(
                    "Page ID_RUN/0/0 of the remembered ids is shorter than it says: the database is damaged; restore a"
                            + " backup",
                    e);
        }
    }
}
