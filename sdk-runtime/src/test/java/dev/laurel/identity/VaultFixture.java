package dev.laurel.identity;

import dev.laurel.intake.KeyedHash.Domain;
import dev.laurel.spi.activity.Actor;
import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A vault in memory, and two members to keep in it. */
abstract class VaultFixture {
    static final SecretKey MASTER = master(1);
    static final int ALICE = 0;
    /** When things were said, in microseconds since 1970. */
    static final long SAID = 1_772_366_400_000_000L;

    static final int BOB = 1;
    static final int THREAD = 7;

    final HeapStore store = new HeapStore();
    final Vault vault = Vault.open(store, null, seeded(1));

    interface Staging {
        void into(Commit commit);
    }

    void commit(Staging staging) {
        Commit commit = new Commit();
        staging.into(commit);
        store.commit(commit);
        vault.committed();
    }

    void aliceAndBob(Commit commit) {
        vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), SAID, commit);
        vault.putIdentity(BOB, "forum", Actor.of("2").named("Bob"), SAID, commit);
        vault.putObject(THREAD, ALICE, object("t", "Title"), commit);
        vault.putText(1, ALICE, "from Alice", commit);
        vault.putText(2, BOB, "from Bob", commit);
    }

    Optional<String> nameOf(int identity) {
        Person person = vault.person(identity);
        return person == null ? Optional.empty() : person.name();
    }

    static StoredObject object(String id, String title) {
        return new StoredObject("forum", id, Optional.ofNullable(title));
    }

    static long[] hashed(Vault vault) {
        long[] out = new long[2];
        vault.hash().hash(Domain.IDENTITY, "forum", "1", out);
        return out;
    }

    static SecretKey master(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return new SecretKeySpec(key, "AES");
    }

    static SecureRandom seeded(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
