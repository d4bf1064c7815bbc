package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, in a process of its own. */
class StopTest {
    @TempDir
    Path folder;

    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void givenAnImportGoingOnWhenInterruptedThenItEndsAndTheNextStartGoesOn(String signal) throws Exception {
        start("--port=0");
        assumeThat(ignores(signal)).isFalse();
        await().atMost(Duration.ofMinutes(1)).until(() -> printed().contains("mport"));

        signal(signal);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed()).contains("Stopp").doesNotContain("Exception in thread \"main\"");
        assertThat(process.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
        Printed next = Printed.by("--once", "--store", store());
        assertThat(next.exit()).isZero();
        assertThat(next.out()).contains("Ledger verified").containsPattern("(?m)^ +1  user1837 ");
    }

    @Test
    void givenPagesServedWhenInterruptedThenItEndsAndThePortIsFree() throws Exception {
        start("--port=0");
        assumeThat(ignores("INT")).isFalse();
        await().atMost(Duration.ofMinutes(2)).until(() -> printed().contains("Ctrl-C stops it"));
        assertThat(askedAsPrinted()).contains("\"name\":\"Milo Oakenshaw\"");

        signal("INT");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed())
                .containsPattern("Stopped( without|\\. Nothing is lost)")
                .doesNotContain("Exception in thread \"main\"");
    }

    /** What the HTTP API answers to whoever copies the line that is printed for operators. */
    private String askedAsPrinted() throws IOException, InterruptedException {
        Matcher line = Pattern.compile("curl -H \"Authorization: (Bearer [^\"]+)\" (http\\S+)")
                .matcher(printed());
        assertThat(line.find()).isTrue();
        HttpRequest request = HttpRequest.newBuilder(URI.create(line.group(2)))
                .header("Authorization", line.group(1))
                .build();
        String[] answer = {""};
        // The companies may still be on their way.
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            answer[0] = response.body();
            return response.statusCode() == 200;
        });
        return answer[0];
    }

    private void start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--lang=en",
                "--store",
                store()));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile())
                .start();
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** A shell that starts a job in the background without job control has it ignore Ctrl-C, and so do its children. */
    private boolean ignores(String signal) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!signal.equals("INT") || !Files.exists(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(mask, 16) >> 1 & 1) == 1;
    }

    private String store() {
        return folder.resolve("store").toString();
    }

    private String printed() throws IOException {
        return Files.readString(folder.resolve("printed"));
    }
}
