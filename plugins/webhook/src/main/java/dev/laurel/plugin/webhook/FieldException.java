package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Reject;

/** Thrown where a delivery does not hold what the mapping needs of it. The reason never quotes the delivery. */
final class FieldException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String REMEDY =
            ": let the source send it, or mend the mapping there, and then replay this delivery";

    private final String pointer;
    private final String code;
    private final String reason;

    private FieldException(String pointer, String code, String reason) {
        super(reason);
        this.pointer = pointer;
        this.code = code;
        this.reason = reason;
    }

    /** Nothing stands where something is needed. */
    static FieldException missing(String pointer, Place needed) {
        return new FieldException(
                pointer, "FIELD_MISSING", "there is nothing here, and " + needed + " needs it" + REMEDY);
    }

    /** What stands there is something else than what is needed. */
    static FieldException unexpected(String pointer, Place needed, String wanted) {
        return new FieldException(
                pointer, "FIELD_UNEXPECTED", "this is not " + wanted + ", which " + needed + " needs" + REMEDY);
    }

    /** A time that is none. */
    static FieldException time(String pointer, Place needed, String wanted) {
        return new FieldException(
                pointer, "TIME_UNREADABLE", "this is not " + wanted + ", which " + needed + " needs" + REMEDY);
    }

    /** An amount with more decimals than the mapping allows for, or too large. */
    static FieldException amount(String pointer, Place needed, String code, String why) {
        return new FieldException(pointer, code, "this amount " + why + " (" + needed + ")" + REMEDY);
    }

    Reject reject(String delivery) {
        return Reject.of(("delivery " + delivery + " " + pointer).strip(), code, reason);
    }
}
