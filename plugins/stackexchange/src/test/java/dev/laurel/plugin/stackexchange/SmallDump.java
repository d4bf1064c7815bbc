package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Reject;
import dev.laurel.testkit.FakeLogger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A dump made up for a test, and everything that a connector reads from it. */
final class SmallDump {
    private final Path directory;

    private SmallDump(Path directory) {
        this.directory = directory;
    }

    /** A dump without a row. */
    static SmallDump in(Path directory) throws IOException {
        SmallDump dump = new SmallDump(directory);
        for (DumpFile file : DumpFile.values()) {
            dump.rows(file);
        }
        return dump;
    }

    /** Three accounts, a question with two answers and comments, and votes of which some come before their post. */
    static SmallDump ofACommunity(Path directory) throws IOException {
        return in(directory)
                .rows(
                        DumpFile.USERS,
                        "<row Id='1' CreationDate='2018-03-12T09:00:00.000' DisplayName='Ann' />",
                        "<row Id='2' CreationDate='2018-03-12T09:30:00.000' DisplayName='Bob' />",
                        "<row Id='3' CreationDate='2018-03-13T08:00:00.000' />")
                .rows(
                        DumpFile.POSTS,
                        "<row Id='1' PostTypeId='1' CreationDate='2018-03-12T10:00:00.000' OwnerUserId='1' Tags='a' />",
                        "<row Id='2' PostTypeId='2' ParentId='1' CreationDate='2018-03-12T11:00:00.000' OwnerUserId='2' />",
                        "<row Id='4' PostTypeId='2' ParentId='1' CreationDate='2018-03-13T11:00:00.000' OwnerUserId='3' />")
                .rows(
                        DumpFile.COMMENTS,
                        "<row Id='1' PostId='1' CreationDate='2018-03-12T10:30:00.000' UserId='2' />",
                        "<row Id='2' PostId='2' CreationDate='2018-03-14T10:30:00.000' UserId='1' />")
                .rows(
                        DumpFile.VOTES,
                        "<row Id='1' PostId='1' VoteTypeId='2' CreationDate='2018-03-12T00:00:00.000' />",
                        "<row Id='2' PostId='2' VoteTypeId='2' CreationDate='2018-03-12T00:00:00.000' />",
                        "<row Id='5' PostId='4' VoteTypeId='3' CreationDate='2018-03-13T00:00:00.000' />",
                        "<row Id='6' PostId='2' VoteTypeId='1' CreationDate='2018-03-14T00:00:00.000' />",
                        "<row Id='7' PostId='99' VoteTypeId='2' CreationDate='2018-03-15T00:00:00.000' />");
    }

    SmallDump rows(DumpFile file, String... rows) throws IOException {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<" + file.root() + ">\n");
        for (String row : rows) {
            text.append("  ").append(row).append('\n');
        }
        return text(file, text.append("</").append(file.root()).append(">\n").toString());
    }

    SmallDump text(DumpFile file, String text) throws IOException {
        return bytes(file, text.getBytes(StandardCharsets.UTF_8));
    }

    SmallDump bytes(DumpFile file, byte[] bytes) throws IOException {
        Files.write(directory.resolve(file.fileName()), bytes);
        return this;
    }

    SmallDump without(DumpFile file) throws IOException {
        Files.delete(directory.resolve(file.fileName()));
        return this;
    }

    Path directory() {
        return directory;
    }

    DumpConnector connector() {
        return new DumpConnector(directory, new FakeLogger());
    }

    /** All there is, and what stands between: the pages. */
    record Content(List<Activity> activities, List<Reject> rejects, List<Page> pages) {
        /** {@return what can be compared: an activity has no equality of its own} */
        List<String> lines() {
            return activities.stream().map(SmallDump::line).toList();
        }

        List<String> ids() {
            return activities.stream().map(Activity::id).toList();
        }

        List<String> rejectLines() {
            return rejects.stream()
                    .map(reject -> reject.position() + " " + reject.code())
                    .toList();
        }
    }

    Content read(int limit) throws IOException, PermanentFailureException {
        try (DumpConnector connector = connector()) {
            return read(connector, Cursor.start(), limit);
        }
    }

    static Content read(DumpConnector connector, Cursor from, int limit) throws IOException, PermanentFailureException {
        Content content = new Content(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Cursor cursor = from;
        Page page;
        do {
            page = connector.pull(cursor, limit);
            content.activities().addAll(page.activities());
            content.rejects().addAll(page.rejects());
            content.pages().add(page);
            cursor = page.next();
        } while (page.more());
        return content;
    }

    static String line(Activity activity) {
        return String.join(
                " ",
                activity.at().toString(),
                activity.id(),
                activity.type(),
                Long.toString(activity.sequence()),
                activity.object().map(Object::toString).orElse("-"));
    }
}
