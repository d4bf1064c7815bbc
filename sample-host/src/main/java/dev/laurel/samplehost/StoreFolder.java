package dev.laurel.samplehost;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which the demo keeps its store, claimed for one process. A marker file in it says that the folder is the
 * demo's own, so that {@code --fresh} never deletes anything else, and of which data it is the import.
 */
final class StoreFolder implements AutoCloseable {
    private static final String MARKER = "demo.lock";
    private static final int LONGEST_ORIGIN = 8192;

    private final Path path;
    private final FileChannel marker;
    private final boolean resumed;

    private StoreFolder(Path path, FileChannel marker, boolean resumed) {
        this.path = path;
        this.marker = marker;
        this.resumed = resumed;
    }

    /**
     * Claims a folder, and makes it if there is none.
     *
     * @param folder the folder
     * @param origin of which data it is to hold the import
     * @param fresh whether to forget what it holds
     * @throws RefusedException if it cannot be written to, holds something else, or is in use
     */
    static StoreFolder claim(Path folder, String origin, boolean fresh) throws RefusedException {
        Path path = folder.toAbsolutePath().normalize();
        FileChannel marker = open(path);
        try {
            if (!lock(marker)) {
                throw new RefusedException("refuse.store.busy", path);
            }
            if (fresh) {
                empty(path);
                marker.truncate(0);
            }
            String noted = read(marker);
            if (!noted.isEmpty() && !noted.equals(origin)) {
                throw new RefusedException("refuse.store.other", path, noted);
            }
            if (noted.isEmpty()) {
                marker.write(ByteBuffer.wrap(origin.getBytes(StandardCharsets.UTF_8)), 0);
            }
            return new StoreFolder(path, marker, !noted.isEmpty());
        } catch (IOException e) {
            throw closing(
                    marker, RefusedException.because(e, "refuse.store.broken", path, String.valueOf(e.getMessage())));
        } catch (RefusedException e) {
            throw closing(marker, e);
        }
    }

    private static FileChannel open(Path path) throws RefusedException {
        try {
            Files.createDirectories(path);
            Path marker = path.resolve(MARKER);
            if (!Files.exists(marker) && !isEmpty(path)) {
                throw new RefusedException("refuse.store.foreign", path);
            }
            return FileChannel.open(
                    marker, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw RefusedException.because(e, "refuse.store.file", path);
        } catch (IOException e) {
            throw RefusedException.because(e, "refuse.store.read-only", path);
        }
    }

    /** {@return the folder} */
    Path path() {
        return path;
    }

    /** {@return whether an import into this folder was begun before} */
    boolean isResumed() {
        return resumed;
    }

    /** Lets the folder go. */
    @Override
    public void close() throws IOException {
        marker.close();
    }

    private static boolean lock(FileChannel marker) throws IOException {
        try {
            FileLock lock = marker.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Another demo in this very process, which for the user is the same.
            return false;
        }
    }

    private static String read(FileChannel marker) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_ORIGIN);
        marker.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    private static void empty(Path folder) throws IOException {
        List<Path> content;
        try (Stream<Path> listed = Files.list(folder)) {
            content = listed.filter(each -> !each.endsWith(MARKER)).toList();
        }
        for (Path each : content) {
            Files.walkFileTree(each, new Deletion());
        }
    }

    private static RefusedException closing(FileChannel marker, RefusedException refused) {
        try {
            marker.close();
        } catch (IOException e) {
            refused.addSuppressed(e);
        }
        return refused;
    }

    /** Deletes a tree. Links are deleted, not followed. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
