package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.testkit.FakeLogger;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A dump too large for the heap it is read in. The main method reads one in a JVM of its own and prints the counts. */
final class LargeDump {
    private LargeDump() {}

    static void write(Path directory, int rows, int longRow) throws IOException {
        SmallDump.in(directory);
        write(directory.resolve("Users.xml"), "users", "CreationDate=\"2018-01-01T00:00:00.000\"", rows / 10);
        write(
                directory.resolve("Posts.xml"),
                "posts",
                "PostTypeId=\"1\" CreationDate=\"2018-01-02T00:00:00.000\" Body=\"" + "text ".repeat(100) + "\"",
                rows / 10);
        write(
                directory.resolve("Votes.xml"),
                "votes",
                "PostId=\"1\" VoteTypeId=\"2\" CreationDate=\"2018-01-03T00:00:00.000\"",
                rows);
        try (BufferedWriter comments = Files.newBufferedWriter(directory.resolve("Comments.xml"))) {
            comments.write("<comments>\n<row Id=\"1\" Text=\"");
            for (int i = 0; i < longRow; i++) {
                comments.write('x');
            }
            comments.write("\" />\n</comments>\n");
        }
    }

    private static void write(Path file, String root, String attributes, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("<" + root + ">\n");
            for (int id = 1; id <= rows; id++) {
                out.write("<row Id=\"");
                out.write(Integer.toString(id));
                out.write("\" " + attributes + " />\n");
            }
            out.write("</" + root + ">\n");
        }
    }

    public static void main(String[] arguments) throws Exception {
        long activities = 0;
        long rejects = 0;
        Path directory = Path.of(arguments[0]);
        try (DumpConnector connector = new DumpConnector(directory, new FakeLogger())) {
            Cursor cursor = Cursor.start();
            Page page;
            do {
                page = connector.pull(cursor, 500);
                activities += page.activities().size();
                rejects += page.rejects().size();
                cursor = page.next();
            } while (page.more());
            try (DumpConnector resumed = new DumpConnector(directory, new FakeLogger())) {
                activities += resumed.pull(cursor, 500).activities().size();
            }
        }
        System.out.println(activities + " activities, " + rejects + " rejects");
    }
}
