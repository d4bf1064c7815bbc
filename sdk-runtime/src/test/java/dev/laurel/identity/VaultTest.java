package dev.laurel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.intake.KeyedHash.Domain;
import dev.laurel.spi.activity.Actor;
import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import dev.laurel.store.Space;
import dev.laurel.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final SecretKey MASTER = master(1);
    private static final int ALICE = 0;
    private static final int BOB = 1;
    private static final int THREAD = 7;

    private final HeapStore store = new HeapStore();
    private final Vault vault = Vault.open(store, null, seeded(1));

    @Test
    void givenPersons_whenCommittedAndOpenedAgain_thenEverythingIsThere() {
        String exotic = "Zoë \uD83D\uDC69\u200D\uD83D\uDCBB \u202Eمرحبا\u202C İstanbul\0";
        Actor actor = Actor.of("id-1").named(exotic).with("lang", "tr").with("bio", "b".repeat(20_000));
        commit(commit -> vault.putIdentity(ALICE, "forum", actor, commit));
        commit(commit -> vault.putIdentity(BOB, "forum", Actor.of(""), commit));
        commit(commit -> vault.putObject(THREAD, ALICE, object("t-7", "How to?"), commit));
        commit(commit -> vault.putObject(8, Vault.NOBODY, object("t-8", null), commit));
        commit(commit -> vault.putText(5_000_000_000L, BOB, "", commit));

        Vault again = Vault.open(store, null, seeded(2));

        assertThat(again.person(ALICE))
                .isEqualTo(new Person("forum", "id-1", Optional.of(exotic), actor.attributes()))
                .isEqualTo(vault.person(ALICE));
        assertThat(again.person(BOB)).isEqualTo(new Person("forum", "", Optional.empty(), Map.of()));
        assertThat(again.object(THREAD)).isEqualTo(object("t-7", "How to?"));
        assertThat(again.object(8)).isEqualTo(object("t-8", null));
        assertThat(again.text(5_000_000_000L, BOB)).isEmpty();
        assertThat(again.person(2)).isNull();
        assertThat(again.object(9)).isNull();
        assertThat(again.text(1, ALICE)).isNull();
    }

    @Test
    void givenAnotherOpening_whenTheSameIdIsHashed_thenTheHashIsTheSame() {
        assertThat(hashed(Vault.open(store, null, seeded(9)))).isEqualTo(hashed(vault));
        assertThat(hashed(Vault.open(new HeapStore(), null, seeded(9)))).isNotEqualTo(hashed(vault));
    }

    @Test
    void givenPersonalData_whenEveryStoredByteIsScanned_thenNothingIsReadable() {
        HeapStore wrapped = new HeapStore();
        Vault vault = Vault.open(wrapped, MASTER, seeded(3));
        Commit commit = new Commit();
        Actor actor = Actor.of("external-id-1").named("Alice Wonder").with("city", "Llanfairpwll");
        vault.putIdentity(ALICE, "source-of-all", actor, commit);
        vault.putObject(THREAD, ALICE, object("external-object", "A telling title"), commit);
        vault.putObject(8, Vault.NOBODY, object("orphan-object", "An orphan title"), commit);
        vault.putText(1, ALICE, "what Alice wrote", commit);
        wrapped.commit(commit);

        List<String> secrets = List.of(
                "external-id-1",
                "Alice",
                "Wonder",
                "city",
                "Llanfair",
                "source-of-all",
                "external-object",
                "telling",
                "orphan",
                "wrote");
        List<byte[]> bodies = new ArrayList<>();
        wrapped.bodies(bodies::add);
        assertThat(bodies).hasSize(6);
        for (byte[] body : bodies) {
            String latin = new String(body, StandardCharsets.ISO_8859_1);
            assertThat(secrets).noneMatch(latin::contains);
        }
    }

    @Test
    void givenStagedRows_whenReadBeforeTheCommit_thenTheyAreThere() {
        Commit commit = new Commit();
        vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), commit);
        vault.putObject(THREAD, ALICE, object("t", "Title"), commit);
        vault.putText(3, ALICE, "text", commit);

        assertThat(nameOf(ALICE)).contains("Alice");
        assertThat(vault.object(THREAD)).isEqualTo(object("t", "Title"));
        assertThat(vault.text(3, ALICE)).isEqualTo("text");
        assertThat(store.count(Space.VAULT_IDENTITY)).isZero();
    }

    @Test
    void givenACommitUnderWay_whenTheNextOneIsStaged_thenItsRowsOutliveTheFirstOnesSuccess() {
        Commit first = new Commit();
        vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), first);
        vault.putText(1, ALICE, "first", first);
        Commit second = new Commit();
        vault.putText(1, ALICE, "second", second);
        vault.putText(2, BOB, "other", second);

        store.commit(first);
        vault.committed(first);
        assertThat(vault.text(1, ALICE)).isEqualTo("second");
        assertThat(vault.text(2, BOB)).isEqualTo("other");

        store.commit(second);
        vault.committed(second);
        assertThat(vault.text(1, ALICE)).isEqualTo("second");
        assertThat(vault.text(2, BOB)).isEqualTo("other");
    }

    @Test
    void givenAPersonKnown_whenTheSameIsSaidAgain_thenNothingIsWrittenOrRead() {
        Actor actor = Actor.of("1").named("Alice").with("a", "1").with("b", "2");
        commit(commit -> vault.putIdentity(ALICE, "forum", actor, commit));
        long reads = store.reads();

        Commit again = new Commit();
        for (int i = 0; i < 1000; i++) {
            vault.putIdentity(
                    ALICE, "forum", Actor.of("1").named("Alice").with("b", "2").with("a", "1"), again);
            vault.putIdentity(ALICE, "forum", Actor.of("1"), again);
        }
        assertThat(again.isEmpty()).isTrue();
        assertThat(store.reads()).isEqualTo(reads);

        Vault reopened = Vault.open(store, null, seeded(5));
        reopened.putIdentity(ALICE, "forum", actor, again);
        assertThat(again.isEmpty()).isTrue();
    }

    @Test
    void givenAPersonKnown_whenAnythingChanges_thenTheNewIsRead() {
        Actor first = Actor.of("1").named("Alice").with("a", "12");
        commit(commit -> vault.putIdentity(ALICE, "forum", first, commit));
        for (Actor changed : List.of(
                Actor.of("1").named("Alicia").with("a", "12"),
                Actor.of("1").named("Alicia").with("a", "1"),
                Actor.of("1").named("Alicia").with("a1", "2"),
                Actor.of("1").with("a1", "2"),
                Actor.of("1").named("").with("a1", "2"),
                Actor.of("1").named("Alicia"))) {
            commit(commit -> vault.putIdentity(ALICE, "forum", changed, commit));
            assertThat(vault.person(ALICE)).isEqualTo(new Person("forum", "1", changed.name(), changed.attributes()));
            assertThat(Vault.open(store, null, seeded(1)).person(ALICE)).isEqualTo(vault.person(ALICE));
        }
    }

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
    void givenAnObjectThatBelongedToNobody_whenItsAuthorComesLater_thenItMovesUnderTheAuthorsKey() {
        commit(commit -> vault.putObject(THREAD, Vault.NOBODY, object("t", "Title"), commit));
        commit(commit -> vault.putObject(THREAD, ALICE, object("t", null), commit));
        assertThat(vault.object(THREAD)).isEqualTo(object("t", "Title"));

        commit(commit -> vault.erase(ALICE, new int[0], new long[0], commit));

        assertThat(vault.object(THREAD)).isNull();
        assertThat(Vault.open(store, null, seeded(1)).object(THREAD)).isNull();
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
            first.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), commit);
            first.putIdentity(BOB, "forum", Actor.of("2").named("Bob"), commit);
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
    void givenMoreThanARowTakes_whenStaged_thenItIsRefusedWithoutShowingIt() {
        Commit commit = new Commit();
        String huge = "secret ".repeat(200_000);
        assertThatThrownBy(() -> vault.putText(1, ALICE, huge, commit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shorten it")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> vault.putIdentity(ALICE, "forum", Actor.of("1").named(huge), commit))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.putObject(1, ALICE, object("1", huge), commit))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(commit.isEmpty()).isTrue();
        assertThat(vault.person(ALICE)).isNull();

        vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), commit);
        vault.putObject(1, ALICE, object("1", null), commit);
        assertThat(nameOf(ALICE)).contains("Alice");
        assertThat(vault.object(1)).isEqualTo(object("1", null));
        assertThatThrownBy(() -> vault.putIdentity(-1, "forum", Actor.of("1"), commit))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> vault.putObject(1, -2, object("1", null), commit))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenTheSameRandomness_whenTheSameIsStored_thenTheBytesAreTheSame() {
        List<byte[]> once = new ArrayList<>();
        List<byte[]> twice = new ArrayList<>();
        for (List<byte[]> bodies : List.of(once, twice)) {
            HeapStore store = new HeapStore();
            Vault vault = Vault.open(store, MASTER, seeded(4));
            Commit commit = new Commit();
            Actor actor = Actor.of("1").with("x", "1").with("y", "2").with("z", "3");
            vault.putIdentity(ALICE, "forum", actor, commit);
            vault.putText(1, BOB, "text", commit);
            store.commit(commit);
            store.bodies(bodies::add);
        }
        assertThat(once).hasSize(5).usingElementComparator(Arrays::compare).isEqualTo(twice);
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
                    vault.putIdentity(identity, "s", Actor.of("1").named(name.get()), commit);
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
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                reading.add(readers.submit(() -> {
                    int seen = 0;
                    while (!done.get()) {
                        seen += vault.person(ALICE) == null ? 0 : 1;
                    }
                    return seen;
                }));
            }
            for (int round = 0; round < rounds; round++) {
                commit(commit -> vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), commit));
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

    @Test
    void givenPersonsInText_whenPrinted_thenNothingPersonalShows() {
        assertThat(new Person("s", "id", Optional.of("Alice"), Map.of()).toString())
                .isEqualTo("a person");
        assertThat(object("id", "Title").toString()).isEqualTo("an object");
    }

    private interface Staging {
        void into(Commit commit);
    }

    private void commit(Staging staging) {
        Commit commit = new Commit();
        staging.into(commit);
        store.commit(commit);
        vault.committed();
    }

    private void aliceAndBob(Commit commit) {
        vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), commit);
        vault.putIdentity(BOB, "forum", Actor.of("2").named("Bob"), commit);
        vault.putObject(THREAD, ALICE, object("t", "Title"), commit);
        vault.putText(1, ALICE, "from Alice", commit);
        vault.putText(2, BOB, "from Bob", commit);
    }

    private Optional<String> nameOf(int identity) {
        Person person = vault.person(identity);
        return person == null ? Optional.empty() : person.name();
    }

    private static StoredObject object(String id, String title) {
        return new StoredObject("forum", id, Optional.ofNullable(title));
    }

    private static long[] hashed(Vault vault) {
        long[] out = new long[2];
        vault.hash().hash(Domain.IDENTITY, "forum", "1", out);
        return out;
    }

    private static SecretKey master(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return new SecretKeySpec(key, "AES");
    }

    private static SecureRandom seeded(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
