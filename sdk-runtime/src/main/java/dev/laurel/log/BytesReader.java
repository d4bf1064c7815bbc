package dev.laurel.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link Bytes} wrote. Not safe for use by several threads. */
public final class BytesReader {
    private final byte[] data;
    private int at;

    /**
     * Starts to read.
     *
     * @param data what was written
     * @param from where to start
     */
    public BytesReader(byte[] data, int from) {
        this.data = data;
        this.at = from;
    }

    /** {@return where the next read starts} */
    public int position() {
        return at;
    }

    /** {@return whether there is more} */
    public boolean hasMore() {
        return at < data.length;
    }

    /** {@return the next byte, 0 to 255} */
    public int get() {
        return data[at++] & 0xFF;
    }

    /** {@return the next number} */
    public long getVar() {
        byte first = data[at++];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7F;
        int shift = 7;
        while (true) {
            byte next = data[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
            shift += 7;
            if (shift > 63) {
                throw new IllegalStateException("a number at byte " + at + " does not end: the bytes are damaged");
            }
        }
    }

    /** {@return the next number, which was written as an int} */
    public int getInt() {
        return (int) getVar();
    }

    /** {@return the next number that may be negative} */
    public long getSigned() {
        long value = getVar();
        return (value >>> 1) ^ -(value & 1);
    }

    /** {@return the next eight bytes} */
    public long getLong() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (data[at++] & 0xFF);
        }
        return value;
    }

    /** {@return the next text} */
    public String getText() {
        int count = getInt();
        String text = new String(data, at, count, StandardCharsets.UTF_8);
        at += count;
        return text;
    }

    /** {@return the next bytes} */
    public byte[] getBlob() {
        int count = getInt();
        byte[] bytes = Arrays.copyOfRange(data, at, at + count);
        at += count;
        return bytes;
    }

    /** Passes over the next bytes. */
    public void skipBlob() {
        int count = getInt();
        at += count;
    }
}
