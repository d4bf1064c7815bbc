package dev.laurel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files are brought forward, shown with versions that never existed. */
class SchemaTest {

    private static final Migration ONE =
            new Migration(1, List.of("CREATE TABLE a (x)", "INSERT INTO a VALUES ('from one')"));
    private static final Migration TWO = new Migration(
            2, List.of("ALTER TABLE a RENAME TO b", "UPDATE b SET x = x || ', from two'", "CREATE TABLE c (y)"));
    private static final Migration BROKEN =
            new Migration(2, List.of("ALTER TABLE a RENAME TO b", "INSERT INTO nowhere VALUES (1)"));

    @TempDir
    Path folder;

    private void migrate(Migration... migrations) throws SQLException {
        Path file = folder.resolve("community.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            new Schema(List.of(migrations)).migrate(connection, file);
        }
    }

    private String ask(String sql) throws SQLException {
        return Stores.ask(folder.resolve("community.db"), sql);
    }

    @Test
    void givenEmptyFile_whenMigrated_thenEveryStepIsTakenInOrder() throws SQLException {
        migrate(ONE, TWO);
        assertThat(ask("SELECT x FROM b")).isEqualTo("from one, from two");
        assertThat(ask("PRAGMA user_version")).isEqualTo("2");
        assertThat(ask("PRAGMA application_id")).isEqualTo(Integer.toString(Schema.APPLICATION_ID));
    }

    @Test
    void givenOlderFile_whenMigrated_thenOnlyTheMissingStepsAreTakenAndContentStays() throws SQLException {
        migrate(ONE);
        Stores.sql(folder.resolve("community.db"), "UPDATE a SET x = 'used'");

        migrate(ONE, TWO);
        migrate(ONE, TWO);

        assertThat(ask("SELECT x FROM b")).isEqualTo("used, from two");
        assertThat(ask("PRAGMA user_version")).isEqualTo("2");
    }

    @Test
    void givenStepThatFails_whenMigrated_thenTheFileIsAsItWas() throws SQLException {
        migrate(ONE);

        assertThatThrownBy(() -> migrate(ONE, BROKEN)).isInstanceOf(SQLException.class);

        assertThat(ask("SELECT x FROM a")).isEqualTo("from one");
        assertThat(ask("PRAGMA user_version")).isEqualTo("1");
        migrate(ONE, TWO);
        assertThat(ask("SELECT x FROM b")).isEqualTo("from one, from two");
    }

    @Test
    void givenSeveralStepsOfWhichOneFails_whenAnEmptyFileIsMigrated_thenItStaysEmpty() throws SQLException {
        assertThatThrownBy(() -> migrate(ONE, BROKEN)).isInstanceOf(SQLException.class);
        assertThat(ask("SELECT count(*) FROM sqlite_schema")).isEqualTo("0");
        assertThat(ask("PRAGMA application_id")).isEqualTo("0");
    }

    @Test
    void givenNewerFile_whenMigrated_thenItIsRefusedNamingBothVersions() throws SQLException {
        migrate(ONE, TWO);
        assertThatThrownBy(() -> migrate(ONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has schema version 2, this Laurel knows up to 1")
                .hasMessageContaining("restore a backup");
        assertThat(ask("PRAGMA user_version")).isEqualTo("2");
    }

    @Test
    void givenStepsOutOfOrder_whenDeclared_thenTheyAreRefused() {
        assertThatThrownBy(() -> new Schema(List.of(TWO, ONE))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schema(List.of(ONE, ONE))).isInstanceOf(IllegalArgumentException.class);
    }
}
