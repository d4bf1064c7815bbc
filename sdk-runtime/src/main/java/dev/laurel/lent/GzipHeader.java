package dev.laurel.lent;

/** Passes over the header of a gzip member (RFC 1952, 2.3), byte by byte. */
final class GzipHeader {
    static final byte FIRST = 0x1f;

    private static final int SECOND = 0x8b;
    private static final int DEFLATED = 8;
    private static final int FIXED = 10;
    private static final int FLAGS = 3;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int KNOWN = 31;

    private int fixed;
    private int flags;
    private int extraLengthBytes;
    private int extraLength;
    private int checksumBytes;

    /** {@return whether the byte belongs there} */
    boolean take(int next) {
        if (fixed < FIXED) {
            return takeFixed(next);
        }
        if ((flags & HAS_EXTRA) != 0) {
            takeExtra(next);
        } else if ((flags & HAS_NAME) != 0) {
            flags &= next == 0 ? ~HAS_NAME : flags;
        } else if ((flags & HAS_COMMENT) != 0) {
            flags &= next == 0 ? ~HAS_COMMENT : flags;
        } else {
            checksumBytes++;
            if (checksumBytes == 2) {
                flags &= ~HAS_CHECKSUM;
            }
        }
        return true;
    }

    private boolean takeFixed(int next) {
        int place = fixed;
        fixed++;
        switch (place) {
            case 0:
                return next == FIRST;
            case 1:
                return next == SECOND;
            case 2:
                return next == DEFLATED;
            case FLAGS:
                flags = next & ~1; // the lowest says that it is text, and nothing follows from it
                return (next & ~KNOWN) == 0;
            default:
                return true; // time, level, system
        }
    }

    private void takeExtra(int next) {
        if (extraLengthBytes < 2) {
            extraLength |= next << (extraLengthBytes * Byte.SIZE);
            extraLengthBytes++;
        } else {
            extraLength--;
        }
        if (extraLengthBytes == 2 && extraLength == 0) {
            flags &= ~HAS_EXTRA;
        }
    }

    /** {@return whether what follows is the data} */
    boolean isWhole() {
        return fixed == FIXED && flags == 0;
    }
}
