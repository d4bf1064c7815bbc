package dev.laurel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that earlier versions wrote can be read for good. A release that brings a new schema version writes its own file
 * once with {@link #main}, adds it to {@link #FILES}, and never touches the older ones again.
 */
class FixtureTest {

    private static final String[] FILES = {"store-v1.db", "store-v2.db"};
    private static final int COMMITS = 9;

    @TempDir
    Path folder;

    /** Writes the file of the present version. */
    public static void main(String[] arguments) {
        try (SqliteStore store = Stores.write(Path.of(arguments[0]))) {
            NumberedCommits.commitUpTo(store, COMMITS);
        }
    }

    @Test
    void givenFileOfEachVersion_whenOpened_thenItIsBroughtForwardAndAllIsThere() throws IOException, SQLException {
        assertThat(FILES).hasSize(Schema.LAUREL.version());
        for (int i = 0; i < FILES.length; i++) {
            Path file = folder.resolve(FILES[i]);
            try (InputStream resource = FixtureTest.class.getResourceAsStream("/" + FILES[i])) {
                Files.copy(resource, file);
            }
            assertThat(Stores.ask(file, "PRAGMA user_version")).isEqualTo(Integer.toString(i + 1));

            try (SqliteStore store = Stores.write(file)) {
                NumberedCommits.requireExactly(store, COMMITS);
                assertThat(store.epoch()).isEqualTo(2);
                NumberedCommits.commitUpTo(store, COMMITS + 20);
                NumberedCommits.requireExactly(store, COMMITS + 20);
            }
            assertThat(Stores.ask(file, "PRAGMA user_version")).isEqualTo(Integer.toString(Schema.LAUREL.version()));
        }
    }
}
