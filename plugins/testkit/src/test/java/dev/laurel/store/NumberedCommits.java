package dev.laurel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * Commits of which each is known from its number alone, so that after a crash one can tell from the outside which ones a
 * store holds, and whether it holds them whole.
 */
final class NumberedCommits {

    private static final int CHUNKS = 16;
    private static final int KEPT = 20;

    private NumberedCommits() {}

    /** One segment; a page replaced, a chunk replaced, a page added and one deleted. */
    static Commit commit(long number, String by) {
        return new Commit()
                .append(new Commit.Segment(number, name(number), body(number, by)))
                .put(Space.META, 1, 0, name(number))
                .put(Space.IDENTITY, number % CHUNKS, 0, chunk(number))
                .put(Space.OBJECT, number, 0, name(number))
                .delete(Space.OBJECT, number - KEPT, 0);
    }

    /** Commits those with the numbers from the store's next up to the last. */
    static void commitUpTo(Store store, long last) {
        for (long number = store.lastSegment() + 1; number <= last; number++) {
            store.commit(commit(number, "test"));
        }
    }

    private static byte[] name(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    private static byte[] body(long number, String by) {
        Random random = new Random(number);
        byte[] noise = new byte[number % 10 == 0 ? 150_000 : random.nextInt(3_000)];
        random.nextBytes(noise);
        byte[] head = (by + "\n").getBytes(UTF_8);
        byte[] body = new byte[head.length + noise.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(noise, 0, body, head.length, noise.length);
        return body;
    }

    private static byte[] chunk(long number) {
        Random random = new Random(-number);
        byte[] chunk = new byte[random.nextInt(16_000)];
        random.nextBytes(chunk);
        return chunk;
    }

    /**
     * Requires that a store holds exactly the commits up to a number.
     *
     * @return who committed each, first to last
     */
    static List<String> requireExactly(Store store, long last) {
        assertThat(store.lastSegment()).isEqualTo(last);
        List<String> by = new ArrayList<>();
        store.scan(1, segment -> {
            String name = new String(segment.body(), UTF_8).lines().findFirst().orElseThrow();
            assertThat(segment.number()).isEqualTo(by.size() + 1L);
            assertThat(segment.hash()).isEqualTo(name(segment.number()));
            assertThat(segment.body()).isEqualTo(body(segment.number(), name));
            by.add(name);
        });
        assertThat(by).hasSize((int) last);
        requirePages(store, last);
        return by;
    }

    /** Requires that all pages of a store are of one commit, whichever was the last. */
    static void requirePages(Store store, long last) {
        byte[] name = store.page(Space.META, 1, 0);
        assertThat(name).isEqualTo(last == 0 ? null : name(last));

        List<Long> objects = new ArrayList<>();
        store.pages(Space.OBJECT, (major, minor, body) -> {
            assertThat(body).isEqualTo(name(major));
            objects.add(major);
        });
        List<Long> expectedObjects = new ArrayList<>();
        TreeMap<Long, byte[]> expectedChunks = new TreeMap<>();
        for (long number = 1; number <= last; number++) {
            if (number > last - KEPT) {
                expectedObjects.add(number);
            }
            if (number > last - CHUNKS) {
                expectedChunks.put(number % CHUNKS, chunk(number));
            }
        }
        assertThat(objects).isEqualTo(expectedObjects);

        TreeMap<Long, byte[]> chunks = new TreeMap<>();
        store.pages(Space.IDENTITY, (major, minor, body) -> chunks.put(major, body));
        assertThat(chunks.keySet()).isEqualTo(expectedChunks.keySet());
        chunks.forEach((chunk, body) -> assertThat(body).isEqualTo(expectedChunks.get(chunk)));
    }
}
