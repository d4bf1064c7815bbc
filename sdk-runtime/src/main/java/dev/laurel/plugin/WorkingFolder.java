package dev.laurel.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a depot keeps its private copies: a folder of its own among the temporary files, made when it is first needed and
 * kept from others. Used by one thread at a time.
 */
final class WorkingFolder {
    private static final System.Logger LOG = System.getLogger(PluginDepot.class.getName());
    private static final String PREFIX = "laurel-plugins-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-.+");
    private static final String LOCK = ".lock";

    private final Path root;
    private @Nullable Path folder;
    private @Nullable FileChannel lock;
    private int copies;

    /**
     * A working folder, not made yet.
     *
     * @param root the folder for temporary files
     */
    WorkingFolder(Path root) {
        this.root = root;
    }

    /** {@return a new empty folder in it} */
    Path room() throws IOException {
        Path made = folder;
        if (made == null || !Files.isDirectory(made)) {
            // Whoever tidies up temporary files may have taken it away.
            release();
            made = make();
        }
        return Files.createDirectory(made.resolve(String.valueOf(++copies)));
    }

    private Path make() throws IOException {
        String prefix = PREFIX + ProcessHandle.current().pid() + "-";
        boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] rights = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Path made = Files.createTempDirectory(root, prefix, rights);
        try {
            lock(made);
        } catch (IOException e) {
            delete(made);
            throw e;
        }
        folder = made;
        return made;
    }

    private void lock(Path made) throws IOException {
        // A process id says nothing across containers that share a folder. A lock does.
        FileChannel channel =
                FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock = channel;
        if (channel.tryLock() == null) {
            throw new IOException(made.resolve(LOCK) + " is locked by another process");
        }
    }

    /** Deletes it with everything in it. */
    void delete() {
        release();
        if (folder != null) {
            delete(folder);
            folder = null;
        }
    }

    private void release() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "a lock in {0} could not be let go of: {1}", folder, Reason.of(e));
            }
            lock = null;
        }
    }

    /**
     * Deletes a file or a folder with everything in it; links are deleted and not followed. What cannot be deleted stays,
     * is logged, and goes when another depot is opened after this process has ended.
     */
    static void delete(Path place) {
        if (Files.notExists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(place)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} could not be deleted: {1}", place, Reason.of(e));
        }
    }

    /** Deletes what processes that no longer live have left. */
    static void sweep(Path root) {
        for (Path each : named(root)) {
            if (isLeftOver(each)) {
                delete(each);
            }
        }
    }

    private static List<Path> named(Path root) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root, PREFIX + "*")) {
            return Stream.iterate(found.iterator(), i -> i.hasNext(), i -> i)
                    .map(i -> i.next())
                    .toList();
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} could not be swept: {1}", root, Reason.of(e));
            return List.of();
        }
    }

    private static boolean isLeftOver(Path place) {
        Matcher name = NAME.matcher(place.getFileName().toString());
        return name.matches()
                && Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                // Before the lock is tried: to open and close the file of a lock of one's own lets go of it.
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                && isUnlocked(place.resolve(LOCK));
    }

    private static boolean isUnlocked(Path lock) {
        if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            Optional<FileLock> taken = Optional.ofNullable(channel.tryLock());
            return taken.isPresent();
        } catch (IOException | OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} belongs to somebody else: {1}", lock, Reason.of(e));
            return false;
        }
    }
}
