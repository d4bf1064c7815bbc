package dev.laurel;

import static dev.laurel.Town.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.store.Space;
import dev.laurel.view.LaurelException;
import dev.laurel.view.VerifyReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A byte that somebody changed in the log is found. */
@Timeout(1_200)
class VerifyTest {
    private static final int CHANGED_WHILE_OPEN = Town.PROOF ? 20_000 : 300;
    private static final int CHANGED_WHILE_CLOSED = Town.PROOF ? 1_000 : 30;

    @TempDir
    Path folder;

    private final Random random = new Random(20_260_304);
    private Path file;

    @BeforeEach
    void fill() {
        file = folder.resolve("town.laurel");
        try (Laurel laurel = Town.in(folder).start()) {
            for (int from = 0; from < 100; from += 20) {
                get(laurel.community("town").record(Town.SOURCE, Numbered.activities(from, from + 20)));
            }
            get(laurel.community("town").merge(Town.key("member-1"), Town.key("member-2"), "operator", "same person"));
            VerifyReport report = get(laurel.community("town").verify());
            assertThat(report.problems()).isEmpty();
            assertThat(report.activities()).isEqualTo(100);
            assertThat(report.segments()).isGreaterThan(5);
            assertThat(report.entries()).isPositive();
        }
    }

    /** Where a byte can be changed. */
    private record Spot(long segment, String column, int position) {}

    private List<Spot> spots(Connection connection) throws SQLException {
        List<Spot> spots = new ArrayList<>();
        try (ResultSet rows =
                connection.createStatement().executeQuery("SELECT number, length(hash), length(body) FROM segment")) {
            while (rows.next()) {
                for (int i = 0; i < rows.getInt(2); i++) {
                    spots.add(new Spot(rows.getLong(1), "hash", i));
                }
                for (int i = 0; i < rows.getInt(3); i++) {
                    spots.add(new Spot(rows.getLong(1), "body", i));
                }
            }
        }
        return spots;
    }

    private static void flip(Connection connection, Spot spot, int bits) throws SQLException {
        byte[] bytes;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + spot.column() + " FROM segment WHERE number = ?")) {
            select.setLong(1, spot.segment());
            try (ResultSet rows = select.executeQuery()) {
                bytes = rows.getBytes(1);
            }
        }
        bytes[spot.position()] ^= (byte) bits;
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE segment SET " + spot.column() + " = ? WHERE number = ?")) {
            update.setBytes(1, bytes);
            update.setLong(2, spot.segment());
            assertThat(update.executeUpdate()).isOne();
        }
    }

    @Test
    void givenByteChangedWhileOpen_whenVerified_thenTheSegmentIsNamed() throws SQLException {
        try (Laurel laurel = Town.in(folder).start();
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Community town = laurel.community("town");
            List<Spot> spots = spots(connection);
            for (int i = 0; i < CHANGED_WHILE_OPEN; i++) {
                Spot spot = spots.get(random.nextInt(spots.size()));
                int bits = 1 + random.nextInt(255);
                flip(connection, spot, bits);
                VerifyReport report = get(town.verify());
                assertThat(report.isClean()).as(spot.toString()).isFalse();
                assertThat(report.problems())
                        .as(spot.toString())
                        .anyMatch(problem -> problem.contains("segment " + spot.segment() + " "));
                flip(connection, spot, bits);
            }
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenByteChangedWhileClosed_whenStarted_thenItIsRefusedWithASentenceOrFoundByVerify() throws Exception {
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < CHANGED_WHILE_CLOSED; i++) {
            Spot spot;
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                List<Spot> spots = spots(connection);
                spot = spots.get(random.nextInt(spots.size()));
                flip(connection, spot, 1 + random.nextInt(255));
            }
            try (Laurel laurel = Town.in(folder).start()) {
                assertThat(get(laurel.community("town").verify()).isClean())
                        .as(spot.toString())
                        .isFalse();
            } catch (LaurelException refused) {
                assertThat(refused).as(spot.toString()).hasMessageContaining("restore a backup");
            }
            Files.write(file, sound);
        }
        try (Laurel laurel = Town.in(folder).start()) {
            assertThat(get(laurel.community("town").verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenPageOfEachKindThatIsAnother_whenVerified_thenItIsNamedWithFileAndRemedy() throws SQLException {
        try (Laurel laurel = Town.in(folder).start();
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Community town = laurel.community("town");
            get(town.record(Town.SOURCE, Numbered.activities(100, 700)));
            for (Space space : List.of(Space.META, Space.IDS, Space.ID_RUN, Space.VAULT_IDENTITY, Space.VAULT_KEY)) {
                String which = " WHERE space = " + space.number()
                        + " AND major = (SELECT max(major) FROM page WHERE space = " + space.number() + ")";
                connection.createStatement().execute("CREATE TABLE kept AS SELECT * FROM page" + which);
                // The last byte of the body: the four behind it are the checksum.
                String cut = "substr(body, 1, length(body) - 5)";
                String last = "substr(body, length(body) - 4, 1)";
                connection
                        .createStatement()
                        .execute("UPDATE page SET body = CAST(" + cut + " || CASE " + last
                                + " WHEN x'07' THEN x'08' ELSE x'07' END || substr(body, -4) AS BLOB)" + which);
                assertThat(get(town.verify()).problems())
                        .as(space.name())
                        .singleElement()
                        .asString()
                        .contains("Page " + space + "/", file.toString(), "checksum", "restore a backup");
                connection
                        .createStatement()
                        .execute("INSERT OR REPLACE INTO page SELECT space, major, minor, body FROM kept");
                connection.createStatement().execute("DROP TABLE kept");
            }
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenSegmentThatIsMissing_whenVerified_thenItIsNamed() throws SQLException {
        for (long missing : List.of(1L, 3L, Town.lastSegment(folder))) {
            try (Laurel laurel = Town.in(folder).start();
                    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                connection.createStatement().execute("CREATE TABLE kept AS SELECT * FROM segment");
                connection.createStatement().execute("DELETE FROM segment WHERE number = " + missing);
                VerifyReport report = get(laurel.community("town").verify());
                assertThat(report.isClean()).isFalse();
                connection.createStatement().execute("DELETE FROM segment");
                connection.createStatement().execute("INSERT INTO segment SELECT * FROM kept");
                connection.createStatement().execute("DROP TABLE kept");
                assertThat(get(laurel.community("town").verify()).problems()).isEmpty();
            }
        }
    }

    @Test
    void givenCommunityThatIsBusy_whenVerified_thenItIsStillClean() {
        try (Laurel laurel = Town.in(folder).start()) {
            Community town = laurel.community("town");
            for (int i = 0; i < 30; i++) {
                var recorded = town.record(Town.SOURCE, Numbered.activities(100 + i * 20, 120 + i * 20));
                var report = town.verify();
                get(recorded);
                assertThat(get(report).problems()).isEmpty();
            }
            assertThat(Numbered.totals(town)).isNotEqualTo(Map.of());
        }
    }
}
