package dev.laurel.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in pages, the highest byte first, whatever the machine. */
final class PageBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private PageBytes() {}

    static long getLong(byte[] page, int at) {
        return (long) LONG.get(page, at);
    }

    static void putLong(byte[] page, int at, long value) {
        LONG.set(page, at, value);
    }

    static long getUnsignedInt(byte[] page, int at) {
        return (int) INT.get(page, at) & 0xFFFFFFFFL;
    }

    static void putInt(byte[] page, int at, long value) {
        INT.set(page, at, (int) value);
    }

    static int getUnsignedShort(byte[] page, int at) {
        return (short) SHORT.get(page, at) & 0xFFFF;
    }

    static void putShort(byte[] page, int at, long value) {
        SHORT.set(page, at, (short) value);
    }
}
