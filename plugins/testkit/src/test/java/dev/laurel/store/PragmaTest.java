package dev.laurel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings are read back, and each that is wrong is named. */
class PragmaTest {

    private static final Map<Pragma, String> WRONG = Map.ofEntries(
            Map.entry(Pragma.BUSY_TIMEOUT, "1"),
            Map.entry(Pragma.JOURNAL_MODE, "DELETE"),
            Map.entry(Pragma.SYNCHRONOUS, "NORMAL"),
            Map.entry(Pragma.SECURE_DELETE, "FAST"),
            Map.entry(Pragma.TEMP_STORE, "FILE"),
            Map.entry(Pragma.WAL_AUTOCHECKPOINT, "0"),
            Map.entry(Pragma.JOURNAL_SIZE_LIMIT, "-1"),
            Map.entry(Pragma.QUERY_ONLY, "OFF"),
            Map.entry(Pragma.APPLICATION_ID, "7"),
            Map.entry(Pragma.USER_VERSION, "0"));

    @TempDir
    Path folder;

    private SqliteFile file;

    @BeforeEach
    void makeCommunity() {
        file = SqliteFile.toWrite(folder.resolve("community.db"));
        Stores.write(file.path()).close();
    }

    @Test
    void givenEachSettingOfTheWriterWrong_whenChecked_thenItIsNamed() throws SQLException {
        for (Pragma pragma : Pragma.WRITING) {
            try (Connection connection = file.connectToWrite()) {
                Pragma.set(connection, Pragma.WRITING);
                Pragma.check(connection, Pragma.WRITING, file.path());
                SqliteFile.run(connection, List.of("PRAGMA " + pragma + " = " + WRONG.get(pragma)));
                assertNamed(connection, Pragma.WRITING, pragma);
                restore(connection);
            }
        }
    }

    @Test
    void givenEachSettingOfAReaderWrong_whenChecked_thenItIsNamed() throws SQLException {
        for (Pragma pragma : Pragma.READING) {
            try (Connection connection = file.connectToWrite()) {
                SqliteFile.run(connection, List.of("PRAGMA " + pragma + " = " + WRONG.get(pragma)));
                Pragma.set(
                        connection,
                        Pragma.READING.stream().filter(other -> other != pragma).toList());
                assertNamed(connection, Pragma.READING, pragma);
                SqliteFile.run(connection, List.of("PRAGMA query_only = OFF"));
                restore(connection);
            }
        }
    }

    private void assertNamed(Connection connection, List<Pragma> pragmas, Pragma wrong) {
        assertThatThrownBy(() -> Pragma.check(connection, pragmas, file.path()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The pragma " + wrong + " of " + file.path() + " is ");
    }

    private static void restore(Connection connection) throws SQLException {
        SqliteFile.run(
                connection,
                List.of(
                        "PRAGMA application_id = " + Schema.APPLICATION_ID,
                        "PRAGMA user_version = " + Schema.LAUREL.version()));
    }

    @Test
    void givenReader_whenItWrites_thenSqliteRefuses() throws SQLException {
        try (Connection connection = file.connectToRead()) {
            assertThatThrownBy(() -> SqliteFile.run(connection, List.of("DELETE FROM segment")))
                    .hasMessageContaining("READONLY");
        }
        assertThat(Stores.ask(file.path(), "PRAGMA journal_mode")).isEqualTo("wal");
    }
}
