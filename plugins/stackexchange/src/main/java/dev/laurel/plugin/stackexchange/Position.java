package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.activity.Cursor;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a dump has been read: of each file the number of rows, and a checksum of them. The checksum is there to notice
 * that what was read is not what stands there now: the folder may hold another dump, or somebody mended a row that had
 * been rejected, which changes neither the number of rows nor, necessarily, the size of the file.
 *
 * @param marks for every file
 */
record Position(Map<DumpFile, Mark> marks) {
    private static final Pattern FORMAT = Pattern.compile(
            "2 users=(?<users>\\S+) posts=(?<posts>\\S+) comments=(?<comments>\\S+) votes=(?<votes>\\S+)");
    private static final Pattern MARK = Pattern.compile("([0-9]{1,18}):([0-9a-f]{8})");
    /** What was written before there were checksums. It cannot tell whether the files have changed. */
    private static final Pattern WITHOUT_CHECKSUMS = Pattern.compile(
            "1 users=MARK posts=MARK comments=MARK votes=MARK".replace("MARK", "[0-9]{1,18}:(-?[0-9]{1,19}|none)"));

    /**
     * How far one file has been read.
     *
     * @param rows how many rows, with those that were rejected
     * @param checksum of these rows, 32 bits
     */
    record Mark(long rows, int checksum) {
        static final Mark START = new Mark(0, 0);
    }

    Position {
        Map<DumpFile, Mark> all = new EnumMap<>(DumpFile.class);
        for (DumpFile file : DumpFile.values()) {
            all.put(file, marks.getOrDefault(file, Mark.START));
        }
        marks = Map.copyOf(all);
    }

    static Position of(Cursor cursor) throws PermanentFailureException {
        if (cursor.isStart() || WITHOUT_CHECKSUMS.matcher(cursor.text()).matches()) {
            // Read again, what is already known counts once; read on, a row that was mended since would be missed.
            return new Position(Map.of());
        }
        Map<DumpFile, Mark> marks = new EnumMap<>(DumpFile.class);
        Matcher whole = FORMAT.matcher(cursor.text());
        boolean known = whole.matches();
        for (DumpFile file : DumpFile.values()) {
            Matcher mark = MARK.matcher(known ? whole.group(file.root()) : "");
            known = mark.matches();
            if (known) {
                marks.put(file, new Mark(Long.parseLong(mark.group(1)), Integer.parseUnsignedInt(mark.group(2), 16)));
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
        StringBuilder text = new StringBuilder("2");
        for (DumpFile file : DumpFile.values()) {
            Mark mark = of(file);
            text.append(' ')
                    .append(file.root())
                    .append('=')
                    .append(mark.rows())
                    .append(':')
                    .append(HexFormat.of().toHexDigits(mark.checksum()));
        }
        return Cursor.of(text.toString());
    }
}
