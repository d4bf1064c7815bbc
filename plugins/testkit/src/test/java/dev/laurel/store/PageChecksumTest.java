package dev.laurel.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that is not what was written is never handed out, whatever SQLite makes of it. */
class PageChecksumTest {

    private static final byte[] BODY = "remembered".getBytes(UTF_8);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void fill() {
        file = folder.resolve("community.db");
        try (SqliteStore store = Stores.write(file)) {
            store.commit(new Commit().put(Space.IDS, 7, 3, BODY).put(Space.OBJECT, -1, Long.MIN_VALUE, new byte[0]));
        }
    }

    @Test
    void givenEveryBitOfAStoredPage_whenFlipped_thenReadingItNamesFilePageAndRemedy() throws IOException, SQLException {
        String sound = Stores.ask(file, "SELECT hex(body) FROM page WHERE space = 5");
        byte[] stored = HexFormat.of().parseHex(sound);
        assertThat(stored).hasSize(BODY.length + 4).startsWith(BODY);
        for (int bit = 0; bit < stored.length * 8; bit++) {
            byte[] flipped = stored.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Stores.sql(file, "UPDATE page SET body = x'" + HexFormat.of().formatHex(flipped) + "' WHERE space = 5");
            assertNotHandedOut(7, 3);
        }
        Stores.sql(file, "UPDATE page SET body = x'" + sound + "' WHERE space = 5");
        try (SqliteStore store = Stores.follow(file)) {
            assertThat(store.page(Space.IDS, 7, 3)).isEqualTo(BODY);
            assertThat(store.page(Space.OBJECT, -1, Long.MIN_VALUE)).isEmpty();
        }
    }

    @Test
    void givenPageThatWasCutOrMovedToAnotherKey_whenRead_thenItIsRefusedToo() throws IOException, SQLException {
        Stores.sql(file, "UPDATE page SET major = 8 WHERE space = 5");
        assertNotHandedOut(8, 3);
        Stores.sql(file, "UPDATE page SET major = 7, minor = 4 WHERE space = 5");
        assertNotHandedOut(7, 4);
        Stores.sql(file, "UPDATE page SET minor = 3, body = substr(body, 1, length(body) - 1) WHERE space = 5");
        assertNotHandedOut(7, 3);
        Stores.sql(file, "UPDATE page SET body = x'' WHERE space = 5");
        assertNotHandedOut(7, 3);
    }

    private void assertNotHandedOut(long major, long minor) throws IOException {
        String where = file.toRealPath().toString();
        try (SqliteStore store = Stores.follow(file)) {
            for (Runnable reading : List.<Runnable>of(
                    () -> store.page(Space.IDS, major, minor),
                    () -> store.pages(Space.IDS, (foundMajor, foundMinor, body) -> {
                        throw new AssertionError("handed out");
                    }))) {
                assertThatThrownBy(reading::run)
                        .isExactlyInstanceOf(StoreException.class)
                        .message()
                        .contains("Page IDS/" + major + "/" + minor + " in " + where)
                        .contains("its checksum does not fit", "restore a backup")
                        .doesNotContain("\n")
                        .endsWith(".");
            }
        }
    }

    @Test
    void givenScrubbedStore_whenRead_thenChecksumsStillFit() {
        try (SqliteStore store = Stores.write(file)) {
            store.scrub();
            assertThat(store.page(Space.IDS, 7, 3)).isEqualTo(BODY);
        }
    }
}
