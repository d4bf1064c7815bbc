package dev.laurel.store;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that commits {@link NumberedCommits} as fast as it can, and says each number once the commit has
 * returned. This class is both its main and the test's end of it.
 */
final class CommittingProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Path errors;
    private final List<Long> acknowledged = new ArrayList<>();

    private CommittingProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Opens, commits until told to stop by a byte of input or until nobody listens any more, and closes.
     *
     * @param arguments the file, the name to sign with, and what to do if another has it open
     */
    public static void main(String[] arguments) throws IOException {
        warmUp();
        say("opening");
        try (SqliteStore store = SqliteStore.open(
                Path.of(arguments[0]), Access.valueOf(arguments[2]), Duration.ofMinutes(2), InstantSource.system())) {
            say("open " + store.lastSegment());
            for (long number = store.lastSegment() + 1;
                    System.in.available() == 0 && !System.out.checkError();
                    number++) {
                store.commit(NumberedCommits.commit(number, arguments[1]));
                say(Long.toString(number));
            }
        } catch (StoreException e) {
            say("failed " + e.getMessage());
        }
    }

    /** Loads all that an opening needs, so that what follows "opening" is the opening and not the loading of classes. */
    private static void warmUp() throws IOException {
        Path scratch = Files.createTempDirectory(Path.of(System.getProperty("org.sqlite.tmpdir")), "warm");
        try (SqliteStore store = Stores.write(scratch.resolve("community.db"))) {
            NumberedCommits.commitUpTo(store, 1);
        }
    }

    @SuppressWarnings("SystemOut") // This is how it talks to the test.
    private static void say(String line) {
        System.out.println(line);
    }

    /**
     * Starts one that waits until the store is free. Its scratch files go to a folder of the test, because who is
     * killed cannot clean up.
     */
    static CommittingProcess start(Path file, String name, Path scratch) throws IOException {
        return start(List.of(), List.of(file.toString(), name, Access.WAIT.name()), scratch);
    }

    /** Starts one that gives up at once if the store is not free. */
    static CommittingProcess startImpatient(Path file, String name, Path scratch) throws IOException {
        return start(List.of(), List.of(file.toString(), name, Access.FAIL.name()), scratch);
    }

    /** Starts one from a shell, which limits it first. */
    static CommittingProcess startLimited(String limits, Path file, String name, Path scratch) throws IOException {
        List<String> shell = List.of("/bin/sh", "-c", limits + "; exec \"$0\" \"$@\"");
        return start(shell, List.of(file.toString(), name, Access.WAIT.name()), scratch);
    }

    private static CommittingProcess start(List<String> shell, List<String> arguments, Path scratch)
            throws IOException {
        Path errors = Files.createTempFile(scratch, "process", ".err");
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.sqlite.tmpdir=" + scratch,
                "-classpath",
                System.getProperty("java.class.path"),
                CommittingProcess.class.getName()));
        command.addAll(arguments);
        return new CommittingProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** Waits until it is about to open the store. */
    CommittingProcess awaitOpening() throws IOException {
        require(output.readLine(), "opening");
        return this;
    }

    /** Waits until it has opened the store, and returns the number of the last segment that it found. */
    long awaitOpen() throws IOException {
        String line = output.readLine();
        require(line, "open ");
        return Long.parseLong(line.substring("open ".length()));
    }

    /** Waits until it could not open the store, and returns why. */
    String awaitRefusal() throws IOException {
        String line = output.readLine();
        require(line, "failed ");
        return line;
    }

    /** Waits for so many more commits, and returns the number of the last. */
    long awaitCommits(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String line = output.readLine();
            require(line, "");
            acknowledged.add(Long.parseLong(line));
        }
        return acknowledged.get(acknowledged.size() - 1);
    }

    private void require(String line, String start) throws IOException {
        if (line == null || !line.startsWith(start)) {
            throw new IllegalStateException("said " + line + "; errors: " + Files.readString(errors));
        }
    }

    /** Lets it close the store and end, which has to go well. */
    void stop() throws IOException, InterruptedException {
        try (OutputStream input = process.getOutputStream()) {
            input.write('\n');
        }
        String words = end();
        if (!words.isEmpty()) {
            throw new IllegalStateException("said " + words);
        }
    }

    /** Ends it as the operating system does, without a chance to tidy up. */
    void kill() throws IOException, InterruptedException {
        // Not the process's own method, which also closes the stream with what it has said so far.
        process.toHandle().destroyForcibly();
        end();
    }

    /** Waits until it ends by itself, and returns its last words. */
    String end() throws IOException, InterruptedException {
        String words = "";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.matches("[0-9]+")) {
                acknowledged.add(Long.parseLong(line));
            } else {
                words = line;
            }
        }
        process.waitFor();
        return words;
    }

    /** {@return every number that it said, in the order of saying} */
    List<Long> acknowledged() {
        return acknowledged;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
