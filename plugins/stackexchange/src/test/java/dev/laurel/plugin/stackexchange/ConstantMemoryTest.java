package dev.laurel.plugin.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.Plugin;
import dev.laurel.testkit.FakeLogger;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstantMemoryTest {
    private static final int ROWS = Boolean.getBoolean("laurel.proof") ? 5_000_000 : 500_000;
    private static final int LONG_ROW = 100_000_000;

    @TempDir
    Path directory;

    @Test
    void givenADumpManyTimesTheHeap_whenReadAndResumedInAJvmOf24Megabytes_thenNothingIsMissing() throws Exception {
        LargeDump.write(directory, ROWS, LONG_ROW);
        Path output = directory.resolve("output");
        String classPath = Stream.of(LargeDump.class, DumpConnector.class, Plugin.class, FakeLogger.class)
                .map(ConstantMemoryTest::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        // The collector whose need for room does not depend on the machine.
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        classPath,
                        LargeDump.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(20, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(Files.readString(output, StandardCharsets.UTF_8).strip())
                .isEqualTo((ROWS + ROWS / 10 * 2) + " activities, 1 rejects");
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
