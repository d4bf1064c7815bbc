package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --break} as a process of its own that is ended before it has finished. */
class BreakTest {
    @TempDir
    Path folder;

    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void givenATrialWhenAskedToEndThenItsProcessesAndItsFolderAreGone() throws Exception {
        List<ProcessHandle> children = start();

        process.toHandle().destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(printed()).contains("Stopped").doesNotContain("lost 0", "Exception in thread \"main\"");
        assertGone(children);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(each -> each.getFileName().toString().startsWith("laurel-trial")))
                    .isEmpty();
        }
    }

    @Test
    void givenATrialWhenItIsKilledThenItsProcessesEndToo() throws Exception {
        List<ProcessHandle> children = start();

        process.destroyForcibly().waitFor();

        assertGone(children);
    }

    private static void assertGone(List<ProcessHandle> children) {
        await().atMost(Duration.ofMinutes(2)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Starts one, and waits for the process that it puts on trial. */
    private List<ProcessHandle> start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder,
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--break",
                "--lang=en");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile())
                .start();
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> process.children().toList(), children -> !children.isEmpty());
    }

    private String printed() throws IOException {
        return Files.readString(folder.resolve("printed"));
    }
}
