package dev.laurel.identity;

import dev.laurel.store.Space;
import dev.laurel.store.StoreException;
import java.security.InvalidKeyException;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** What a dead letter holds, encrypted under the community's key, for it may name anybody. Used by one thread at a time. */
public final class Envelopes {
    private final Seal seal;
    private final SecretKey key;

    Envelopes(Seal seal, SecretKey key) {
        this.seal = seal;
        this.key = key;
    }

    /**
     * Closes an envelope.
     *
     * @param letter the number of the letter
     * @param content what is in it
     * @return the closed envelope
     */
    public byte[] close(long letter, byte[] content) {
        try {
            return seal.close(key, 0, Seal.place(Space.DEAD_LETTER.number(), letter), content);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the community's key cannot be used", e);
        }
    }

    /**
     * Opens an envelope.
     *
     * @param letter the number of the letter
     * @param envelope the closed envelope
     * @return what is in it; null if it is empty
     * @throws StoreException if it was changed, or closed with another key
     */
    public byte @Nullable [] open(long letter, byte[] envelope) {
        if (envelope.length == 0) {
            return null;
        }
        byte[] content;
        try {
            content = seal.open(key, Seal.place(Space.DEAD_LETTER.number(), letter), envelope);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the community's key cannot be used", e);
        }
        if (content == null) {
            throw new StoreException("a dead letter does not open: it was changed or damaged; restore a backup");
        }
        return content;
    }
}
