package dev.laurel.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a community, held as a lock on a file beside it. The system takes the lock back when the process
 * ends, however it ends. The file stays behind: deleting it would let two processes lock two files of the same name.
 */
final class Ownership implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(50);
    private static final int LONGEST_HOLDER = 200;

    /** Far behind the text, because some systems let nobody read what is locked. */
    private static final long LOCKED_BYTE = 1L << 40;

    /**
     * Where the openings of this process are noted. It has to be looked at before the lock file is opened: closing a
     * second descriptor would drop the lock of the first. System properties, because a host may load Laurel twice, in
     * class loaders that share nothing else.
     */
    private static final String OPEN_HERE = "dev.laurel.store.open:";

    private final String key;
    private final String holder;
    private final FileChannel channel;

    private Ownership(String key, String holder, FileChannel channel) {
        this.key = key;
        this.holder = holder;
        this.channel = channel;
    }

    /**
     * Takes the right to write.
     *
     * @param file the community, as a real path
     * @param wait how long to try again; zero to try once
     * @param clock tells since when it is held
     * @param pause lets time pass between two tries
     * @throws BusyException if another still holds it when the wait is over
     * @throws StoreException if the lock file cannot be written
     */
    static Ownership take(Path file, Duration wait, InstantSource clock, Pause pause) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        String since = "since " + clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String holder = "process " + ProcessHandle.current().pid() + " " + since;
        Duration left = wait;
        while (true) {
            Attempt attempt = attempt(lock, holder);
            if (attempt.ownership() != null) {
                return attempt.ownership();
            }
            if (left.isZero() || left.isNegative()) {
                throw busy(file, attempt.holder(), wait);
            }
            Duration step = left.compareTo(STEP) < 0 ? left : STEP;
            try {
                pause.pause(step);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw busy(file, attempt.holder() + " (waiting for it was interrupted)", wait.minus(left));
            }
            left = left.minus(step);
        }
    }

    private static BusyException busy(Path file, String holder, Duration wait) {
        String waited = wait.isZero() ? "" : ", also after waiting " + wait;
        return new BusyException(
                "The community " + file + " is open in " + holder + waited
                        + ": stop that one, or open with WAIT and enough time to take over from it, or with FOLLOW to only read.");
    }

    /** One try: the ownership, or null and the words for who has it. */
    private record Attempt(@Nullable Ownership ownership, String holder) {}

    private static Attempt attempt(Path lock, String holder) {
        String key = OPEN_HERE + lock;
        Object here = System.getProperties().putIfAbsent(key, holder);
        if (here != null) {
            return new Attempt(null, "this " + here);
        }
        @Nullable FileChannel channel = null;
        boolean owned = false;
        try {
            channel = FileChannel.open(
                    lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            owned = tryLock(channel) != null;
            if (!owned) {
                return new Attempt(null, read(channel));
            }
            write(channel, holder);
            return new Attempt(new Ownership(key, holder, channel), holder);
        } catch (ClosedByInterruptException e) {
            owned = false;
            throw new StoreException(
                    "Opening " + lock + " was interrupted: somebody told this thread to stop; open it on another.", e);
        } catch (IOException e) {
            owned = false;
            throw new StoreException(
                    "Cannot lock " + lock + " (" + e + "): give this user the right to write there,"
                            + " or keep the community in another folder, on a local disk.",
                    e);
        } finally {
            if (!owned) {
                release(channel, key, holder);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            // Something else in this process locked it by hand: as busy as another process.
            return null;
        }
    }

    private static void write(FileChannel channel, String holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_HOLDER);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        return holder.isEmpty() ? "another process" : holder;
    }

    private static void release(@Nullable FileChannel channel, String key, String holder) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new StoreException("Cannot give back the lock of " + key.substring(OPEN_HERE.length()) + ".", e);
        } finally {
            System.getProperties().remove(key, holder);
        }
    }

    /** Lets others have it; nothing happens the second time. */
    @Override
    public void close() {
        if (channel.isOpen()) {
            release(channel, key, holder);
        }
    }
}
