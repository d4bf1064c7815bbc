package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static dev.laurel.Town.order;
import static dev.laurel.Town.thanks;
import static dev.laurel.Town.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Declined;
import dev.laurel.view.Recorded.Earned;
import dev.laurel.view.Recorded.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RecordTest extends OpenTown {

    @Test
    void givenActivity_whenRecorded_thenItSaysWhatEachMemberEarnedByWhichRule() {
        Recorded recorded = get(town.record(SOURCE, thanks("1", "ada", "bob")));
        long ada = get(town.member(key("ada"))).orElseThrow().member();
        long bob = get(town.member(key("bob"))).orElseThrow().member();
        assertThat(recorded.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(recorded.isKept()).isTrue();
        assertThat(recorded.code()).isEmpty();
        assertThat(recorded.message()).isEmpty();
        assertThat(recorded.declined()).isEmpty();
        assertThat(recorded.earned())
                .containsExactlyInAnyOrder(
                        new Earned(bob, TownPlugin.REPUTATION, 10, TownPlugin.THANKED, "thanked"),
                        new Earned(ada, TownPlugin.KIND, 1, "town/rules/kind", "rater"));
    }

    @Test
    void givenSameActivityAgain_whenRecorded_thenItIsADuplicateAndNothingMoves() {
        get(town.record(SOURCE, thanks("1", "ada", "bob")));
        Recorded again = get(town.record(SOURCE, thanks("1", "ada", "bob")));
        assertThat(again).isEqualTo(new Recorded(Outcome.DUPLICATE, "", "", List.of(), List.of()));
        assertThat(Town.balance(town, "bob")).isEqualTo(10);
        assertThat(get(town.activityCount())).isOne();
    }

    @Test
    void givenSameIdFromAnotherSource_whenRecorded_thenItIsAnotherActivity() {
        get(town.record(SOURCE, thanks("1", "ada", "bob")));
        assertThat(get(town.record("shop", thanks("1", "ada", "bob"))).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(get(town.activityCount())).isEqualTo(2);
    }

    @Test
    void givenSameIdWithOtherContent_whenRecorded_thenItIsAConflictAndTheFirstStays() {
        get(town.record(SOURCE, thanks("1", "ada", "bob")));
        Recorded conflict = get(town.record(SOURCE, thanks("1", "ada", "cleo")));
        assertThat(conflict.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(conflict.isKept()).isFalse();
        assertThat(conflict.code()).isEqualTo("CONFLICT");
        assertThat(conflict.message())
                .startsWith("/id: ")
                .contains("the first stays")
                .contains("new id");
        assertThat(Town.balance(town, "bob")).isEqualTo(10);
        assertThat(get(town.member(key("cleo")))).isEmpty();
        assertThat(get(town.activityCount())).isOne();
    }

    @Test
    void givenOrderTooSmall_whenRecorded_thenItSaysWhyNothingWasEarned() {
        Recorded recorded = get(town.record(SOURCE, order("1", "ada", 99)));
        long ada = get(town.member(key("ada"))).orElseThrow().member();
        assertThat(recorded.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(recorded.earned()).isEmpty();
        assertThat(recorded.declined())
                .containsExactly(new Declined(ada, "town/rules/bought", "TOO_SMALL", Long.MAX_VALUE));
    }

    @Test
    void givenSecondVisitOfTheDay_whenRecorded_thenItSaysWhichLimitAndWhenItsOver() {
        Instant morning = Instant.parse("2026-03-01T08:00:00Z");
        get(town.record(SOURCE, visit("1", "ada", morning)));
        Recorded second = get(town.record(SOURCE, visit("2", "ada", morning.plusSeconds(60))));
        assertThat(second.earned()).isEmpty();
        assertThat(second.declined())
                .extracting(Declined::rule, Declined::code, Declined::from)
                .containsExactly(tuple(
                        "town/rules/visited",
                        "LIMIT_ONCE_A_DAY",
                        Instant.parse("2026-03-02T00:00:00Z").toEpochMilli()));
    }

    @Test
    void givenLateActivity_whenRecorded_thenItSaysWhatItEarnedAndTotalsAreThoseOfTheRightOrder() {
        get(town.record(SOURCE, thanks("2", "ada", "bob", NOON)));
        Recorded late = get(town.record(SOURCE, thanks("1", "cleo", "bob", NOON.minus(Duration.ofDays(3)))));
        long bob = get(town.member(key("bob"))).orElseThrow().member();
        assertThat(late.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(late.earned()).contains(new Earned(bob, TownPlugin.REPUTATION, 10, TownPlugin.THANKED, "thanked"));
        assertThat(Town.balance(town, "bob")).isEqualTo(20);
    }

    @Test
    void givenActivityWithdrawn_whenRecorded_thenItTakesBackWhatItEarned() {
        get(town.record(SOURCE, thanks("1", "ada", "bob")));
        get(town.record(
                SOURCE, Activity.of("unthanks", "2").at(NOON).withdraws("1").build()));
        assertThat(Town.balance(town, "bob")).isZero();
        assertThat(Town.balance(town, "ada", TownPlugin.KIND)).isZero();
    }

    @Test
    void givenMixedCall_whenRecorded_thenResultsComeInTheOrderOfTheCall() {
        get(town.record(SOURCE, thanks("0", "ada", "bob")));
        List<Recorded> recorded = get(town.record(
                SOURCE,
                List.of(
                        thanks("1", "ada", "bob"),
                        thanks("0", "ada", "bob"),
                        thanks(" ", "ada", "bob"),
                        thanks("0", "ada", "eve"),
                        thanks("1", "ada", "bob"),
                        order("5", "ada", 500))));
        assertThat(recorded)
                .extracting(Recorded::outcome)
                .containsExactly(
                        Outcome.ACCEPTED,
                        Outcome.DUPLICATE,
                        Outcome.REFUSED,
                        Outcome.CONFLICT,
                        Outcome.DUPLICATE,
                        Outcome.ACCEPTED);
        assertThat(recorded.get(5).earned()).extracting(Earned::amount).containsExactly(500L);
    }

    @Test
    void givenCallLongerThanASegment_whenRecorded_thenEachHasItsOwnResult() {
        List<Activity> many = IntStream.range(0, 10_000)
                .mapToObj(i -> Activity.of("thanks", "long-" + i)
                        .at(NOON.minusSeconds(20_000 - i))
                        .by(Role.THANKED, Actor.of("bob"))
                        .attribute("note", "x".repeat(900))
                        .build())
                .toList();
        List<Recorded> recorded = get(town.record(SOURCE, many));
        assertThat(recorded).hasSize(10_000).allSatisfy(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(one.earned()).extracting(Earned::amount).containsExactly(10L);
        });
        assertThat(Town.lastSegment(folder)).isGreaterThan(2);
        assertThat(Town.balance(town, "bob")).isEqualTo(100_000);
        assertThat(get(town.verify()).problems()).isEmpty();
    }

    @Test
    void givenNothing_whenRecorded_thenNothingComesOfIt() {
        assertThat(get(town.record(SOURCE, List.of()))).isEmpty();
        assertThat(get(town.activityCount())).isZero();
    }

    @Test
    void givenMoreActivitiesThanACallTakes_whenRecorded_thenItIsRefusedWithASentenceAndNothingIsStored() {
        List<Activity> many = IntStream.range(0, 10_001)
                .mapToObj(i -> thanks("m" + i, "ada", "bob"))
                .toList();
        assertThatThrownBy(() -> get(town.record(SOURCE, many)))
                .isInstanceOf(LaurelException.class)
                .hasMessageContaining("10000")
                .hasMessageContaining("10001")
                .hasMessageContaining("send them in several");
        assertThat(get(town.activityCount())).isZero();
    }

    @Test
    void givenMoreWaitingThanThereIsRoomFor_whenRecorded_thenItIsToldToSendAgainAndTheRestIsKept() {
        List<CompletableFuture<List<Recorded>>> calls = new ArrayList<>();
        calls.add(town.record(
                SOURCE,
                List.of(Activity.of("order", "held")
                        .at(NOON)
                        .by(Role.MEMBER, Actor.of("ada"))
                        .attribute("hold", true)
                        .build())));
        for (int call = 0; call < 11; call++) {
            int first = call * 10_000;
            List<Activity> many = IntStream.range(first, first + 10_000)
                    .mapToObj(i -> Activity.of("noted", "o" + i).at(NOON).build())
                    .toList();
            calls.add(town.record(SOURCE, many));
        }
        plugin.hold.countDown();
        long kept = 0;
        int told = 0;
        for (CompletableFuture<List<Recorded>> call : calls) {
            try {
                kept += get(call).size();
            } catch (LaurelException overloaded) {
                told++;
                assertThat(overloaded).hasMessageContaining("waiting").hasMessageContaining("send it again");
            }
        }
        assertThat(told).isEqualTo(2);
        assertThat(get(town.activityCount())).isEqualTo(kept);
        assertThat(get(town.record(SOURCE, thanks("after", "ada", "bob"))).outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void givenCallbackThatThrows_whenRecorded_thenTheCommunityGoesOn() {
        CompletableFuture<Recorded> thrown = town.record(SOURCE, thanks("1", "ada", "bob"))
                .thenApply(recorded -> {
                    throw new IllegalStateException("the host's mistake");
                });
        assertThatThrownBy(() -> get(thrown)).hasMessage("the host's mistake");
        assertThat(get(town.record(SOURCE, thanks("2", "ada", "bob"))).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(Town.balance(town, "bob")).isEqualTo(20);
    }

    @Test
    void givenCallbackThatBlocks_whenOthersRecordAndRead_thenTheyAreAnswered() {
        CountDownLatch blocking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try {
            // Held until the callback is attached: attached to an answer that is there, it would run on this very
            // thread.
            CompletableFuture<Recorded> held = town.record(
                    SOURCE,
                    Activity.of("order", "held")
                            .at(NOON)
                            .by(Role.MEMBER, Actor.of("bob"))
                            .attribute("hold", true)
                            .build());
            CompletableFuture<Void> blocked = held.thenAccept(recorded -> {
                blocking.countDown();
                TownPlugin.await(release);
            });
            plugin.hold.countDown();
            TownPlugin.await(blocking);
            get(town.record(SOURCE, thanks("1", "ada", "bob")));
            assertThat(get(town.record(SOURCE, thanks("2", "ada", "bob"))).outcome())
                    .isEqualTo(Outcome.ACCEPTED);
            assertThat(Town.balance(town, "bob")).isEqualTo(20);
            assertThat(blocked).isNotDone();
        } finally {
            release.countDown();
        }
    }

    @Test
    void givenCallbackThatAsksTheCommunityAndWaits_whenRecorded_thenItGetsItsAnswer() {
        CompletableFuture<Long> asked =
                town.record(SOURCE, thanks("1", "ada", "bob")).thenApply(recorded -> Town.balance(town, "bob"));
        assertThat(get(asked)).isEqualTo(10);
    }

    @Test
    void givenEightThreadsThatSendTheSameInAnyOrder_whenRecorded_thenEachIsThereOnceAndWasEarnedOnce()
            throws Exception {
        int count = Town.PROOF ? 40_000 : 4_000;
        List<Activity> all = IntStream.range(0, count)
                .mapToObj(i -> thanks("c" + i, "ada" + i % 7, "bob" + i % 5, NOON.minusSeconds(i * 37L % 86_400)))
                .toList();
        AtomicLong accepted = new AtomicLong();
        AtomicLong earned = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failed = Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 8; t++) {
            List<Activity> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, new Random(20_260_301 + t));
            Thread thread = new Thread(() -> {
                List<CompletableFuture<List<Recorded>>> calls = new ArrayList<>();
                for (int from = 0; from < count; from += 100) {
                    calls.add(town.record(SOURCE, shuffled.subList(from, from + 100)));
                    if (calls.size() % 50 == 0) {
                        // So that eight threads together stay within what may wait.
                        assertThat(get(calls.get(calls.size() - 1))).hasSize(100);
                    }
                }
                for (CompletableFuture<List<Recorded>> call : calls) {
                    for (Recorded one : get(call)) {
                        accepted.addAndGet(one.outcome() == Outcome.ACCEPTED ? 1 : 0);
                        earned.addAndGet(one.earned().stream()
                                .filter(each -> each.unit().equals(TownPlugin.REPUTATION))
                                .mapToLong(Earned::amount)
                                .sum());
                    }
                }
            });
            thread.setUncaughtExceptionHandler((which, failure) -> failed.add(failure));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failed).isEmpty();
        assertThat(accepted).hasValue(count);
        assertThat(get(town.activityCount())).isEqualTo(count);
        long total = IntStream.range(0, 5)
                .mapToLong(i -> Town.balance(town, "bob" + i))
                .sum();
        assertThat(total).isEqualTo(10L * count);
        assertThat(earned).hasValue(10L * count);
        assertThat(get(town.verify()).problems()).isEmpty();
    }
}
