package dev.laurel.plugin.stackexchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a file of a dump into its rows, without understanding them, in the memory of one row.
 *
 * <p>A row starts where something other than white space stands. It ends with the first {@code >} outside quotes, or
 * before the next {@code <}: inside a row of well-formed XML there is none, not even in a value. So a row that is broken
 * in whatever way, over however many lines, ends at the latest where the next one starts, and spoils no other.
 */
final class RowSplitter implements Closeable {
    /** Far above any real row: a post ends at 30,000 characters, six bytes each where all are escaped. */
    static final int LONGEST_ROW = 4 << 20;

    private static final int BUFFER = 1 << 16;
    private static final int END = -1;
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']*)[\"']");

    private final InputStream in;
    private final String root;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private long line = 1;
    private long column = 1;

    private byte[] row = new byte[1024];
    private int length;
    private boolean tooLong;
    private long rowLine;
    private long rowColumn;
    private boolean closed;

    /**
     * Reads up to the first row.
     *
     * @param in the file; closed with this
     * @param root the name of the element that holds the rows
     * @param longest how many bytes of a row are kept
     * @throws NotADumpException if the file does not begin with that element
     */
    RowSplitter(InputStream in, String root, int longest) throws IOException, NotADumpException {
        this.in = in;
        this.root = root;
        this.longest = longest;
        passOverByteOrderMark();
        while (true) {
            if (!cut()) {
                throw new NotADumpException("it is empty, or ends before <" + root + ">");
            }
            String start = new String(row, 0, Math.min(length, 200), StandardCharsets.ISO_8859_1);
            if (start.startsWith("<" + root) && start.endsWith(">") && !isName(start.charAt(root.length() + 1))) {
                closed = start.endsWith("/>");
                return;
            }
            if (start.startsWith("<?xml")) {
                checkEncoding(start);
            } else if (!start.startsWith("<!--")) {
                throw new NotADumpException("it does not begin with <" + root + ">");
            }
        }
    }

    private static boolean isName(char c) {
        return c != '>' && c != '/' && c > ' ';
    }

    private void passOverByteOrderMark() throws IOException {
        if (peek() == 0xEF) {
            at++;
            for (int expected : new int[] {0xBB, 0xBF}) {
                if (peek() == expected) {
                    at++;
                }
            }
        }
    }

    private static void checkEncoding(String declaration) throws NotADumpException {
        Matcher encoding = ENCODING.matcher(declaration);
        if (encoding.find()
                && !encoding.group(1).equalsIgnoreCase("utf-8")
                && !encoding.group(1).equalsIgnoreCase("us-ascii")) {
            throw new NotADumpException("it says that it is not in UTF-8");
        }
    }

    /**
     * Goes to the next row; the bytes of the last one are gone then.
     *
     * @return whether there is one
     */
    boolean next() throws IOException {
        if (!cut()) {
            return false;
        }
        if (!closed && isEnd()) {
            closed = true;
            // What stands behind the end is wrong, and is said to be.
            return cut();
        }
        return true;
    }

    private boolean isEnd() {
        return startsWith("</" + root + ">");
    }

    /** {@return whether what was cut out begins as a row does} */
    boolean isRow() {
        return startsWith("<row");
    }

    private boolean startsWith(String text) {
        return new String(row, 0, Math.min(length, text.length()), StandardCharsets.ISO_8859_1).equals(text);
    }

    /** {@return whether the end of the element that holds the rows was seen} */
    boolean closed() {
        return closed;
    }

    /** {@return the row as it stands in the file; only the first {@link #length} bytes, and not for long} */
    byte[] bytes() {
        return row;
    }

    int length() {
        return length;
    }

    /** {@return whether the row goes on behind what was kept of it} */
    boolean tooLong() {
        return tooLong;
    }

    int longest() {
        return longest;
    }

    /** {@return in which line of the file the row starts, from 1} */
    long line() {
        return rowLine;
    }

    /** {@return at which character of that line the row starts, from 1} */
    long column() {
        return rowColumn;
    }

    private boolean cut() throws IOException {
        passOverWhiteSpace();
        length = 0;
        tooLong = false;
        rowLine = line;
        rowColumn = column;
        int quote = 0;
        int next = peek();
        boolean tag = next == '<';
        while (next != END && !(next == '<' && length > 0)) {
            keep(next);
            step(next);
            if (tag && quote == 0 && next == '>') {
                return true;
            }
            if (next == '"' || next == '\'') {
                quote = quote == 0 ? next : quote == next ? 0 : quote;
            }
            next = peek();
        }
        return length > 0;
    }

    private void passOverWhiteSpace() throws IOException {
        int next = peek();
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            step(next);
            next = peek();
        }
    }

    private int peek() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
            if (filled == 0) {
                return END;
            }
        }
        return buffer[at] & 0xFF;
    }

    private void step(int current) {
        at++;
        if (current == '\n') {
            line++;
            column = 1;
        } else if ((current & 0xC0) != 0x80) {
            column++;
        }
    }

    private void keep(int current) {
        if (length == longest) {
            tooLong = true;
            return;
        }
        if (length == row.length) {
            row = Arrays.copyOf(row, Math.min(longest, length * 2));
        }
        row[length++] = (byte) current;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
