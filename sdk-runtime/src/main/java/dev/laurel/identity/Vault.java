package dev.laurel.identity;

import dev.laurel.intake.KeyedHash;
import dev.laurel.spi.activity.Actor;
import dev.laurel.store.Commit;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Personal data, apart from the facts: who an identity is, which thing an object is, what somebody wrote. Each row is
 * encrypted under the key of the identity it belongs to, so that destroying the key erases every copy of the row.
 *
 * <p>Everything that takes a commit is called by the partition's thread and only stages: it is durable once that commit
 * is, and {@link #committed} has to be called after it. The reads may be called by other threads at the same time; they
 * see what is staged already. After a failed commit the vault has to be opened anew.
 */
public final class Vault {
    /** In place of an owner: the object belongs to nobody, and is encrypted under the community's key. */
    public static final int NOBODY = -1;

    private static final int ANYBODY = -2;
    private static final int CACHED_KEYS = 8192;
    private static final int CACHED_PERSONS = 2048;
    private static final int LONGEST_CACHED = 8192; // Longer rows are decrypted each time: the cache stays small.
    private static final byte[] PRINT = {'p', 'r', 'i', 'n', 't'};
    private final VaultSecrets secrets;
    private final KeyedHash hash;
    private final Seal seal;
    private final PendingRows rows;
    private final long printSeed;
    private final Fingerprints persons = new Fingerprints();
    // In which minute since 1970 that was said: an older name that comes later stays the older one.
    private final Fingerprints saidIn = new Fingerprints();
    private final Fingerprints titles = new Fingerprints();
    private final Fingerprints owners = new Fingerprints(); // Two more than the owner: 0 is unknown, and 1 is nobody.
    private final VaultKeys keys;
    private final BoundedCache<Person> cachedPersons;

    private Vault(Store store, VaultSecrets secrets, SecureRandom random) {
        this.secrets = secrets;
        this.hash = new KeyedHash(secrets.hashing());
        this.seal = new Seal(random);
        this.rows = new PendingRows(store);
        this.printSeed = hash.digest(PRINT);
        // Another process may change or erase what a follower has cached.
        this.keys = new VaultKeys(secrets.wrapping(), random, rows, store.isFollowing() ? 0 : CACHED_KEYS);
        this.cachedPersons = new BoundedCache<>(store.isFollowing() ? 0 : CACHED_PERSONS);
    }

    /**
     * Opens the vault of a community; the first time, draws its secrets and commits them. Those drawn without a master
     * key are wrapped with it as soon as one is given; backups made before still hold them bare.
     *
     * @param store where the community is kept
     * @param master the host's key, 16, 24 or 32 bytes for AES, without which nothing of the vault can be read; null to
     *     keep the secrets beside the data
     * @param random where keys and nonces come from
     * @return the vault
     * @throws StoreException if the secrets are wrapped with another master key, or are missing, or the store cannot be
     *     read or written
     */
    public static Vault open(Store store, @Nullable SecretKey master, SecureRandom random) {
        return new Vault(store, VaultSecrets.open(store, master, random), random);
    }

    /** {@return what closes and opens dead letters} */
    public Envelopes envelopes() {
        return new Envelopes(seal, secrets.community());
    }

    /** {@return the community's hashes of ids, the same as long as it lives} */
    public KeyedHash hash() {
        return hash;
    }

    /**
     * Stages who somebody is. Costs nothing if the vault says so already. An actor of whom nothing but the id is said
     * changes nothing of what is known, and what was said earlier in time, but arrives later, changes nothing either.
     *
     * @param identity their number
     * @param source the source that knows them
     * @param actor what it says of them
     * @param at when it was said, in microseconds since 1970
     * @param commit gets the rows
     * @return whether that is news
     * @throws IllegalArgumentException if it does not fit into a row of a megabyte
     */
    public boolean putIdentity(int identity, String source, Actor actor, long at, Commit commit) {
        Objects.checkIndex(identity, Integer.MAX_VALUE);
        int known = persons.get(identity);
        if (known == Fingerprints.UNKNOWN) {
            known = load(identity);
        }
        boolean isKnown = known != Fingerprints.UNKNOWN;
        int minute = minute(actor, at);
        if (isKnown && (isBare(actor) || minute < saidIn.get(identity))) {
            return false;
        }
        saidIn.set(identity, minute);
        int print = Fingerprints.of(printSeed, source, actor);
        if (print != known) {
            write(Space.VAULT_IDENTITY, identity, identity, VaultRow.of(source, actor, minute), commit);
            persons.set(identity, print);
            cachedPersons.forget(identity);
        }
        return print != known;
    }

    private int load(int identity) {
        Row row = read(Space.VAULT_IDENTITY, identity, identity);
        if (row == null) {
            return Fingerprints.UNKNOWN;
        }
        int print = Fingerprints.of(printSeed, VaultRow.person(row.plain));
        persons.set(identity, print);
        saidIn.set(identity, VaultRow.minute(row.plain));
        return print;
    }

    private static boolean isBare(Actor actor) {
        return actor.name().isEmpty() && actor.attributes().isEmpty();
    }

    /** In which minute something was said, from 1 on; 0 where nothing was, so that anything said at any time is more. */
    private static int minute(Actor actor, long at) {
        return isBare(actor) ? 0 : (int) Math.max(1, Math.min(Integer.MAX_VALUE, at / 60_000_000));
    }

    /**
     * Stages who somebody is whose number has just been given, so that nothing can be in the vault yet and nothing has to
     * be looked up.
     *
     * @param identity their number, which the vault has not seen
     * @param source the source that knows them
     * @param actor what it says of them
     * @param at when it was said, in microseconds since 1970
     * @param commit gets the rows
     * @throws IllegalArgumentException if it does not fit into a row of a megabyte
     */
    public void addIdentity(int identity, String source, Actor actor, long at, Commit commit) {
        Objects.checkIndex(identity, Integer.MAX_VALUE);
        SecretKey key = keys.add(identity, commit);
        int minute = minute(actor, at);
        seal(Space.VAULT_IDENTITY, identity, key, new Row(identity, VaultRow.of(source, actor, minute)), commit);
        saidIn.set(identity, minute);
        persons.set(identity, Fingerprints.of(printSeed, source, actor));
    }

    /**
     * Looks to where it stands what was last said of somebody, so that saying it again need not wait for memory.
     *
     * @param identity their number
     * @return nothing of meaning
     */
    public int near(int identity) {
        return persons.get(identity);
    }

    /**
     * Stages which thing an object is. Costs nothing if the vault says so already. Without a title, the title that is
     * known stays.
     *
     * @param object its number
     * @param owner the identity under whose key it is kept, its author; {@link #NOBODY} for the community's key
     * @param said what the source says of it
     * @param commit gets the rows
     * @throws IllegalArgumentException if it does not fit into a row of a megabyte
     */
    public void putObject(int object, int owner, StoredObject said, Commit commit) {
        checkObject(object, owner);
        boolean sameOwner = owners.get(object) == owner + 2;
        if (sameOwner && (said.title().isEmpty() || print(said) == titles.get(object))) {
            return;
        }
        Row row = read(Space.VAULT_OBJECT, object, ANYBODY);
        StoredObject before = row == null ? null : VaultRow.object(row.plain);
        StoredObject now = said;
        if (before != null && said.title().isEmpty()) {
            now = new StoredObject(said.source(), said.id(), before.title());
        }
        if (row == null || row.owner != owner || !now.equals(before)) {
            write(Space.VAULT_OBJECT, object, owner, VaultRow.of(now), commit);
        }
        owners.set(object, owner + 2);
        titles.set(object, print(now));
    }

    /**
     * Stages which thing an object is whose number has just been given, so that nothing can be in the vault yet and
     * nothing has to be looked up.
     *
     * @param object its number, which the vault has not seen
     * @param owner the identity under whose key it is kept, its author; {@link #NOBODY} for the community's key
     * @param said what the source says of it
     * @param commit gets the rows
     * @throws IllegalArgumentException if it does not fit into a row of a megabyte
     */
    public void addObject(int object, int owner, StoredObject said, Commit commit) {
        checkObject(object, owner);
        write(Space.VAULT_OBJECT, object, owner, VaultRow.of(said), commit);
        owners.set(object, owner + 2);
        titles.set(object, print(said));
    }

    private static void checkObject(int object, int owner) {
        Objects.checkIndex(object, Integer.MAX_VALUE);
        if (owner < NOBODY) {
            throw new IllegalArgumentException("An owner is an identity or " + NOBODY + ", not " + owner);
        }
    }

    /**
     * Stages what somebody wrote.
     *
     * @param activity the number of the activity it came with
     * @param writer the identity under whose key it is kept
     * @param text the text
     * @param commit gets the rows
     * @throws IllegalArgumentException if it does not fit into a row of a megabyte
     */
    public void putText(long activity, int writer, String text, Commit commit) {
        Objects.checkIndex(writer, Integer.MAX_VALUE);
        write(Space.VAULT_TEXT, activity, writer, VaultRow.of(text), commit);
    }

    /**
     * Who somebody is.
     *
     * @param identity their number
     * @return the person; null if the vault knows nothing of them, or no longer
     * @throws StoreException if the row was changed or cannot be read
     */
    public @Nullable Person person(int identity) {
        Person cached = cachedPersons.get(identity);
        if (cached != null) {
            return cached;
        }
        long stamp = cachedPersons.stamp();
        Row row = read(Space.VAULT_IDENTITY, identity, identity);
        if (row == null) {
            return null;
        }
        Person person = VaultRow.person(row.plain);
        if (row.plain.length <= LONGEST_CACHED) {
            cachedPersons.put(identity, person, stamp);
        }
        return person;
    }

    /**
     * Which thing an object is.
     *
     * @param object its number
     * @return the object; null if the vault knows nothing of it, or no longer
     * @throws StoreException if the row was changed or cannot be read
     */
    public @Nullable StoredObject object(int object) {
        Row row = read(Space.VAULT_OBJECT, object, ANYBODY);
        return row == null ? null : VaultRow.object(row.plain);
    }

    /**
     * What somebody wrote.
     *
     * @param activity the number of the activity it came with
     * @param writer the identity that it was kept under
     * @return the text; null if the vault has none of theirs, or no longer
     * @throws StoreException if the row was changed or cannot be read
     */
    public @Nullable String text(long activity, int writer) {
        Row row = read(Space.VAULT_TEXT, activity, ANYBODY);
        return row == null || row.owner != writer ? null : VaultRow.text(row.plain);
    }

    /**
     * Stages the erasure of somebody: their key, who they are, and what is theirs. Rows under their key that are not
     * named cannot be read any more either.
     *
     * @param identity their number
     * @param objects objects to forget the ids and titles of
     * @param texts activities to forget the texts of
     * @param commit gets the deletions
     */
    public void erase(int identity, int[] objects, long[] texts, Commit commit) {
        keys.destroy(identity, commit);
        rows.delete(Space.VAULT_IDENTITY, identity, commit);
        for (int object : objects) {
            rows.delete(Space.VAULT_OBJECT, object, commit);
            owners.set(object, Fingerprints.UNKNOWN);
            titles.set(object, Fingerprints.UNKNOWN);
        }
        for (long activity : texts) {
            rows.delete(Space.VAULT_TEXT, activity, commit);
        }
        persons.set(identity, Fingerprints.UNKNOWN);
        cachedPersons.forget(identity);
    }

    /** Everything staged so far is durable. Called by the partition's thread. */
    public void committed() {
        rows.committed();
    }

    /**
     * What was staged into a commit is durable, while rows are staged into the next one already. Called by the
     * partition's thread.
     *
     * @param commit the commit that succeeded
     */
    public void committed(Commit commit) {
        rows.committed(commit);
    }

    private int print(StoredObject object) {
        return object.title().isEmpty()
                ? Fingerprints.UNKNOWN
                : Fingerprints.of(printSeed, object.title().get());
    }

    /** What is in a row, and whose it is. */
    private static final class Row {
        final int owner;
        final byte[] plain;

        Row(int owner, byte[] plain) {
            this.owner = owner;
            this.plain = plain;
        }
    }

    private void write(Space space, long major, int owner, byte[] plain, Commit commit) {
        SecretKey key = key(owner);
        if (key == null) {
            key = keys.add(owner, commit);
        }
        seal(space, major, key, new Row(owner, plain), commit);
    }

    private void seal(Space space, long major, SecretKey key, Row row, Commit commit) {
        byte[] place = Seal.place(space.number(), major);
        rows.write(space, major, closed(key, row.owner, place, row.plain), commit);
    }

    private @Nullable Row read(Space space, long major, int expected) {
        byte[] row = rows.read(space, major);
        while (row != null) {
            int owner = Seal.owner(row);
            if (expected != ANYBODY && owner != expected) {
                throw changed(space, major);
            }
            SecretKey key = key(owner);
            if (key == null) {
                return null;
            }
            byte[] plain = opened(key, Seal.place(space.number(), major), row);
            if (plain != null) {
                return new Row(owner, plain);
            }
            byte[] now = rows.read(space, major);
            if (Arrays.equals(row, now)) {
                throw changed(space, major);
            }
            // The partition erased it and wrote it anew since it was read: the key is newer than the row.
            row = now;
        }
        return null;
    }

    private @Nullable SecretKey key(int owner) {
        return owner == NOBODY ? secrets.community() : keys.find(owner);
    }

    private byte[] closed(SecretKey key, int owner, byte[] place, byte[] plain) {
        try {
            return seal.close(key, owner, place, plain);
        } catch (InvalidKeyException e) {
            throw VaultKeys.unusable(e);
        }
    }

    private byte @Nullable [] opened(SecretKey key, byte[] place, byte[] row) {
        try {
            return seal.open(key, place, row);
        } catch (InvalidKeyException e) {
            throw VaultKeys.unusable(e);
        }
    }

    static StoreException changed(Space space, long major) {
        return new StoreException("The row " + space + "/" + major + "/0 of the vault does not open with the key of its"
                + " owner: it was changed, moved or taken from elsewhere, or is somebody else's; restore a backup");
    }
}
