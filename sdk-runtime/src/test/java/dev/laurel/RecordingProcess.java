package dev.laurel;

import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A process of its own that records {@link Numbered} activities through the embedding API, and says each number once it
 * has been acknowledged. This class is both its main and the test's end of it.
 */
final class RecordingProcess implements AutoCloseable {
    private static final int AT_ONCE = 64;

    private final Process process;
    private final BufferedReader output;
    private final Path errors;
    private final List<Integer> acknowledged = new ArrayList<>();

    private RecordingProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Opens, records from a number on until a byte of input comes or nobody listens any more, and closes. */
    public static void main(String[] arguments) throws IOException {
        say("opening");
        Semaphore room = new Semaphore(AT_ONCE);
        List<CompletableFuture<Recorded>> told = new ArrayList<>();
        try (Laurel laurel = Town.in(Path.of(arguments[0]))
                .whenBusy(WhenBusy.WAIT)
                .waitUpTo(Duration.ofMinutes(1))
                .start()) {
            Community town = laurel.community("town");
            say("open");
            for (int next = Integer.parseInt(arguments[1]);
                    System.in.available() == 0 && !System.out.checkError();
                    next++) {
                int number = next;
                room.acquireUninterruptibly();
                told.add(town.record(Town.SOURCE, Numbered.activity(number)).whenComplete((recorded, failure) -> {
                    room.release();
                    say(failure != null || !recorded.isKept() ? "failed " + number + " " + failure : "" + number);
                }));
            }
        } catch (LaurelException e) {
            say("failed " + e.getMessage());
        }
        // The last answers are given after closing.
        CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null)
                .join();
    }

    @SuppressWarnings("SystemOut") // This is how it talks to the test.
    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
        }
    }

    /** Starts one; its scratch files go to a folder of the test, because who is killed cannot clean up. */
    static RecordingProcess start(Path folder, int from, Path scratch) throws IOException {
        Path errors = Files.createTempFile(scratch, "process", ".err");
        List<String> command = List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dorg.sqlite.tmpdir=" + scratch,
                "-classpath",
                System.getProperty("java.class.path"),
                RecordingProcess.class.getName(),
                folder.toString(),
                Integer.toString(from));
        return new RecordingProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    RecordingProcess awaitLine(String expected) throws IOException {
        String line = output.readLine();
        if (!expected.equals(line)) {
            throw new IllegalStateException("said " + line + "; errors: " + Files.readString(errors));
        }
        return this;
    }

    /** Waits until so many more have been acknowledged. */
    void awaitAcknowledged(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String line = output.readLine();
            if (line == null || !line.matches("[0-9]+")) {
                throw new IllegalStateException("said " + line + "; errors: " + Files.readString(errors));
            }
            acknowledged.add(Integer.parseInt(line));
        }
    }

    int last() {
        return acknowledged.stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    /** Asks it to stop. */
    void stop() throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write('\n');
        }
    }

    /** Ends it as the operating system does, without a chance to tidy up. */
    void kill() throws IOException, InterruptedException {
        // Not the process's own method, which also closes the stream with what it has said so far.
        process.toHandle().destroyForcibly();
        end();
    }

    /** Waits until it ends, and returns what it said besides numbers. */
    List<String> end() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.matches("[0-9]+")) {
                acknowledged.add(Integer.parseInt(line));
            } else {
                words.add(line);
            }
        }
        process.waitFor();
        return words;
    }

    /** {@return every number that was acknowledged, in the order of saying} */
    List<Integer> acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
