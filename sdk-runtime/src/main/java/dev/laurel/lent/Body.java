package dev.laurel.lent;

import java.io.ByteArrayOutputStream;

/** The body of an answer as it grows, and no further than its bound. For one thread. */
final class Body {
    private static final int FIRST_SIZE = 4096;

    private final String host;
    private final long most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_SIZE);

    /**
     * @param host whose answer it is
     * @param most how many bytes at the most
     */
    Body(String host, long most) {
        this.host = host;
        this.most = most;
    }

    void add(byte[] from, int offset, int length) throws UnfitAnswerException {
        expect(bytes.size() + (long) length);
        bytes.write(from, offset, length);
    }

    /** Gives up early on what says itself that it will not fit. */
    void expect(long length) throws UnfitAnswerException {
        if (length > most) {
            throw new UnfitAnswerException("the answer of " + host + " is larger than " + most
                    + " bytes (after decompression): ask for less at a time, or raise HttpBounds.bodyBytes");
        }
    }

    /** {@return how much larger than itself an answer may be when it is packed} */
    long slack() {
        return most / 16 + FIRST_SIZE;
    }

    String host() {
        return host;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
