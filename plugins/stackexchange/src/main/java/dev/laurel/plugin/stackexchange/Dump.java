package dev.laurel.plugin.stackexchange;

import static java.lang.System.Logger.Level.WARNING;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Reject;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open files of a dump, merged by time: of the rows that are next in their files, the earliest goes first. */
final class Dump implements Closeable {
    private final Path directory;
    private final Map<DumpFile, Version> versions;
    private final Position from;
    private final List<Lane> lanes = new ArrayList<>();

    /** What tells whether a file has changed. */
    private record Version(long size, FileTime modified) {
        private static final Version MISSING = new Version(-1, FileTime.fromMillis(0));
    }

    private Dump(Path directory, Map<DumpFile, Version> versions, Position from) {
        this.directory = directory;
        this.versions = versions;
        this.from = from;
    }

    /**
     * Opens a dump and passes over what has been read of it.
     *
     * @throws PermanentFailureException if the folder does not hold a dump
     */
    static Dump open(Path directory, Position from, int longestRow, System.Logger logger)
            throws IOException, PermanentFailureException {
        // Before the files are opened: a change in between is then noticed at the end.
        Dump dump = new Dump(directory, versions(directory), from);
        try {
            for (DumpFile file : DumpFile.values()) {
                if (dump.holds(file)) {
                    dump.lanes.add(lane(directory.resolve(file.fileName()), file, from.of(file), longestRow, logger));
                }
            }
            return dump;
        } catch (IOException | PermanentFailureException | RuntimeException e) {
            dump.close();
            throw e;
        }
    }

    private boolean holds(DumpFile file) throws PermanentFailureException {
        if (!Version.MISSING.equals(versions.get(file))) {
            return true;
        }
        if (file.required()) {
            throw new PermanentFailureException("there is no file " + file.fileName() + " in " + directory
                    + ". A dump is Users.xml, Posts.xml and Votes.xml, and Comments.xml if there is one: unpack a site's"
                    + " archive there, or point the setting directory at the folder that holds them");
        }
        return false;
    }

    private static Lane lane(Path path, DumpFile file, Position.Mark mark, int longestRow, System.Logger logger)
            throws IOException, PermanentFailureException {
        Lane lane = open(path, file, longestRow, logger);
        if (!lane.passOver(mark)) {
            logger.log(
                    WARNING,
                    "{0} does not hold the {1} rows any more that were read of it: it is read from its start, and what is"
                            + " already known counts once",
                    path,
                    mark.rows());
            lane.close();
            lane = open(path, file, longestRow, logger);
        }
        lane.next();
        return lane;
    }

    private static Lane open(Path path, DumpFile file, int longestRow, System.Logger logger)
            throws IOException, PermanentFailureException {
        InputStream in;
        try {
            in = Files.newInputStream(path);
        } catch (AccessDeniedException e) {
            throw new PermanentFailureException(
                    path + " may not be read by this process: give it the right to read the file", e);
        }
        try {
            return new Lane(file, new RowSplitter(in, file.root(), longestRow), path, logger);
        } catch (NotADumpException e) {
            in.close();
            throw new PermanentFailureException(
                    path + " is not a file of a Stack Exchange dump: " + e.getMessage()
                            + ". Unpack the site's archive again, or point the setting directory at another folder",
                    e);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static Map<DumpFile, Version> versions(Path directory) throws IOException {
        Map<DumpFile, Version> versions = new EnumMap<>(DumpFile.class);
        for (DumpFile file : DumpFile.values()) {
            Path path = directory.resolve(file.fileName());
            versions.put(
                    file,
                    Files.isRegularFile(path)
                            ? new Version(Files.size(path), Files.getLastModifiedTime(path))
                            : Version.MISSING);
        }
        return versions;
    }

    /** Reads on. What is rejected counts towards the limit, or a file of nothing but bad rows would make one page. */
    Page page(int limit) throws IOException {
        List<Activity> activities = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        Lane lane = earliest();
        while (lane != null && activities.size() + rejects.size() < limit) {
            if (lane.reject().isPresent()) {
                rejects.add(lane.reject().get());
            } else {
                activities.add(lane.activity());
            }
            lane.consume();
            lane = earliest();
        }
        return Page.of(activities, position().cursor())
                .rejects(rejects)
                .more(lane != null)
                .build();
    }

    /** {@return the file whose next row is to be handed over; a bad row has no time and waits for nothing} */
    private @Nullable Lane earliest() {
        Lane earliest = null;
        for (Lane lane : lanes) {
            if (!lane.ended() && (earliest == null || lane.time().isBefore(earliest.time()))) {
                earliest = lane;
            }
        }
        return earliest;
    }

    /** {@return how far the dump has been handed over; of a file that is not there, what was read when it was} */
    Position position() {
        Map<DumpFile, Position.Mark> marks = new EnumMap<>(from.marks());
        for (Lane lane : lanes) {
            marks.put(lane.file(), lane.mark());
        }
        return new Position(marks);
    }

    boolean ended() {
        return lanes.stream().allMatch(Lane::ended);
    }

    /** {@return whether a file is not any more what it was when it was opened} */
    boolean changed() throws IOException {
        return !versions(directory).equals(versions);
    }

    @Override
    public void close() throws IOException {
        for (Lane lane : lanes) {
            lane.close();
        }
    }
}
