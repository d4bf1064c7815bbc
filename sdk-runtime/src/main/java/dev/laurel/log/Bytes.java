package dev.laurel.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer in which numbers are written short. Not safe for use by several threads. */
public final class Bytes {
    private byte[] data;
    private int length;

    /**
     * An empty buffer.
     *
     * @param capacity how many bytes to expect
     */
    public Bytes(int capacity) {
        this.data = new byte[Math.max(16, capacity)];
    }

    /** {@return how many bytes are written} */
    public int length() {
        return length;
    }

    /** {@return a copy of what is written} */
    public byte[] toArray() {
        return Arrays.copyOf(data, length);
    }

    /** {@return the bytes themselves, longer than what is written; replaced when the buffer grows} */
    byte[] raw() {
        return data;
    }

    /** Forgets what is written, keeps the memory. */
    public void clear() {
        length = 0;
    }

    /**
     * Writes a byte.
     *
     * @param value its lowest eight bits count
     */
    public void put(int value) {
        room(1);
        data[length++] = (byte) value;
    }

    /**
     * Writes a number that is usually small and not negative; 1 to 10 bytes.
     *
     * @param value the number
     */
    public void putVar(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            data[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        data[length++] = (byte) rest;
    }

    /**
     * Writes a number that is usually close to 0, on either side.
     *
     * @param value the number
     */
    public void putSigned(long value) {
        putVar((value << 1) ^ (value >> 63));
    }

    /**
     * Writes eight bytes.
     *
     * @param value the number
     */
    public void putLong(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            data[length++] = (byte) (value >>> shift);
        }
    }

    /**
     * Writes four bytes.
     *
     * @param value the number
     */
    public void putInt(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            data[length++] = (byte) (value >>> shift);
        }
    }

    /**
     * Writes text.
     *
     * @param text the text
     */
    public void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putVar(utf8.length);
        putAll(utf8, 0, utf8.length);
    }

    /**
     * Writes bytes, preceded by their number.
     *
     * @param bytes the bytes
     */
    public void putBlob(byte[] bytes) {
        putVar(bytes.length);
        putAll(bytes, 0, bytes.length);
    }

    /**
     * Writes what another buffer holds, preceded by its length.
     *
     * @param other the other buffer
     */
    public void putBlob(Bytes other) {
        putVar(other.length);
        putAll(other.data, 0, other.length);
    }

    /**
     * Writes bytes and nothing else.
     *
     * @param bytes the bytes
     */
    public void putAll(byte[] bytes) {
        putAll(bytes, 0, bytes.length);
    }

    private void putAll(byte[] bytes, int from, int count) {
        room(count);
        System.arraycopy(bytes, from, data, length, count);
        length += count;
    }

    private void room(int more) {
        if (length + more > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, length + more));
        }
    }
}
