package com.example.guestbook;

import dev.laurel.spi.PullConnector;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.activity.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads a guest book from line to line. The cursor is the number of lines that were read. */
final class Entries implements PullConnector {
    private final Path file;

    Entries(Path file) {
        this.file = file;
    }

    @Override
    public Page pull(Cursor after, int limit) throws IOException {
        long read = after.isStart() ? 0 : Long.parseLong(after.text());
        List<String> lines;
        try (Stream<String> all = Files.lines(file)) {
            lines = all.skip(read).limit(limit).toList();
        }
        List<Activity> activities = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        for (String line : lines) {
            read++;
            String[] parts = line.split(";", -1);
            try {
                activities.add(Activity.of("thanks.given", parts[0]).at(Instant.parse(parts[1]))
                        .by(Role.AUTHOR, Actor.of(parts[2])).by(Role.THANKED, Actor.of(parts[3])).build());
            } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                rejects.add(Reject.of("line " + read, "BAD_LINE", "it is not number;time;from;to: mend the line"));
            }
        }
        return Page.of(activities, Cursor.of(Long.toString(read))).rejects(rejects).more(lines.size() == limit).build();
    }
}
