package dev.laurel.spi.activity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a connector stopped reading: bytes that only the connector understands, at most {@link #MAX_BYTES}. */
public final class Cursor {
    /** How long a cursor may be. */
    public static final int MAX_BYTES = 4096;

    private static final Cursor START = new Cursor(new byte[0]);

    private final byte[] bytes;

    private Cursor(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return the cursor of an instance that has not read anything yet} */
    public static Cursor start() {
        return START;
    }

    /**
     * A cursor from bytes.
     *
     * @param bytes what the connector wants to see again
     * @return the cursor
     * @throws IllegalArgumentException if there are too many
     */
    public static Cursor of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a cursor holds at most " + MAX_BYTES + " bytes, not " + bytes.length
                    + ": keep a position, not data");
        }
        return new Cursor(bytes.clone());
    }

    /**
     * A cursor from text.
     *
     * @param text what the connector wants to see again
     * @return the cursor
     * @throws IllegalArgumentException if it is too long
     */
    public static Cursor of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return whether nothing has been read yet} */
    public boolean isStart() {
        return bytes.length == 0;
    }

    /** {@return a copy of the bytes} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return the bytes as UTF-8 text} */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cursor cursor && Arrays.equals(cursor.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@return whether it is the start, or how long it is; what is in it may be anything} */
    @Override
    public String toString() {
        return isStart() ? "start" : "a cursor of " + bytes.length + " bytes";
    }
}
