package dev.laurel.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Hashes of external ids under the community's secret, HmacSHA256 cut short. Facts and tables carry them instead of the
 * ids: whoever does not have the secret can neither turn one back nor try out candidates. Safe for use by several
 * threads.
 */
public final class KeyedHash {

    /** What an id names. The same id in two domains has two hashes that have nothing to do with each other. */
    public enum Domain {
        /** Somebody, as a source knows them. */
        IDENTITY(1),
        /** A thing that activities are about. */
        OBJECT(2),
        /** An activity. */
        ACTIVITY(3);

        // In files by way of the hashes: it never changes.
        private final byte number;

        Domain(int number) {
            this.number = (byte) number;
        }
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte CONTENT = 4;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int KEPT_BUFFER = 4096;

    private final SparePool<Hasher> hashers;

    /**
     * Hashes under a secret.
     *
     * @param secret the secret, 32 bytes
     */
    public KeyedHash(SecretKey secret) {
        Hasher first = new Hasher(keyed(secret), new byte[256]);
        this.hashers = new SparePool<>(first::sibling);
    }

    /**
     * Hashes an id to 128 bits. Different texts never become the same input: lengths are part of it, and a lone
     * surrogate stays what it is.
     *
     * @param domain what the id names
     * @param source the source that gave it
     * @param id the id
     * @param out gets the first half at 0 and the second at 1
     */
    public void hash(Domain domain, String source, String id, long[] out) {
        Hasher hasher = hashers.take();
        hasher.hash(domain.number, source, id);
        out[0] = (long) LONG.get(hasher.out, 0);
        out[1] = (long) LONG.get(hasher.out, 8);
        hashers.give(hasher);
    }

    /**
     * Hashes content to 64 bits, so that the same content is known again without keeping it.
     *
     * @param canonical the content, written in one way only
     * @return its digest
     */
    public long digest(byte[] canonical) {
        Hasher hasher = hashers.take();
        hasher.hash(canonical);
        long digest = (long) LONG.get(hasher.out, 0);
        hashers.give(hasher);
        return digest;
    }

    private static Mac keyed(SecretKey secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ", which every Java must have", e);
        }
    }

    /** One thread's work in progress: a keyed Mac and its buffers, used again and again. */
    private static final class Hasher {
        private final Mac mac;
        private final byte[] out = new byte[32];
        private byte[] buffer;

        Hasher(Mac mac, byte[] buffer) {
            this.mac = mac;
            this.buffer = buffer;
        }

        Hasher sibling() {
            try {
                return new Hasher((Mac) mac.clone(), new byte[256]);
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(
                        "The security provider of " + ALGORITHM + " cannot clone it; use the one of the JDK", e);
            }
        }

        void hash(byte domain, String source, String id) {
            // A char takes at most three bytes.
            long room = 5 + 3L * source.length() + 3L * id.length();
            if (room > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("An id of " + id.length() + " characters is too long to be hashed");
            }
            if (buffer.length < room) {
                buffer = new byte[(int) room];
            }
            buffer[0] = domain;
            int end = encode(source, 5);
            int length = end - 5;
            buffer[1] = (byte) (length >>> 24);
            buffer[2] = (byte) (length >>> 16);
            buffer[3] = (byte) (length >>> 8);
            buffer[4] = (byte) length;
            mac.update(buffer, 0, encode(id, end));
            finish();
            if (buffer.length > KEPT_BUFFER) {
                buffer = new byte[256];
            }
        }

        void hash(byte[] content) {
            mac.update(CONTENT);
            mac.update(content, 0, content.length);
            finish();
        }

        private void finish() {
            try {
                mac.doFinal(out, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(ALGORITHM + " did not give 32 bytes", e);
            }
        }

        /** Every char for itself, so that lone surrogates, which UTF-8 would all turn into the same mark, differ. */
        private int encode(String text, int from) {
            byte[] to = buffer;
            int at = from;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < 0x80) {
                    to[at++] = (byte) c;
                } else if (c < 0x800) {
                    to[at++] = (byte) (0xC0 | (c >> 6));
                    to[at++] = (byte) (0x80 | (c & 0x3F));
                } else {
                    to[at++] = (byte) (0xE0 | (c >> 12));
                    to[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                    to[at++] = (byte) (0x80 | (c & 0x3F));
                }
            }
            return at;
        }
    }
}
