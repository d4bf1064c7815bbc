package dev.laurel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.activity.Actor;
import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import dev.laurel.store.Space;
import dev.laurel.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What cannot be read: without the key, after an erasure, in another place. */
class VaultSecrecyTest extends VaultFixture {
    @Test
    void givenAnObjectKnown_whenSaidAgainBareOrUnchanged_thenNothingIsWrittenAndTheTitleStays() {
        commit(commit -> vault.putObject(THREAD, ALICE, object("t", "Title"), commit));
        for (Vault each : List.of(vault, Vault.open(store, null, seeded(5)))) {
            Commit again = new Commit();
            each.putObject(THREAD, ALICE, object("t", "Title"), again);
            each.putObject(THREAD, ALICE, object("t", null), again);
            assertThat(again.isEmpty()).isTrue();
            assertThat(each.object(THREAD)).isEqualTo(object("t", "Title"));
        }
    }

    @Test
    void givenAMember_whenErased_thenRowsAreGoneAtOnceAndOthersStay() {
        commit(this::aliceAndBob);
        assertThat(nameOf(ALICE)).contains("Alice");

        Commit erasure = new Commit();
        vault.erase(ALICE, new int[] {THREAD}, new long[] {1}, erasure);

        for (int round = 0; round < 2; round++) {
            assertThat(vault.person(ALICE)).isNull();
            assertThat(vault.object(THREAD)).isNull();
            assertThat(vault.text(1, ALICE)).isNull();
            assertThat(nameOf(BOB)).contains("Bob");
            assertThat(vault.text(2, BOB)).isEqualTo("from Bob");
            store.commit(erasure);
            vault.committed();
        }
        assertThat(store.count(Space.VAULT_KEY)).isEqualTo(1);
        assertThat(store.count(Space.VAULT_IDENTITY)).isEqualTo(1);
        assertThat(store.count(Space.VAULT_OBJECT)).isZero();
        assertThat(store.count(Space.VAULT_TEXT)).isEqualTo(1);
    }

    @Test
    void givenAnErasedMember_whenOldCopiesOfTheirRowsComeBack_thenTheyCannotBeRead() {
        commit(this::aliceAndBob);
        Commit old = new Commit();
        for (Space space : List.of(Space.VAULT_IDENTITY, Space.VAULT_OBJECT, Space.VAULT_TEXT)) {
            store.pages(space, (major, minor, body) -> old.put(space, major, minor, body));
        }
        commit(commit -> vault.erase(ALICE, new int[] {THREAD}, new long[] {1}, commit));
        store.commit(old);

        for (Vault each : List.of(vault, Vault.open(store, null, seeded(1)))) {
            assertThat(each.person(ALICE)).isNull();
            assertThat(each.object(THREAD)).isNull();
            assertThat(each.text(1, ALICE)).isNull();
            assertThat(each.person(BOB)).isNotNull();
        }
    }

    @Test
    void givenAnErasedMember_whenTheSameIsSaidOnceMore_thenItIsWrittenUnderANewKey() {
        commit(this::aliceAndBob);
        byte[] key = store.page(Space.VAULT_KEY, ALICE, 0);
        commit(commit -> vault.erase(ALICE, new int[] {THREAD}, new long[] {1}, commit));
        commit(this::aliceAndBob);

        assertThat(nameOf(ALICE)).contains("Alice");
        assertThat(vault.object(THREAD)).isEqualTo(object("t", "Title"));
        assertThat(store.page(Space.VAULT_KEY, ALICE, 0)).isNotEqualTo(key);
    }

    @Test
    void givenRowsSwapped_whenRead_thenTheErrorNamesTheRowAndNoPerson() {
        for (Space space : List.of(Space.VAULT_IDENTITY, Space.VAULT_KEY, Space.VAULT_OBJECT, Space.VAULT_TEXT)) {
            HeapStore store = new HeapStore();
            Vault first = Vault.open(store, null, seeded(1));
            Commit commit = new Commit();
            first.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), SAID, commit);
            first.putIdentity(BOB, "forum", Actor.of("2").named("Bob"), SAID, commit);
            // All under one key, so that only the place can tell them apart.
            first.putObject(ALICE, ALICE, object("a", "A"), commit);
            first.putObject(BOB, ALICE, object("b", "B"), commit);
            first.putText(ALICE, ALICE, "a", commit);
            first.putText(BOB, ALICE, "b", commit);
            store.commit(commit);
            byte[] one = store.page(space, ALICE, 0);
            byte[] other = store.page(space, BOB, 0);
            store.commit(new Commit().put(space, ALICE, 0, other).put(space, BOB, 0, one));

