package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.testkit.FakeLogger;
import java.io.IOException;
import java.nio.file.Path;

/** The real community that the sample host brings along. */
final class BundledDump {
    static final Path DIRECTORY = Path.of("..", "..", "sample-host", "data", "stackexchange-quantum");

    private BundledDump() {}

    static SmallDump.Content read(int limit) throws IOException, PermanentFailureException {
        try (DumpConnector connector = new DumpConnector(DIRECTORY, new FakeLogger())) {
            return SmallDump.read(connector, Cursor.start(), limit);
        }
    }
}
