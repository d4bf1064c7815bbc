package dev.laurel.lent;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a body as it comes, in pieces of any size, and holds no more of it than a buffer. gzip (RFC 1952, with several
 * members), or deflate as it is meant (zlib, RFC 1950) and as some servers send it (bare, RFC 1951). For one thread.
 */
final class Unpacking implements AutoCloseable {
    private static final int BUFFER = 8192;
    private static final int TRAILER = 8;
    private static final int BITS = 32;
    private static final int DEFLATED = 8;
    private static final int LOW_HALF = 0x0f;

    /** What is read at the moment. */
    private enum State {
        START,
        HEADER,
        DATA,
        TRAILER,
        BETWEEN,
        REST
    }

    private final Packing packing;
    private final Body body;
    private final byte[] buffer = new byte[BUFFER];
    private final CRC32 checksum = new CRC32();
    private Inflater inflater = new Inflater(true);
    private GzipHeader header = new GzipHeader();
    private State state = State.START;
    private long trailer;
    private int trailerBytes;

    Unpacking(Packing packing, Body body) {
        this.packing = packing;
        this.body = body;
    }

    /** Takes the next piece. */
    void add(byte[] piece) throws UnfitAnswerException {
        if (packing == Packing.NONE) {
            body.add(piece, 0, piece.length);
            return;
        }
        int at = 0;
        while (at < piece.length) {
            at = step(piece, at);
        }
    }

    /** Takes some of a piece, a byte at least, and says from where on the rest is. */
    private int step(byte[] piece, int at) throws UnfitAnswerException {
        switch (state) {
            case START:
                begin(piece[at]);
                return at;
            case HEADER:
                if (!header.take(piece[at] & 0xff)) {
                    throw damaged();
                }
                if (header.isWhole()) {
                    state = State.DATA;
                }
                return at + 1;
            case DATA:
                return inflate(piece, at);
            case TRAILER:
                // Little-endian: the checksum, then the length.
                trailer |= (piece[at] & 0xffL) << (trailerBytes * Byte.SIZE);
                trailerBytes++;
                if (trailerBytes == TRAILER) {
                    checkTrailer();
                }
                return at + 1;
            case BETWEEN:
                state = piece[at] == GzipHeader.FIRST ? State.START : State.REST;
                return at;
            case REST:
                return piece.length; // padding, which all readers of gzip pass over
            default:
                throw new AssertionError(state);
        }
    }

    private void begin(byte first) {
        inflater.end();
        // zlib begins with its method in the lower half of a byte; a bare block of that shape does not occur.
        boolean zlib = packing == Packing.DEFLATE && (first & LOW_HALF) == DEFLATED;
        inflater = new Inflater(!zlib);
        checksum.reset();
        trailer = 0;
        trailerBytes = 0;
        header = new GzipHeader();
        state = packing == Packing.GZIP ? State.HEADER : State.DATA;
    }

    private int inflate(byte[] piece, int at) throws UnfitAnswerException {
        inflater.setInput(piece, at, piece.length - at);
        try {
            int length = inflater.inflate(buffer);
            while (length > 0) {
                checksum.update(buffer, 0, length);
                body.add(buffer, 0, length);
                length = inflater.inflate(buffer);
            }
        } catch (DataFormatException e) {
            throw damaged();
        }
        if (inflater.needsDictionary()) {
            throw damaged();
        }
        if (inflater.finished()) {
            state = packing == Packing.GZIP ? State.TRAILER : State.REST;
        }
        return piece.length - inflater.getRemaining();
    }

    private void checkTrailer() throws UnfitAnswerException {
        long expected = checksum.getValue() | inflater.getBytesWritten() << BITS;
        if (trailer != expected) {
            throw damaged();
        }
        state = State.BETWEEN;
    }

    /** Says that there is no more. An answer without any bytes is empty, packed or not. */
    void end() throws UnfitAnswerException {
        if (packing != Packing.NONE && (state == State.HEADER || state == State.DATA || state == State.TRAILER)) {
            throw damaged();
        }
    }

    private UnfitAnswerException damaged() {
        return new UnfitAnswerException("the answer of " + body.host()
                + " cannot be unpacked: it is damaged or cut off, or is not what its Content-Encoding says");
    }

    @Override
    public void close() {
        inflater.end();
    }
}
