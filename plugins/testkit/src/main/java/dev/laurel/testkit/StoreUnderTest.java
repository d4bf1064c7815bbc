package dev.laurel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** How the contract opens a store, fills it and looks into it. */
abstract class StoreUnderTest {

    /** The test's own folder. */
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it in.
    protected Path folder;

    private final List<Store> opened = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // The set-up method fills it in.
    Store store;

    /**
     * Opens the test's community for writing: makes it the first time, and finds it again each further time, after the
     * store that was opened before was closed.
     *
     * @return an opening
     */
    protected abstract Store open();

    /**
     * Opens the test's community for reading, while it is open for writing.
     *
     * @return an opening that follows
     */
    protected abstract Store follow();

    /** Makes the opening for writing a stale one, as another process does that takes over from one that hangs. */
    protected abstract void overtake();

    /**
     * Opens a backup, for reading or for writing.
     *
     * @param backup what {@link Store#backup} wrote
     * @return an opening of it
     */
    protected abstract Store openBackup(Path backup);

    @BeforeEach
    final void openStore() {
        store = keep(open());
    }

    @AfterEach
    final void closeStores() {
        opened.forEach(Store::close);
    }

    Store keep(Store opening) {
        opened.add(opening);
        return opening;
    }

    void reopen() {
        store.close();
        store = keep(open());
    }

    /** The commit with a number: a segment and two pages that say it, of which the second has a key of its own. */
    static Commit commit(long number) {
        byte[] name = name(number);
        return new Commit()
                .append(new Commit.Segment(number, name, body(number)))
                .put(Space.META, 1, 1, name)
                .put(Space.META, 1, 2, name)
                .put(Space.IDENTITY, number, -number, body(number));
    }

    static byte[] name(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    /** From nothing to a few hundred kilobytes, with every byte value. */
    static byte[] body(long number) {
        Random random = new Random(number);
        byte[] body = new byte[number % 7 == 0 ? random.nextInt(300_000) : random.nextInt(2_000) * (int) (number & 1)];
        random.nextBytes(body);
        return body;
    }

    void commitUpTo(long last) {
        for (long number = store.lastSegment() + 1; number <= last; number++) {
            store.commit(commit(number));
        }
    }

    static void assertHolds(Store store, long last) {
        assertThat(store.lastSegment()).isEqualTo(last);
        assertThat(scanned(store, 1)).containsExactlyElementsOf(numbers(1, last));
        for (long number = 1; number <= last; number++) {
            assertThat(store.segment(number).body()).isEqualTo(body(number));
            assertThat(store.segment(number).hash()).isEqualTo(name(number));
            assertThat(store.page(Space.IDENTITY, number, -number)).isEqualTo(body(number));
        }
        assertThat(store.page(Space.META, 1, 1)).isEqualTo(last == 0 ? null : name(last));
        assertThat(store.page(Space.IDENTITY, last + 1, -last - 1)).isNull();
    }

    static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    static List<Long> scanned(Store store, long from) {
        List<Long> numbers = new ArrayList<>();
        store.scan(from, segment -> {
            assertThat(segment.body()).isEqualTo(body(segment.number()));
            assertThat(segment.hash()).isEqualTo(name(segment.number()));
            numbers.add(segment.number());
        });
        return numbers;
    }

    static List<String> pages(Store store, Space space) {
        List<String> pages = new ArrayList<>();
        store.pages(space, (major, minor, body) -> pages.add(major + "/" + minor + "=" + new String(body, UTF_8)));
        return pages;
    }

    List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
