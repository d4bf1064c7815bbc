package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.activity.Cursor;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a dump has been read: of each file the number of rows, and the id of the last of them. The id is there to
 * notice that a folder now holds another dump, in which the same number of rows ends elsewhere.
 *
 * @param marks for every file
 */
record Position(Map<DumpFile, Mark> marks) {
    private static final Pattern FORMAT = Pattern.compile(
            "1 users=(?<users>\\S+) posts=(?<posts>\\S+) comments=(?<comments>\\S+) votes=(?<votes>\\S+)");
    private static final Pattern MARK = Pattern.compile("([0-9]{1,18}):(-?[0-9]{1,19}|none)");

    /**
     * How far one file has been read.
     *
     * @param rows how many rows, with those that were rejected
     * @param lastId the id of the last one, or {@link #NO_ID}
     */
    record Mark(long rows, String lastId) {
        /** Stands for the id of a row that has none that can be read. */
        static final String NO_ID = "none";

        static final Mark START = new Mark(0, NO_ID);
    }

    Position {
        marks = Map.copyOf(marks);
    }

    static Position of(Cursor cursor) throws PermanentFailureException {
        Map<DumpFile, Mark> marks = new EnumMap<>(DumpFile.class);
        Matcher whole = FORMAT.matcher(cursor.text());
        boolean known = cursor.isStart() || whole.matches();
        for (DumpFile file : DumpFile.values()) {
            marks.put(file, Mark.START);
            if (known && !cursor.isStart()) {
                Matcher mark = MARK.matcher(whole.group(file.root()));
                known = mark.matches();
                if (known) {
                    marks.put(file, new Mark(Long.parseLong(mark.group(1)), mark.group(2)));
                }
            }
        }
        if (!known) {
            throw new PermanentFailureException("the cursor of this instance was not written by this version of the"
                    + " connector dump. Use the version that wrote it, or forget the cursor: the dump is then read from"
                    + " its start, and what is already known counts once");
        }
        return new Position(marks);
    }

    Mark of(DumpFile file) {
        return marks.getOrDefault(file, Mark.START);
    }

    Cursor cursor() {
        StringBuilder text = new StringBuilder("1");
        for (DumpFile file : DumpFile.values()) {
            Mark mark = of(file);
            text.append(' ')
                    .append(file.root())
                    .append('=')
                    .append(mark.rows())
                    .append(':')
                    .append(mark.lastId());
        }
        return Cursor.of(text.toString());
    }
}
