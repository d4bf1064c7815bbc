package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.activity.Reject;

/** Thrown where a row cannot be read. The reason never quotes the row, which may hold personal data. */
final class BadRowException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String REMEDY =
            "; mend or remove the row and read the dump again, what is already known counts once";

    private final String place;
    private final String code;

    private BadRowException(String place, String code, String reason) {
        super(reason);
        this.place = place;
        this.code = code;
    }

    /** The row is not XML. */
    static BadRowException malformed(long line, long column, String reason) {
        return new BadRowException(line + ":" + column, "ROW_MALFORMED", reason);
    }

    /** The row is longer than any row of a dump. */
    static BadRowException tooLong(long line, int longest) {
        return new BadRowException(Long.toString(line), "ROW_TOO_LONG", "the row is longer than " + longest + " bytes");
    }

    /** An attribute that is needed is not there, or blank. */
    static BadRowException missing(long line, String field) {
        return new BadRowException(Long.toString(line), "FIELD_MISSING", "the row has no " + field);
    }

    /** An attribute has a value that means nothing. */
    static BadRowException invalid(long line, String field, String expected) {
        return new BadRowException(Long.toString(line), "FIELD_INVALID", field + " is not " + expected);
    }

    Reject reject(String fileName) {
        return Reject.of(fileName + ":" + place, code, getMessage() + REMEDY);
    }
}
