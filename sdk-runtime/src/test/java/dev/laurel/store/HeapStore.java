package dev.laurel.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store in memory, for tests of what is kept in pages. Bodies are copied on their way in and out. */
public final class HeapStore implements Store {

    private record Key(int space, long major, long minor) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparingInt(Key::space)
                .thenComparingLong(Key::major)
                .thenComparingLong(Key::minor);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final NavigableMap<Key, byte[]> pages = new TreeMap<>();
    private final List<Commit.Segment> segments = new ArrayList<>();
    private boolean following;
    private long reads;
    private long scrubs;

    /** {@return another store that holds what this one holds now, as after a crash} */
    public synchronized HeapStore copy() {
        HeapStore copy = new HeapStore();
        copy.pages.putAll(pages);
        copy.segments.addAll(segments);
        return copy;
    }

    /** {@return this store, which only follows from now on} */
    public HeapStore follow() {
        following = true;
        return this;
    }

    /** {@return how many pages were read one by one} */
    public synchronized long reads() {
        return reads;
    }

    /** {@return how often it was scrubbed} */
    public synchronized long scrubs() {
        return scrubs;
    }

    /**
     * Counts pages.
     *
     * @param space of this kind
     * @return how many there are
     */
    public synchronized int count(Space space) {
        return (int) pages.keySet().stream()
                .filter(key -> key.space() == space.number())
                .count();
    }

    /**
     * Shows every page.
     *
     * @param reader gets each body
     */
    public synchronized void bodies(Consumer<byte[]> reader) {
        pages.values().forEach(reader);
    }

    @Override
    public long epoch() {
        return following ? 0 : 1;
    }

    @Override
    public boolean isFollowing() {
        return following;
    }

    @Override
    public synchronized long lastSegment() {
        return segments.size();
    }

    @Override
    public synchronized void commit(Commit commit) {
        if (following) {
            throw new StoreException("This store only follows");
        }
        Commit.Segment segment = commit.segment();
        if (segment != null) {
            segments.add(segment);
        }
        followed(commit);
    }

    /**
     * Takes what another process, which is the writer, has committed.
     *
     * @param commit of which the pages count
     */
    public synchronized void followed(Commit commit) {
        for (Commit.Page page : commit.pages()) {
            Key key = new Key(page.space().number(), page.major(), page.minor());
            byte[] body = page.body();
            if (body == null) {
                pages.remove(key);
            } else {
                pages.put(key, body.clone());
            }
        }
    }

    @Override
    public synchronized Commit.Segment segment(long number) {
        return segments.get((int) number - 1);
    }

    @Override
    public synchronized void scan(long from, SegmentReader reader) {
        segments.subList((int) from - 1, segments.size()).forEach(reader::read);
    }

    @Override
    public synchronized byte @Nullable [] page(Space space, long major, long minor) {
        reads++;
        byte[] body = pages.get(new Key(space.number(), major, minor));
        return body == null ? null : body.clone();
    }

    @Override
    public synchronized void pages(Space space, PageReader reader) {
        pages.forEach((key, body) -> {
            if (key.space() == space.number()) {
                reader.read(key.major(), key.minor(), body.clone());
            }
        });
    }

    @Override
    public synchronized void scrub() {
        scrubs++;
    }

    @Override
    public void backup(Path target) {
        throw new UnsupportedOperationException("a store in memory has no file");
    }

    @Override
    public void close() {}
}
