package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objects form trees, whatever sources say. */
@Timeout(60)
class ParentsTest extends OpenTown {

    @Test
    void givenTwoObjectsThatWouldBelongToEachOther_whenRecorded_thenTheSecondIsRefused() {
        get(town.record(SOURCE, post("p1", "a", "b")));
        assertNothingStored(post("p2", "b", "a"), "PARENT_CYCLE", "/object/parent");
    }

    @Test
    void givenThreeObjectsThatWouldGoRound_whenRecorded_thenTheLastIsRefused() {
        get(town.record(SOURCE, List.of(post("p1", "a", "b"), post("p2", "b", "c"))));
        assertNothingStored(post("p3", "c", "a"), "PARENT_CYCLE", "/object/parent");
    }

    @Test
    void givenThousandLevelsOfParents_whenOneMoreIsRecorded_thenItIsRefusedFromEitherEnd() {
        List<Activity> levels = IntStream.range(0, 1_000)
                .mapToObj(i -> post("p" + i, "o" + i, "o" + (i + 1)))
                .toList();
        assertThat(get(town.record(SOURCE, levels)))
                .extracting(Recorded::outcome)
                .containsOnly(Outcome.ACCEPTED);
        assertNothingStored(post("above", "o1000", "o1001"), "PARENT_TOO_DEEP", "/object/parent");
        assertNothingStored(post("below", "under", "o0"), "PARENT_TOO_DEEP", "/object/parent");
        assertThat(get(town.record(SOURCE, post("beside", "side", "o1"))).outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void givenManyLevelsInOneCallInAnyOrder_whenRecorded_thenTheCommunityGoesOn() {
        List<Activity> levels = new ArrayList<>();
        IntStream.range(0, 1_500).forEach(i -> levels.add(post("p" + i, "o" + i, "o" + (i + 1))));
        Collections.shuffle(levels, new Random(7));
        List<Recorded> recorded = get(town.record(SOURCE, levels));
        assertThat(recorded).extracting(Recorded::outcome).contains(Outcome.ACCEPTED);
        assertThat(recorded.stream().filter(one -> !one.isKept()))
                .isNotEmpty()
                .allMatch(one -> one.code().equals("PARENT_TOO_DEEP"));
        assertThat(get(town.verify()).problems()).isEmpty();
    }

    @Test
    void givenMoveThatIsTakenBack_whenTheFirstParentBelongsBelowByNow_thenThereIsNoCycle() {
        get(town.record(SOURCE, post("p1", "a", "b", NOON.minusSeconds(30))));
        get(town.record(SOURCE, post("p2", "a", "c", NOON.minusSeconds(20))));
        get(town.record(SOURCE, post("p3", "b", "a", NOON.minusSeconds(10))));
        get(town.record(
                SOURCE, Activity.of("undo", "p4").at(NOON).withdraws("p2").build()));
        Activity deleted = Activity.of("deleted", "p5")
                .at(NOON)
                .about(ObjectRef.of("a", "post").state(ObjectState.DELETED).build())
                .build();
        assertThat(get(town.record(SOURCE, deleted)).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(get(town.verify()).problems()).isEmpty();
    }

    @Test
    void givenAnswersInATopic_whenItIsDeletedAndRestored_thenTheirPointsGoAndComeBack() {
        get(town.record(SOURCE, post("p1", "topic", "board")));
        get(town.record(
                SOURCE,
                Activity.of("answer", "p2")
                        .at(NOON)
                        .about(ObjectRef.of("a", "answer")
                                .in("topic")
                                .by(Actor.of("bob"))
                                .build())
                        .build()));
        assertThat(Town.balance(town, "bob")).isEqualTo(5);
        get(town.record(SOURCE, state("p3", ObjectState.DELETED, NOON.plusSeconds(1))));
        assertThat(Town.balance(town, "bob")).isZero();
        get(town.record(SOURCE, state("p4", ObjectState.LIVE, NOON.plusSeconds(2))));
        assertThat(Town.balance(town, "bob")).isEqualTo(5);
    }

    private static Activity state(String id, ObjectState state, Instant at) {
        return Activity.of("moderated", id)
                .at(at)
                .about(ObjectRef.of("board", "board").state(state).build())
                .build();
    }

    private static Activity post(String id, String object, String parent) {
        return post(id, object, parent, NOON);
    }

    private static Activity post(String id, String object, String parent, Instant at) {
        return Activity.of("post", id)
                .at(at)
                .about(ObjectRef.of(object, "post").in(parent).build())
                .build();
    }

    private void assertNothingStored(Activity activity, String code, String place) {
        long before = get(town.activityCount());
        long segment = Town.lastSegment(folder);
        Recorded recorded = get(town.record(SOURCE, activity));
        assertThat(recorded.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(recorded.code()).isEqualTo(code);
        assertThat(recorded.message()).startsWith(place + ": ");
        assertThat(get(town.activityCount())).isEqualTo(before);
        assertThat(Town.lastSegment(folder)).isEqualTo(segment);
    }
}
