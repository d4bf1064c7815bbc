package dev.laurel.plugin.stackexchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the attributes of one row, {@code <row Id="1" Name="a" />}, as XML defines them.
 *
 * <p>A parser of whole documents cannot go on after a mistake, and a fresh one for each row costs ten times as much as
 * this. Whatever could do harm does not exist here: no document type, no entity but the five of XML and those by number,
 * nothing that refers to another file. All of a row is checked, only the wanted values are kept.
 */
final class RowScanner {
    /** Real rows have up to about twenty. */
    private static final int MOST_ATTRIBUTES = 64;

    private static final String START = "<row";

    private final Set<String> wanted;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final StringBuilder value = new StringBuilder();

    private CharBuffer decoded = CharBuffer.allocate(1024);
    private char[] text = decoded.array();
    private int length;
    private int at;
    private long line;
    private long column;

    /**
     * Makes a scanner.
     *
     * @param wanted the names of the attributes to keep
     */
    RowScanner(Set<String> wanted) {
        this.wanted = wanted;
    }

    /**
     * Reads the row at which a splitter stands.
     *
     * @throws BadRowException if it is too long or not XML
     */
    Row scan(RowSplitter rows) throws BadRowException {
        return new Row(rows.line(), values(rows));
    }

    /** {@return the wanted attributes of the row at which a splitter stands} */
    Map<String, String> values(RowSplitter rows) throws BadRowException {
        line = rows.line();
        column = rows.column();
        if (rows.tooLong()) {
            throw BadRowException.tooLong(line, rows.longest());
        }
        decode(rows.bytes(), rows.length());
        return attributes();
    }

    private void decode(byte[] bytes, int count) throws BadRowException {
        if (decoded.capacity() < count) {
            decoded = CharBuffer.allocate(Math.max(count, 2 * decoded.capacity()));
            text = decoded.array();
        }
        decoded.clear();
        CoderResult result = decoder.reset().decode(ByteBuffer.wrap(bytes, 0, count), decoded, true);
        length = decoded.position();
        at = length;
        if (result.isError()) {
            throw malformed("the row is not in UTF-8 from here on");
        }
        at = 0;
    }

    private Map<String, String> attributes() throws BadRowException {
        for (int i = 0; i < START.length(); i++) {
            if (i >= length || text[i] != START.charAt(i)) {
                throw malformed("this is not a <row ... />");
            }
        }
        at = START.length();
        Map<String, String> values = new HashMap<>();
        Set<String> names = new HashSet<>();
        while (true) {
            boolean spaced = passOverWhiteSpace();
            if (is('/')) {
                end();
                return values;
            }
            if (!spaced || names.size() == MOST_ATTRIBUTES) {
                throw malformed(spaced ? "the row has more than " + MOST_ATTRIBUTES + " attributes" : notAnAttribute());
            }
            int start = at;
            String name = name();
            if (!names.add(name)) {
                at = start;
                throw malformed("the row has this attribute already");
            }
            passOverWhiteSpace();
            expect('=', "an attribute has no value");
            passOverWhiteSpace();
            value();
            if (wanted.contains(name)) {
                values.put(name, value.toString());
            }
        }
    }

    private String notAnAttribute() {
        return at >= length
                ? "the row ends before its />"
                : is('>') ? "the row ends with > instead of />" : "there is no attribute and no /> here";
    }

    private void end() throws BadRowException {
        at++;
        expect('>', "there is a / that ends nothing");
        if (at < length) {
            throw malformed("something stands behind the row");
        }
    }

    private String name() throws BadRowException {
        int start = at;
        while (at < length && isName(text[at], at == start)) {
            at++;
        }
        if (at == start) {
            throw malformed(notAnAttribute());
        }
        return new String(text, start, at - start);
    }

    /** The names of a dump are plain; XML would allow more. */
    private static boolean isName(char c, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (!first && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
    }

    private void value() throws BadRowException {
        if (!is('"') && !is('\'')) {
            throw malformed("a value does not start with a quote");
        }
        char quote = text[at];
        int start = at++;
        value.setLength(0);
        while (!is(quote)) {
            if (at >= length) {
                at = start;
                throw malformed("the quote that starts here is not closed before the next row");
            }
            char c = text[at];
            if (c == '&') {
                value.appendCodePoint(reference());
            } else if (c == '\r' && at + 1 < length && text[at + 1] == '\n') {
                at++; // A line end of two characters is one.
            } else if (c == '\n' || c == '\r' || c == '\t') {
                value.append(' ');
                at++;
            } else if (c < ' ' || c >= 0xFFFE) {
                throw malformed("there is a character here that XML does not allow");
            } else {
                value.append(c);
                at++;
            }
        }
        at++;
    }

    private int reference() throws BadRowException {
        int end = at + 1;
        while (end < length && end - at <= 16 && text[end] != ';') {
            end++;
        }
        if (end >= length || text[end] != ';') {
            throw malformed("there is an & here that starts no reference");
        }
        String name = new String(text, at + 1, end - at - 1);
        int character = switch (name) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> numbered(name);
        };
        if (!isAllowed(character)) {
            throw malformed("there is a reference here that XML does not define");
        }
        at = end + 1;
        return character;
    }

    /** {@return the character of a reference by number; 0, which XML does not allow, if it is none} */
    private static int numbered(String name) {
        boolean hexadecimal = name.startsWith("#x");
        String digits = name.substring(hexadecimal ? 2 : Math.min(1, name.length()));
        if (!name.startsWith("#") || digits.isEmpty()) {
            return 0;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, hexadecimal ? 16 : 10) : -1;
            if (digit < 0) {
                return 0;
            }
            number = number * (hexadecimal ? 16 : 10) + digit;
        }
        return number <= Character.MAX_CODE_POINT ? (int) number : 0;
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < 0xD800)
                || (c > 0xDFFF && c < 0xFFFE)
                || c > 0xFFFF;
    }

    private boolean passOverWhiteSpace() {
        int start = at;
        while (is(' ') || is('\n') || is('\r') || is('\t')) {
            at++;
        }
        return at > start;
    }

    private boolean is(char expected) {
        return at < length && text[at] == expected;
    }

    private void expect(char expected, String otherwise) throws BadRowException {
        if (!is(expected)) {
            throw malformed(otherwise);
        }
        at++;
    }

    /** Names the place at which the scanner stands. */
    private BadRowException malformed(String reason) {
        long badLine = line;
        long badColumn = column;
        for (int i = 0; i < at; i++) {
            if (text[i] == '\n') {
                badLine++;
                badColumn = 1;
            } else if (!Character.isLowSurrogate(text[i])) {
                badColumn++;
            }
        }
        return BadRowException.malformed(badLine, badColumn, reason);
    }
}
