package dev.laurel.identity;

import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a community keeps secret as a whole, drawn when it is created: the secret of its hashes, the key that wraps the
 * keys of identities, and the key of what belongs to nobody. Kept in one page, itself wrapped with the host's key if
 * there is one.
 */
record VaultSecrets(SecretKey hashing, SecretKey wrapping, SecretKey community) {
    private static final long MAJOR = 1;
    private static final int SECRET = 32;
    private static final int LENGTH = 3 * SECRET;
    private static final byte BARE = 1;
    private static final byte WRAPPED = 2;
    private static final byte[] PLACE = Seal.place(Space.META.number(), MAJOR);

    static VaultSecrets open(Store store, @Nullable SecretKey master, SecureRandom random) {
        Seal seal = new Seal(random);
        byte[] page = store.page(Space.META, MAJOR, 0);
        if (page == null) {
            return create(store, master, random, seal);
        }
        byte form = page.length == 0 ? 0 : page[0];
        byte[] body = Arrays.copyOfRange(page, Math.min(1, page.length), page.length);
        if (form == WRAPPED) {
            return of(unwrapped(body, master, seal));
        }
        if (form != BARE || body.length != LENGTH) {
            throw new StoreException("The secrets of the community (page META/1/0) are not in a form that this version"
                    + " knows: they are damaged or newer; restore a backup, or open it with the version that wrote it");
        }
        if (master != null && !store.isFollowing()) {
            store.commit(new Commit().put(Space.META, MAJOR, 0, wrapped(body, master, seal)));
            // The bare secrets must not stay behind in a free page.
            store.scrub();
        }
        return of(body);
    }

    private static VaultSecrets create(Store store, @Nullable SecretKey master, SecureRandom random, Seal seal) {
        if (store.isFollowing()) {
            throw new StoreException("The community has no secrets yet (page META/1/0): it was never opened for"
                    + " writing; open it once for writing before following it");
        }
        if (holdsPersons(store)) {
            throw new StoreException("The secrets of the community (page META/1/0) are missing, though it holds"
                    + " personal data, which nobody can read without them; restore a backup");
        }
        byte[] body = new byte[LENGTH];
        random.nextBytes(body);
        byte[] page = master == null ? bare(body) : wrapped(body, master, seal);
        store.commit(new Commit().put(Space.META, MAJOR, 0, page));
        return of(body);
    }

    private static boolean holdsPersons(Store store) {
        // Identities are numbered from 0, but the first ones may be erased; segments tell too.
        return store.lastSegment() > 0 || store.page(Space.VAULT_KEY, 0, 0) != null;
    }

    private static VaultSecrets of(byte[] body) {
        return new VaultSecrets(
                new SecretKeySpec(body, 0, SECRET, "HmacSHA256"),
                new SecretKeySpec(body, SECRET, SECRET, "AES"),
                new SecretKeySpec(body, 2 * SECRET, SECRET, "AES"));
    }

    private static byte[] bare(byte[] body) {
        byte[] page = new byte[1 + LENGTH];
        page[0] = BARE;
        System.arraycopy(body, 0, page, 1, LENGTH);
        return page;
    }

    private static byte[] wrapped(byte[] body, SecretKey master, Seal seal) {
        try {
            byte[] sealed = seal.close(master, 0, PLACE, body);
            byte[] page = new byte[1 + sealed.length];
            page[0] = WRAPPED;
            System.arraycopy(sealed, 0, page, 1, sealed.length);
            return page;
        } catch (InvalidKeyException e) {
            throw unfit(e);
        }
    }

    private static byte[] unwrapped(byte[] sealed, @Nullable SecretKey master, Seal seal) {
        if (master == null) {
            throw new StoreException("The community's secrets are wrapped with a master key, and none was given:"
                    + " open it with the master key that the host gave when it was created");
        }
        byte[] body;
        try {
            body = seal.open(master, PLACE, sealed);
        } catch (InvalidKeyException e) {
            throw unfit(e);
        }
        if (body == null || body.length != LENGTH) {
            throw new StoreException("The master key given does not open the community's secrets (page META/1/0):"
                    + " it is not the one they were wrapped with, or the page is damaged; give the right key, or"
                    + " restore a backup");
        }
        return body;
    }

    private static StoreException unfit(InvalidKeyException e) {
        return new StoreException(
                "The master key given cannot be used with AES: give a key of 16, 24 or 32 bytes for algorithm AES", e);
    }

    /** {@return a text without the secrets in it} */
    @Override
    public String toString() {
        return "secrets of a community";
    }
}
