package dev.laurel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.activity.Actor;
import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import dev.laurel.store.Space;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the vault keeps, and what it costs to keep it. */
class VaultTest extends VaultFixture {
    @Test
    void givenPersons_whenCommittedAndOpenedAgain_thenEverythingIsThere() {
        String exotic = "Zoë \uD83D\uDC69\u200D\uD83D\uDCBB \u202Eمرحبا\u202C İstanbul\0";
        Actor actor = Actor.of("id-1").named(exotic).with("lang", "tr").with("bio", "b".repeat(20_000));
        commit(commit -> vault.putIdentity(ALICE, "forum", actor, SAID, commit));
        commit(commit -> vault.putIdentity(BOB, "forum", Actor.of(""), SAID, commit));
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
        vault.putIdentity(ALICE, "source-of-all", actor, SAID, commit);
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
        vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), SAID, commit);
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
        vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), SAID, first);
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
        commit(commit -> vault.putIdentity(ALICE, "forum", actor, SAID, commit));
        long reads = store.reads();

        Commit again = new Commit();
        for (int i = 0; i < 1000; i++) {
            vault.putIdentity(
                    ALICE, "forum", Actor.of("1").named("Alice").with("b", "2").with("a", "1"), SAID, again);
            vault.putIdentity(ALICE, "forum", Actor.of("1"), SAID, again);
        }
        assertThat(again.isEmpty()).isTrue();
        assertThat(store.reads()).isEqualTo(reads);

        Vault reopened = Vault.open(store, null, seeded(5));
        reopened.putIdentity(ALICE, "forum", actor, SAID, again);
        assertThat(again.isEmpty()).isTrue();
    }

    @Test
    void givenAPersonKnown_whenAnythingChanges_thenTheNewIsRead() {
        Actor first = Actor.of("1").named("Alice").with("a", "12");
        commit(commit -> vault.putIdentity(ALICE, "forum", first, SAID, commit));
        for (Actor changed : List.of(
                Actor.of("1").named("Alicia").with("a", "12"),
                Actor.of("1").named("Alicia").with("a", "1"),
                Actor.of("1").named("Alicia").with("a1", "2"),
                Actor.of("1").with("a1", "2"),
                Actor.of("1").named("").with("a1", "2"),
                Actor.of("1").named("Alicia"))) {
            commit(commit -> vault.putIdentity(ALICE, "forum", changed, SAID, commit));
            assertThat(vault.person(ALICE)).isEqualTo(new Person("forum", "1", changed.name(), changed.attributes()));
            assertThat(Vault.open(store, null, seeded(1)).person(ALICE)).isEqualTo(vault.person(ALICE));
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
    void givenMoreThanARowTakes_whenStaged_thenItIsRefusedWithoutShowingIt() {
        Commit commit = new Commit();
        String huge = "secret ".repeat(200_000);
        assertThatThrownBy(() -> vault.putText(1, ALICE, huge, commit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shorten it")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> vault.putIdentity(ALICE, "forum", Actor.of("1").named(huge), SAID, commit))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.putObject(1, ALICE, object("1", huge), commit))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(commit.isEmpty()).isTrue();
        assertThat(vault.person(ALICE)).isNull();

        vault.putIdentity(ALICE, "forum", Actor.of("1").named("Alice"), SAID, commit);
        vault.putObject(1, ALICE, object("1", null), commit);
        assertThat(nameOf(ALICE)).contains("Alice");
        assertThat(vault.object(1)).isEqualTo(object("1", null));
        assertThatThrownBy(() -> vault.putIdentity(-1, "forum", Actor.of("1"), SAID, commit))
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
            vault.putIdentity(ALICE, "forum", actor, SAID, commit);
            vault.putText(1, BOB, "text", commit);
            store.commit(commit);
            store.bodies(bodies::add);
        }
        assertThat(once).hasSize(5).usingElementComparator(Arrays::compare).isEqualTo(twice);
    }

    @Test
    void givenPersonsInText_whenPrinted_thenNothingPersonalShows() {
        assertThat(new Person("s", "id", Optional.of("Alice"), Map.of()).toString())
                .isEqualTo("a person");
        assertThat(object("id", "Title").toString()).isEqualTo("an object");
    }
}
