package dev.laurel.identity;

import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of each identity, in a row of its own, wrapped with the community's. Without its key nothing of an identity can
 * be read any more, wherever it has been copied to.
 */
final class VaultKeys {
    private static final int LENGTH = 32;

    private final SecretKey wrapping;
    private final SecureRandom random;
    private final PendingRows rows;
    // Apart from the one for rows: a cipher that sees the same key again need not work it out anew.
    private final Seal seal;
    private final BoundedCache<SecretKey> cached;

    VaultKeys(SecretKey wrapping, SecureRandom random, PendingRows rows, int cached) {
        this.wrapping = wrapping;
        this.random = random;
        this.rows = rows;
        this.seal = new Seal(random);
        this.cached = new BoundedCache<>(cached);
    }

    /** {@return the key of an identity, or null if there is none, or none any more} */
    @Nullable
    SecretKey find(int identity) {
        SecretKey known = cached.get(identity);
        if (known != null) {
            return known;
        }
        long stamp = cached.stamp();
        byte[] row = rows.read(Space.VAULT_KEY, identity);
        if (row == null) {
            return null;
        }
        SecretKey key = new SecretKeySpec(opened(identity, row), "AES");
        cached.put(identity, key, stamp);
        return key;
    }

    /** Draws a key for an identity that has none, and stages it. */
    SecretKey add(int identity, Commit commit) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        try {
            byte[] row = seal.close(wrapping, identity, place(identity), bytes);
            rows.write(Space.VAULT_KEY, identity, row, commit);
        } catch (InvalidKeyException e) {
            throw unusable(e);
        }
        SecretKey key = new SecretKeySpec(bytes, "AES");
        cached.replace(identity, key);
        return key;
    }

    /** Stages that a key is gone. */
    void destroy(int identity, Commit commit) {
        rows.delete(Space.VAULT_KEY, identity, commit);
        cached.forget(identity);
    }

    private byte[] opened(int identity, byte[] row) {
        try {
            byte[] bytes = seal.open(wrapping, place(identity), row);
            if (bytes == null) {
                throw Vault.changed(Space.VAULT_KEY, identity);
            }
            return bytes;
        } catch (InvalidKeyException e) {
            throw unusable(e);
        }
    }

    private static byte[] place(int identity) {
        return Seal.place(Space.VAULT_KEY.number(), identity);
    }

    static IllegalStateException unusable(InvalidKeyException e) {
        return new IllegalStateException("A key that the vault drew itself cannot be used with AES", e);
    }
}