            Vault vault = Vault.open(store, null, seeded(1));
            assertThatThrownBy(() -> {
                        vault.person(ALICE);
                        vault.object(ALICE);
                        vault.text(ALICE, ALICE);
                    })
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(space + "/0/0")
                    .hasMessageContaining("restore a backup")
                    .hasMessageNotContaining("Bob");
        }
    }

    @Test
    void givenARow_whenAnyByteIsChanged_thenItDoesNotOpen() {
        commit(this::aliceAndBob);
        byte[] good = store.page(Space.VAULT_IDENTITY, ALICE, 0);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 4;
            store.commit(new Commit().put(Space.VAULT_IDENTITY, ALICE, 0, bad));
            Vault opened = Vault.open(store, null, seeded(1));
            assertThatThrownBy(() -> opened.person(ALICE)).as("byte %d", at).isInstanceOf(StoreException.class);
        }
        store.commit(new Commit().put(Space.VAULT_IDENTITY, ALICE, 0, new byte[3]));
        assertThatThrownBy(() -> Vault.open(store, null, seeded(1)).person(ALICE))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void givenTextOfSomebodyElse_whenReadUnderAnotherName_thenThereIsNone() {
        commit(this::aliceAndBob);
        assertThat(vault.text(1, ALICE)).isNotNull();
        assertThat(vault.text(1, BOB)).isNull();
    }

    @Test
    void givenAWrappedCommunity_whenTheMasterIsWrongOrMissingOrUnfit_thenTheErrorHasARemedy() {
        HeapStore wrapped = new HeapStore();
        Vault.open(wrapped, MASTER, seeded(1));

        assertThatThrownBy(() -> Vault.open(wrapped, null, seeded(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("none was given");
        assertThatThrownBy(() -> Vault.open(wrapped, master(2), seeded(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("give the right key");
        assertThatThrownBy(() -> Vault.open(wrapped, new SecretKeySpec(new byte[5], "AES"), seeded(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("16, 24 or 32 bytes");
        assertThat(Vault.open(wrapped, MASTER, seeded(2))).isNotNull();
    }

    @Test
    void givenABareCommunity_whenAMasterIsGiven_thenItsSecretsAreWrappedAndTheBareOnesScrubbed() {
        commit(this::aliceAndBob);
        byte[] bare = store.page(Space.META, 1, 0);

        Vault opened = Vault.open(store, MASTER, seeded(2));

        assertThat(hashed(opened)).isEqualTo(hashed(vault));
        assertThat(opened.person(ALICE)).isEqualTo(vault.person(ALICE));
        assertThat(store.page(Space.META, 1, 0)).isNotEqualTo(bare);
        assertThat(store.scrubs()).isEqualTo(1);
        assertThatThrownBy(() -> Vault.open(store, null, seeded(2))).isInstanceOf(StoreException.class);
    }

    @Test
    void givenSecretsMissingOrDamaged_whenOpened_thenTheyAreNotDrawnAnew() {
        commit(this::aliceAndBob);
        store.commit(new Commit().put(Space.META, 1, 0, new byte[] {9, 9}));
        assertThatThrownBy(() -> Vault.open(store, null, seeded(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged or newer");
        store.commit(new Commit().delete(Space.META, 1, 0));
        assertThatThrownBy(() -> Vault.open(store, null, seeded(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> Vault.open(new HeapStore().follow(), null, seeded(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("open it once for writing");
    }

    @Test
    void givenAFollower_whenTheWriterErases_thenTheFollowerForgetsToo() {
        commit(this::aliceAndBob);
        Vault follower = Vault.open(store.follow(), null, seeded(1));
        assertThat(follower.person(ALICE)).isNotNull();

        HeapStore erased = store.copy();
        Vault writer = Vault.open(erased, null, seeded(1));
        Commit commit = new Commit();
        writer.erase(ALICE, new int[0], new long[0], commit);
        store.followed(commit);

        assertThat(follower.person(ALICE)).isNull();
        assertThat(follower.text(1, ALICE)).isNull();
    }

    @Test
    void givenMorePersonsThanTheCacheHolds_whenChangedErasedAndReopenedAtRandom_thenReadsAgreeWithAMap() {
        int persons = 6_000;
        int rounds = Boolean.getBoolean("laurel.proof") ? 400_000 : 40_000;
        SplittableRandom random = new SplittableRandom(11);
        Map<Integer, Optional<String>> expected = new TreeMap<>();
        Vault vault = this.vault;
        Commit commit = new Commit();
        for (int round = 0; round < rounds; round++) {
            int identity = random.nextInt(persons);
            switch (random.nextInt(10)) {
                case 0 -> {
                    vault.erase(identity, new int[0], new long[0], commit);
                    expected.remove(identity);
                }
                case 1 -> {
                    store.commit(commit);
                    vault.committed();
                    commit = new Commit();
                    if (random.nextInt(200) == 0) {
                        vault = Vault.open(store, null, seeded(round));
                    }
                }
                case 2, 3, 4, 5 -> {
                    Optional<String> name = Optional.of("name " + random.nextInt(3));
                    vault.putIdentity(identity, "s", Actor.of("1").named(name.get()), SAID, commit);
                    expected.put(identity, name);
                }
                default -> {
                    Person person = vault.person(identity);
                    assertThat(person == null ? null : person.name()).isEqualTo(expected.get(identity));
                }
            }
        }
    }

    @Test
    void givenReadersAtWork_whenAMemberIsErased_thenNoReaderPutsThemBack() throws Exception {
        int rounds = Boolean.getBoolean("laurel.proof") ? 50_000 : 3_000;
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch bothHaveSeen = new CountDownLatch(2);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                reading.add(readers.submit(() -> {
                    int seen = 0;
                    while (!done.get()) {
                        if (vault.person(ALICE) != null && seen++ == 0) {
                            bothHaveSeen.countDown();
                        }
                    }
                    return seen;
                }));
            }
            long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            for (int round = 0;
                    round < rounds || (bothHaveSeen.getCount() > 0 && System.nanoTime() < patience);
                    round++) {
                commit(commit -> vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), SAID, commit));
                assertThat(vault.person(ALICE)).isNotNull();
                commit(commit -> vault.erase(ALICE, new int[0], new long[0], commit));
                assertThat(vault.person(ALICE)).isNull();
            }
            done.set(true);
            for (Future<Integer> each : reading) {
                assertThat(each.get()).isPositive();
            }
        } finally {
            done.set(true);
            readers.shutdownNow();
        }
    }
}
