package dev.laurel.samplehost.breaking;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Subject} as the process that started it sees it. It ends at the latest with that process. */
final class Child {
    private static final long ANSWERS_WITHIN = TimeUnit.SECONDS.toNanos(120);
    private static final long LOOK_MILLIS = 5;
    private static final int NEEDS_PERMISSION = 24;

    private final Process process;
    private final Path said;
    private int linesRead;
    private URI address = URI.create("http://127.0.0.1/");
    private String token = "";

    private Child(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /**
     * Starts one, without waiting for it.
     *
     * @param before what to start it with; empty for nothing
     * @param scratch a folder for what it leaves behind and what it says
     * @param arguments see {@link Subject#main}
     */
    static Child start(List<String> before, Path scratch, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        if (Runtime.version().feature() >= NEEDS_PERMISSION) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "-Dsun.stdout.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dorg.sqlite.tmpdir=" + scratch,
                "-classpath",
                System.getProperty("java.class.path"),
                Subject.class.getName()));
        command.addAll(arguments);
        Path said = Files.createTempFile(scratch, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(Files.createTempFile(scratch, "log", ".txt").toFile())
                .start();
        return new Child(process, said);
    }

    /** Waits until it serves. */
    Child awaitReady() throws BrokenException, InterruptedException {
        List<String> fields = line();
        if (!fields.get(0).equals(Subject.READY)) {
            throw new BrokenException("break.odd.start", String.join(" ", fields));
        }
        address = URI.create(fields.get(1));
        token = fields.get(2);
        return this;
    }

    /** {@return where it serves} */
    URI address() {
        return address;
    }

    /** {@return with which it lets everything be asked} */
    String token() {
        return token;
    }

    long pid() {
        return process.pid();
    }

    /**
     * Asks it something.
     *
     * @return the fields of its answer
     * @throws BrokenException if there is none
     */
    List<String> ask(String question) throws BrokenException, InterruptedException {
        try {
            process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new BrokenException("break.odd.gone", question);
        }
        return line();
    }

    /** What it says goes to a file, so that no thread has to wait for it with no end. */
    private List<String> line() throws BrokenException, InterruptedException {
        long until = System.nanoTime() + ANSWERS_WITHIN;
        while (System.nanoTime() < until) {
            boolean ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            String all = said();
            int end = all.lastIndexOf('\n');
            List<String> lines = all.substring(0, Math.max(0, end)).lines().toList();
            if (lines.size() > linesRead) {
                return List.of(lines.get(linesRead++).split(Subject.FIELDS, -1));
            }
            if (ended) {
                throw new BrokenException("break.odd.ended", process.exitValue());
            }
        }
        throw new BrokenException("break.odd.silent", TimeUnit.NANOSECONDS.toSeconds(ANSWERS_WITHIN));
    }

    private String said() throws BrokenException {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new BrokenException("break.odd.file", said);
        }
    }

    /** Leaves it alone, as if the process that started it were gone. */
    void abandon() throws IOException {
        process.getOutputStream().close();
    }

    /** Ends it as the operating system does, without a chance to tidy up, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() throws BrokenException, InterruptedException {
        if (!process.waitFor(ANSWERS_WITHIN, TimeUnit.NANOSECONDS)) {
            throw new BrokenException("break.odd.silent", TimeUnit.NANOSECONDS.toSeconds(ANSWERS_WITHIN));
        }
    }
}
