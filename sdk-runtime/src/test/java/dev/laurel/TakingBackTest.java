package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Earned;
import dev.laurel.view.Recorded.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What activities take back: points, an object's, an older revision's, an older name's place. */
@Timeout(60)
class TakingBackTest extends OpenTown {

    @Test
    void givenWithdrawal_whenRecorded_thenItSaysWhatItTookAway() {
        get(town.record(SOURCE, thanks("1", "bob", "ada")));
        Recorded withdrawn = get(town.record(
                SOURCE, Activity.of("undo", "2").at(NOON).withdraws("1").build()));
        assertThat(withdrawn.earned())
                .extracting(Earned::unit, Earned::amount)
                .containsExactlyInAnyOrder(tuple(TownPlugin.REPUTATION, -10L), tuple(TownPlugin.KIND, -1L));
    }

    @Test
    void givenActivityAndItsWithdrawalInOneCall_whenRecorded_thenEachSaysItsOwn() {
        List<Recorded> both = get(town.record(
                SOURCE,
                List.of(
                        thanks("1", "bob", "ada"),
                        Activity.of("undo", "2").at(NOON).withdraws("1").build())));
        assertThat(both.get(0).earned()).extracting(Earned::amount).containsExactlyInAnyOrder(10L, 1L);
        assertThat(both.get(1).earned()).extracting(Earned::amount).containsExactlyInAnyOrder(-10L, -1L);
    }

    @Test
    void givenDeletionOfAnObject_whenRecorded_thenItSaysWhatItTookAway() {
        get(town.record(SOURCE, Town.answer("1", "ada", "a")));
        Recorded deleted = get(town.record(
                SOURCE,
                Activity.of("removed", "2")
                        .at(NOON)
                        .about(ObjectRef.of("a", "answer")
                                .state(ObjectState.DELETED)
                                .build())
                        .build()));
        assertThat(deleted.earned())
                .extracting(Earned::unit, Earned::amount)
                .containsExactly(tuple(TownPlugin.REPUTATION, -5L));
    }

    @Test
    void givenOlderRevision_whenRecorded_thenNothingChangesAndItSaysWhy() {
        get(town.record(SOURCE, revision(3, "ada")));
        Recorded older = get(town.record(SOURCE, revision(2, "bob")));
        assertThat(older.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(older.code()).isEqualTo("OLDER_REVISION");
        assertThat(older.message()).contains("revision 3", "2 is older");
        assertThat(get(town.record(SOURCE, revision(-1, "bob"))).code()).isEqualTo("REVISION_NEGATIVE");
    }

    private static Activity revision(long revision, String thanked) {
        return Activity.of("thanks", "r")
                .at(NOON)
                .by(Role.THANKED, Actor.of(thanked))
                .revision(revision)
                .build();
    }

    @Test
    void givenNameThatIsOlderAndArrivesLater_whenAsked_thenTheNewerOneStays() {
        get(town.record(SOURCE, named("2", "Ada Newer", NOON)));
        get(town.record(SOURCE, named("1", "Ada Older", NOON.minus(Duration.ofDays(9)))));
        assertThat(get(town.member(key("ada"))).orElseThrow().name()).isEqualTo("Ada Newer");
        laurel.close();
        laurel = Town.in(folder, plugin).start();
        town = laurel.community("town");
        get(town.record(SOURCE, named("0", "Ada Oldest", NOON.minus(Duration.ofDays(10)))));
        assertThat(get(town.member(key("ada"))).orElseThrow().name()).isEqualTo("Ada Newer");
        get(town.record(SOURCE, named("3", "Ada Newest", NOON.plusSeconds(60))));
        assertThat(get(town.member(key("ada"))).orElseThrow().name()).isEqualTo("Ada Newest");
    }

    private static Activity named(String id, String name, Instant at) {
        return Activity.of("visit", id)
                .at(at)
                .by(Role.MEMBER, Actor.of("ada").named(name))
                .build();
    }

    @Test
    void givenNullForAnything_whenCalled_thenItIsNamed() {
        assertThatThrownBy(() -> town.record(null, List.of())).hasMessage("source");
        assertThatThrownBy(() -> town.merge(null, key("ada"), "me", "why")).hasMessage("from");
        assertThatThrownBy(() -> town.erase(key("ada"), null)).hasMessage("by");
        assertThatThrownBy(() -> town.top(null, 1)).hasMessage("unit");
    }
}
