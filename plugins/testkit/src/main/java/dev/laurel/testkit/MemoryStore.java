package dev.laurel.testkit;

import dev.laurel.store.Commit;
import dev.laurel.store.FencedException;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store in the heap, for tests: nothing survives the JVM, but it can be reopened, followed and taken over as often
 * as a test likes, and told to fail. Reads may come from any thread.
 */
public final class MemoryStore implements Store {

    /** What every opening of one community shares. Guarded by itself. */
    private static final class Content {
        final List<Commit.Segment> segments = new ArrayList<>();
        final Map<Key, byte[]> pages = new TreeMap<>(Key.ORDER);
        long epoch;
    }

    private record Key(Space space, long major, long minor) {
        static final Comparator<Key> ORDER = Comparator.comparingInt(
                        (Key key) -> key.space().number())
                .thenComparingLong(Key::major)
                .thenComparingLong(Key::minor);
    }

    private final Content content;
    private final long epoch;
    private int untilFailure;
    private boolean failed;
    private volatile boolean closed;

    private MemoryStore(Content content, long epoch) {
        this.content = content;
        this.epoch = epoch;
    }

    /**
     * Makes an empty community and opens it.
     *
     * @return its first opening, for writing
     */
    public static MemoryStore create() {
        return new MemoryStore(new Content(), 0).reopen();
    }

    /**
     * Opens what {@link #backup} wrote, as a community of its own.
     *
     * @param backup the file
     * @return an opening for writing
     * @throws StoreException if it is not there or is no such file
     */
    public static MemoryStore read(Path backup) {
        Content content = new Content();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(backup))) {
            for (long left = in.readLong(); left > 0; left--) {
                content.segments.add(new Commit.Segment(content.segments.size() + 1L, bytes(in), bytes(in)));
            }
            for (long left = in.readLong(); left > 0; left--) {
                Key key = new Key(Space.valueOf(in.readUTF()), in.readLong(), in.readLong());
                content.pages.put(key, bytes(in));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    "Cannot read the backup " + backup + " (" + e + "): name one of a MemoryStore.", e);
        }
        return new MemoryStore(content, 0).reopen();
    }

    /**
     * Opens the same community anew. This works without closing, which stands for a process that was killed or overtaken.
     *
     * @return an opening for writing; commits to the earlier ones are refused from now on
     */
    public MemoryStore reopen() {
        synchronized (content) {
            content.epoch++;
            return new MemoryStore(content, content.epoch);
        }
    }

    /**
     * Opens the same community for reading.
     *
     * @return an opening that sees what others commit
     */
    public MemoryStore follow() {
        return new MemoryStore(content, 0);
    }

    /**
     * Lets a commit to this opening fail, and all after it until the community is reopened.
     *
     * @param nth which one, counted from the next, which is 1
     * @return this
     */
    public MemoryStore failCommit(int nth) {
        if (nth < 1) {
            throw new IllegalArgumentException("commits count from 1, not from " + nth);
        }
        untilFailure = nth;
        return this;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean isFollowing() {
        return epoch == 0;
    }

    @Override
    public long lastSegment() {
        synchronized (content) {
            return content.segments.size();
        }
    }

    @Override
    public void commit(Commit commit) {
        requireWritable();
        synchronized (content) {
            Commit.Segment segment = commit.segment();
            if (segment != null && segment.number() != lastSegment() + 1) {
                throw new IllegalArgumentException(
                        "segment " + segment.number() + " cannot follow segment " + lastSegment());
            }
            if (content.epoch != epoch) {
                throw new FencedException("Another opening (epoch " + content.epoch + ") has taken over from this one"
                        + " (epoch " + epoch + "): close this one.");
            }
            failIfTold();
            if (segment != null) {
                content.segments.add(copy(segment));
            }
            for (Commit.Page page : commit.pages()) {
                Key key = new Key(page.space(), page.major(), page.minor());
                byte[] body = page.body();
                if (body == null) {
                    content.pages.remove(key);
                } else {
                    content.pages.put(key, body.clone());
                }
            }
        }
    }

    private void requireWritable() {
        requireOpen();
        if (isFollowing()) {
            throw new StoreException("This opening only follows: open the community for writing.");
        }
        if (failed) {
            throw new StoreException("A commit has failed and no other is taken after it: open the community again.");
        }
    }

    private void failIfTold() {
        if (untilFailure > 0) {
            untilFailure--;
            if (untilFailure == 0) {
                failed = true;
                throw new StoreException("This commit was told to fail: open the community again.");
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("This opening is closed: open the community again.");
        }
    }

    @Override
    public Commit.Segment segment(long number) {
        requireOpen();
        synchronized (content) {
            if (number < 1 || number > lastSegment()) {
                throw new StoreException("There is no segment " + number + ", the last one is " + lastSegment() + ".");
            }
            return copy(content.segments.get((int) number - 1));
        }
    }

    @Override
    public void scan(long from, SegmentReader reader) {
        requireOpen();
        if (from < 1) {
            throw new IllegalArgumentException("segments count from 1, not from " + from);
        }
        long to = lastSegment();
        for (long number = from; number <= to; number++) {
            reader.read(segment(number));
        }
    }

    @Override
    public byte @Nullable [] page(Space space, long major, long minor) {
        requireOpen();
        synchronized (content) {
            byte[] body = content.pages.get(new Key(space, major, minor));
            return body == null ? null : body.clone();
        }
    }

    @Override
    public void pages(Space space, PageReader reader) {
        requireOpen();
        List<Map.Entry<Key, byte[]>> now = new ArrayList<>();
        synchronized (content) {
            content.pages.forEach((key, body) -> {
                if (key.space() == space) {
                    now.add(Map.entry(key, body.clone()));
                }
            });
        }
        now.forEach(page -> reader.read(page.getKey().major(), page.getKey().minor(), page.getValue()));
    }

    /** Does nothing: what is deleted here is out of reach. */
    @Override
    public void scrub() {
        requireWritable();
    }

    @Override
    public void backup(Path target) {
        requireOpen();
        boolean begun = false;
        try (DataOutputStream out =
                new DataOutputStream(Files.newOutputStream(target, StandardOpenOption.CREATE_NEW))) {
            begun = true;
            synchronized (content) {
                write(out);
            }
            begun = false;
        } catch (IOException e) {
            throw new StoreException("Cannot back up to " + target + " (" + e + "): name a new file in a folder.", e);
        } finally {
            if (begun) {
                remove(target);
            }
        }
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeLong(content.segments.size());
        for (Commit.Segment segment : content.segments) {
            bytes(out, segment.hash());
            bytes(out, segment.body());
        }
        out.writeLong(content.pages.size());
        for (Map.Entry<Key, byte[]> page : content.pages.entrySet()) {
            out.writeUTF(page.getKey().space().name());
            out.writeLong(page.getKey().major());
            out.writeLong(page.getKey().minor());
            bytes(out, page.getValue());
        }
    }

    private static void remove(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new StoreException("Cannot remove the unfinished " + target + " (" + e + "): remove it by hand.", e);
        }
    }

    private static Commit.Segment copy(Commit.Segment segment) {
        return new Commit.Segment(
                segment.number(), segment.hash().clone(), segment.body().clone());
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
    }
}
