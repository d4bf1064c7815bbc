package dev.laurel.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted is gone from every byte of every file, not only from the tables. */
class ScrubTest {

    private static final int COMMITS = Stores.PROOF ? 20_000 : 1_500;
    private static final int KEYS = 4_000;
    private static final Pattern SECRET = Pattern.compile("<secret ([0-9]{4}) ([0-9]{8})>");

    @TempDir
    Path folder;

    /**
     * Small pages share a database page, and SQLite moves them about as others come and go: its secure_delete alone
     * leaves copies in the gaps.
     */
    @Test
    void givenSmallPagesThatComeAndGo_whenScrubbed_thenNoFileHoldsAnyThatWent() throws IOException {
        Random random = new Random(20_260_304);
        int[] versions = new int[KEYS];
        try (SqliteStore store = Stores.write(folder.resolve("community.db"));
                SqliteStore follower = Stores.follow(folder.resolve("community.db"))) {
            for (int number = 1; number <= COMMITS; number++) {
                Commit commit = new Commit();
                for (int i = 0; i < 20; i++) {
                    int key = random.nextInt(KEYS);
                    if (random.nextInt(3) == 0) {
                        versions[key] = 0;
                        commit.delete(Space.VAULT_KEY, key, 0);
                    } else {
                        versions[key] = number;
                        commit.put(Space.VAULT_KEY, key, 0, secret(key, number, random.nextInt(400)));
                    }
                }
                store.commit(commit);
                if (number % 500 == 0) {
                    store.scrub();
                    assertOnlyLiveOnes(versions);
                }
            }
            assertThat(follower.page(Space.VAULT_KEY, 0, 0)).isEqualTo(store.page(Space.VAULT_KEY, 0, 0));
        }
    }

    private static byte[] secret(int key, int version, int more) {
        return (String.format(Locale.ROOT, "<secret %04d %08d>", key, version) + "-".repeat(more)).getBytes(ISO_8859_1);
    }

    private void assertOnlyLiveOnes(int[] versions) throws IOException {
        Set<String> dead = new TreeSet<>();
        int live = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher secrets = SECRET.matcher(new String(Files.readAllBytes(file), ISO_8859_1));
                while (secrets.find()) {
                    int key = Integer.parseInt(secrets.group(1));
                    if (versions[key] == Integer.parseInt(secrets.group(2))) {
                        live++;
                    } else {
                        dead.add(secrets.group());
                    }
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(live).isPositive();
    }

    @Test
    void givenSomebodyWhoReadsForLong_whenScrubbed_thenItSaysSoAndDeletedPagesStayDeletedAndItCanBeRepeated() {
        try (SqliteStore store = Stores.write(folder.resolve("community.db"))) {
            NumberedCommits.commitUpTo(store, 30);
            store.commit(new Commit().put(Space.VAULT_KEY, 1, 0, secret(1, 1, 0)));
            store.commit(new Commit().delete(Space.VAULT_KEY, 1, 0));

            assertThatThrownBy(() -> store.pages(Space.OBJECT, (major, minor, body) -> store.scrub()))
                    .isExactlyInstanceOf(StoreException.class)
                    .hasMessageContaining("try again");

            assertThat(store.page(Space.VAULT_KEY, 1, 0)).isNull();
            NumberedCommits.commitUpTo(store, 31);
            store.scrub();
            NumberedCommits.requireExactly(store, 31);
        }
    }
}
