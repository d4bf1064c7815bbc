package dev.laurel.identity;

import dev.laurel.intake.SparePool;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Closes and opens what the vault keeps: AES-GCM with a random nonce, and the place of the row as further authenticated
 * data, so that a row moved to another place does not open. A sealed row is its format, its owner, the nonce, the
 * ciphertext and the tag. Closing is for one thread, opening for several.
 */
final class Seal {
    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int OWNER = 4;
    private static final int HEAD = 1 + OWNER + NONCE;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    private final SparePool<Cipher> ciphers = new SparePool<>(Seal::cipher);
    private final SecureRandom random;

    Seal(SecureRandom random) {
        this.random = random;
    }

    byte[] close(SecretKey key, int owner, byte[] place, byte[] plain) throws InvalidKeyException {
        byte[] row = new byte[HEAD + plain.length + TAG];
        ByteBuffer.wrap(row).put(FORMAT).putInt(owner);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, row, 1 + OWNER, NONCE);
        Cipher cipher = ciphers.take();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(place);
            cipher.updateAAD(row, 0, 1 + OWNER);
            cipher.doFinal(plain, 0, plain.length, row, HEAD);
        } catch (InvalidKeyException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Personal data could not be encrypted with " + ALGORITHM, e);
        }
        ciphers.give(cipher);
        return row;
    }

    /** Null if the row was not closed with this key for this place, or was changed since. */
    byte @Nullable [] open(SecretKey key, byte[] place, byte[] row) throws InvalidKeyException {
        if (row.length < HEAD + TAG || row[0] != FORMAT) {
            return null;
        }
        Cipher cipher = ciphers.take();
        try {
            cipher.init(
                    Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, Arrays.copyOfRange(row, 1 + OWNER, HEAD)));
            cipher.updateAAD(place);
            cipher.updateAAD(row, 0, 1 + OWNER);
            byte[] plain = cipher.doFinal(row, HEAD, row.length - HEAD);
            ciphers.give(cipher);
            return plain;
        } catch (AEADBadTagException e) {
            return null;
        } catch (InvalidKeyException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Personal data could not be decrypted with " + ALGORITHM, e);
        }
    }

    /** Whose key a row was closed with; to be believed once the row has opened. */
    static int owner(byte[] row) {
        return row.length < HEAD + TAG ? 0 : ByteBuffer.wrap(row).getInt(1);
    }

    /** What a row's place looks like to the cipher. */
    static byte[] place(int space, long major) {
        return ByteBuffer.allocate(17)
                .put((byte) space)
                .putLong(major)
                .putLong(0)
                .array();
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ", which every Java must have", e);
        }
    }
}
