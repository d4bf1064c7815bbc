package dev.laurel;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of one community that is open from the beginning to the end of each. */
abstract class OpenTown {

    @TempDir
    Path folder;

    final TownPlugin plugin = new TownPlugin();
    Laurel laurel;
    Community town;

    @BeforeEach
    void open() {
        laurel = Town.in(folder, plugin).start();
        town = laurel.community("town");
    }

    @AfterEach
    void close() {
        laurel.close();
    }
}
