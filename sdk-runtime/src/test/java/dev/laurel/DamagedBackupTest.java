package dev.laurel;

import static dev.laurel.Town.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup in which one bit is another than it was, anywhere: it is refused, or it is as good as the original. */
@Timeout(3_600)
class DamagedBackupTest {
    private static final int FLIPS = Town.PROOF ? 5_000 : 150;
    private static final int ACTIVITIES = 1_200;
    private static final List<String> CONTENT = List.of(
            "SELECT number, hex(hash), hex(body) FROM segment ORDER BY number",
            "SELECT space || '/' || major || '/' || minor, hex(body), '' FROM page ORDER BY space, major, minor",
            "SELECT name, value > 1000000, '' FROM meta ORDER BY name",
            // SQLite does not care for the case of its own words, so neither does a copy.
            "SELECT lower(name), lower(sql), '' FROM sqlite_schema ORDER BY lower(name)");

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final Random random = new Random(20_260_306);
    private Path backup;
    private byte[] sound;
    private Map<String, Map<String, Long>> totals;

    @BeforeEach
    void makeBackup() throws IOException {
        backup = elsewhere.resolve("town.backup");
        // Several openings, so that ids are remembered in pages and by segments of several sizes.
        for (int to = 400; to <= ACTIVITIES; to += 400) {
            try (Laurel laurel = Town.in(folder).start()) {
                Numbered.send(laurel.community("town"), to);
                totals = Numbered.totals(laurel.community("town"));
                if (to == ACTIVITIES) {
                    get(laurel.community("town").backup(backup));
                }
            }
        }
        sound = Files.readAllBytes(backup);
    }

    @Test
    void givenAnyBitOfABackupFlipped_whenRestored_thenItIsRefusedAndNothingIsLeftOrItIsTheOriginal() throws Exception {
        Laurel.restore(backup, elsewhere.resolve("original"), "town");
        String original = content(elsewhere.resolve("original"));
        int refused = 0;
        for (int i = 0; i < FLIPS; i++) {
            int at = random.nextInt(sound.length);
            int bit = random.nextInt(8);
            byte[] damaged = sound.clone();
            damaged[at] ^= (byte) (1 << bit);
            Files.write(backup, damaged);
            Path target = elsewhere.resolve("restored-" + i);
            try {
                Laurel.restore(backup, target, "town");
            } catch (LaurelException e) {
                assertThat(e).as("byte %d bit %d", at, bit).hasMessageContaining(backup.toString());
                assertThat(Town.files(target)).as("byte %d bit %d", at, bit).isEmpty();
                refused++;
                continue;
            }
            assertThat(content(target)).as("byte %d bit %d", at, bit).isEqualTo(original);
            assertAllKnown(target);
        }
        assertThat(refused).isBetween(FLIPS / 3, FLIPS - 1);
    }

    /** What all tables say, apart from how often they were opened. */
    private static String content(Path target) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + target.resolve("town.laurel"));
                Statement statement = connection.createStatement()) {
            for (String sql : CONTENT) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        String row = rows.getString(1) + '|' + rows.getString(2) + '|' + rows.getString(3) + '\n';
                        digest.update(row.getBytes(UTF_8));
                    }
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void assertAllKnown(Path target) {
        try (Laurel laurel = Town.in(target).start()) {
            Community town = laurel.community("town");
            assertThat(get(town.verify()).problems()).isEmpty();
            assertThat(Numbered.send(town, ACTIVITIES))
                    .extracting(Recorded::outcome)
                    .containsOnly(Outcome.DUPLICATE);
            assertThat(Numbered.totals(town)).isEqualTo(totals);
        }
    }
}
