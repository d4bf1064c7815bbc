package dev.laurel.samplehost.breaking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All processes of a trial and the folder they work in; none of it is left behind. Safe for use by several threads. */
final class Children implements AutoCloseable {
    private final Path folder;
    private final Path scratch;
    private final List<Child> started = new ArrayList<>();
    private boolean closed;
    private boolean kept;

    /** Makes the folder. */
    Children() throws IOException {
        folder = Files.createTempDirectory("laurel-trial");
        scratch = Files.createDirectory(folder.resolve("scratch"));
    }

    /** {@return a folder of the trial} */
    Path folder(String name) {
        return folder.resolve(name);
    }

    /** Leaves the folder where it is. */
    synchronized Path keep() {
        kept = true;
        return folder;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /**
     * Starts a process and waits until it serves.
     *
     * @param arguments see {@link Subject#main}
     */
    Child start(String... arguments) throws BrokenException, InterruptedException {
        return start(List.of(), arguments);
    }

    Child start(List<String> before, String... arguments) throws BrokenException, InterruptedException {
        Child child;
        synchronized (this) {
            if (closed) {
                throw new BrokenException("break.odd.closed");
            }
            try {
                child = Child.start(before, scratch, List.of(arguments));
            } catch (IOException e) {
                throw new BrokenException("break.odd.start", String.valueOf(e.getMessage()));
            }
            started.add(child);
        }
        return child.awaitReady();
    }

    /** Kills every process that is left, and deletes the folder unless it is kept. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Child child : started) {
            try {
                child.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        started.clear();
        if (!kept && Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the folder " + folder + " could not be deleted: delete it by hand", e);
            }
        }
    }
}
