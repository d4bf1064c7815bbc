package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static dev.laurel.Town.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.MemberKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Why no points?" has the same answer whichever way things came in. */
@Timeout(120)
class DeclinesTest {

    @TempDir
    Path folder;

    private final TownPlugin plugin = new TownPlugin();
    private final GardenPlugin garden = new GardenPlugin();

    /** What is refused, however it is on record. */
    private record Refused(Instant happened, String role, String rule, String code) {
        static List<Refused> all(Community town, MemberKey member) {
            return get(town.declines(member, 1_000)).stream()
                    .map(each -> new Refused(each.happened(), each.role(), each.rule(), each.code()))
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .toList();
        }
    }

    private static Activity small(String id, Instant at) {
        return Activity.of("order", id)
                .at(at)
                .by(Role.MEMBER, Actor.of("ada"))
                .amount(5)
                .build();
    }

    @Test
    void givenALateVisit_whenTheOneThatCountedDoesNotAnyMore_thenItSaysWhy() {
        try (Laurel laurel = Town.in(folder, plugin).start()) {
            Community town = laurel.community("town");
            get(town.record(SOURCE, visit("v2", "ada", NOON)));
            assertThat(get(town.declines(key("ada"), 10))).isEmpty();
            get(town.record(SOURCE, visit("v1", "ada", NOON.minusSeconds(60))));
            assertThat(get(town.declines(key("ada"), 10)))
                    .extracting(DeclineLine::happened, DeclineLine::code, DeclineLine::role, DeclineLine::activityType)
                    .containsExactly(tuple(NOON, "LIMIT_ONCE_A_DAY", "member", "visit"));
            get(town.record(SOURCE, visit("v0", "ada", NOON.minusSeconds(120))));
            assertThat(get(town.declines(key("ada"), 10)))
                    .extracting(DeclineLine::happened)
                    .containsExactly(NOON.minusSeconds(60), NOON);
        }
        try (Laurel laurel = Town.in(folder, plugin).start()) {
            assertThat(get(laurel.community("town").declines(key("ada"), 10)))
                    .extracting(DeclineLine::happened)
                    .containsExactly(NOON.minusSeconds(60), NOON);
        }
    }

    @Test
    void givenAnImportedHistory_whenItIsJudgedAtOnce_thenWhatWasRefusedLastIsToldInOrder() {
        plugin.backfill = true;
        IntStream.range(0, 50).forEach(i -> plugin.dump.add(small("o" + i, NOON.minus(Duration.ofHours(50 - i)))));
        try (Laurel laurel = Town.importing(folder, plugin).start()) {
            Community town = laurel.community("town");
            get(town.upToDate("dump"));
            List<DeclineLine> lines = get(town.declines(MemberKey.of("dump", "ada"), 100));
            assertThat(lines)
                    .extracting(DeclineLine::happened)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 32)
                            .mapToObj(i -> NOON.minus(Duration.ofHours(i)))
                            .toList());
            assertThat(lines).allMatch(line -> line.code().equals("TOO_SMALL"));
            assertThat(lines)
                    .extracting(DeclineLine::id)
                    .isSortedAccordingTo(Collections.<String>reverseOrder())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void givenMoreRefusalsThanAreKept_whenOneIsNew_thenItIsAmongThem() {
        try (Laurel laurel = Town.in(folder, plugin).start()) {
            Community town = laurel.community("town");
            for (int i = 0; i < 40; i++) {
                get(town.record(SOURCE, visit("v" + i, "ada", NOON.minusSeconds(600 - i))));
            }
            assertThat(get(town.declines(key("ada"), 100))).hasSize(39);
            get(town.record(SOURCE, visit("first", "ada", NOON.minusSeconds(700))));
            assertThat(get(town.declines(key("ada"), 100)))
                    .hasSize(40)
                    .extracting(DeclineLine::happened)
                    .contains(NOON.minusSeconds(600));
        }
    }

    private Laurel withGarden(Path in) {
        return Town.bare(in, plugin)
                .plugin(garden)
                .community("town", town -> town.rules("town/rules").rules("garden/rules"))
                .start();
    }

    private static Activity sow(String id, Instant at, long amount) {
        return Activity.of("sow", id)
                .at(at)
                .by(Role.MEMBER, Actor.of("ada"))
                .amount(amount)
                .build();
    }

    @Test
    void givenARuleThatLooksAgain_whenJudgedLate_thenOnlyItsLastAnswerCounts() {
        try (Laurel laurel = withGarden(folder)) {
            Community town = laurel.community("town");
            get(town.record(SOURCE, visit("v", "ada", NOON)));
            get(town.record(SOURCE, sow("rose", NOON.minus(Duration.ofDays(5)), 2)));
            get(town.record(SOURCE, sow("nettle", NOON.minus(Duration.ofDays(4)), 1)));
            get(town.record(SOURCE, sow("fresh", NOON.minusSeconds(60), 2)));
            assertThat(Refused.all(town, key("ada")))
                    .extracting(Refused::happened, Refused::code)
                    .containsExactlyInAnyOrder(
                            tuple(NOON.minus(Duration.ofDays(4)), "A_WEED"), tuple(NOON.minusSeconds(60), "TOO_YOUNG"));
            assertThat(Town.balance(town, "ada")).isEqualTo(1 + 3);
        }
    }

    @Test
    void givenARuleThatGaveAndIsBroken_whenTheMemberIsJudgedAnew_thenThereIsNoRefusalOfWhatIsStillHeld() {
        Instant sown = NOON.minus(Duration.ofDays(5));
        try (Laurel laurel = withGarden(folder)) {
            Community town = laurel.community("town");
            get(town.record(SOURCE, sow("rose", sown, 2)));
            get(town.record(SOURCE, visit("v", "ada", NOON)));
            garden.broken = true;
            get(town.record(SOURCE, visit("late", "ada", sown.minusSeconds(60))));
            assertThat(Town.balance(town, "ada")).isEqualTo(3 + 2);
            assertThat(get(town.declines(key("ada"), 10))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givenABrokenRule_whenItIsMended_thenEachRefusalIsToldAndNoFailureAnyMore(boolean lenient) {
        Instant first = NOON.minus(Duration.ofDays(60));
        garden.broken = true;
        try (Laurel laurel = withGarden(folder)) {
            Community town = laurel.community("town");
            for (int i = 0; i < 50; i++) {
                get(town.record(SOURCE, sow("s" + i, first.plus(Duration.ofDays(i)), 1)));
            }
            assertThat(codes(town)).hasSize(50).containsOnly("RULE_FAILED");
        }
        try (Laurel laurel = withGarden(folder)) {
            assertThat(codes(laurel.community("town"))).hasSize(50).containsOnly("RULE_FAILED");
        }
        garden.broken = false;
        garden.lenient = lenient;
        try (Laurel laurel = withGarden(folder)) {
            Community town = laurel.community("town");
            if (lenient) {
                assertThat(codes(town)).isEmpty();
            } else {
                assertThat(codes(town)).hasSize(50).containsOnly("A_WEED");
            }
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    private static List<String> codes(Community town) {
        return Refused.all(town, key("ada")).stream().map(Refused::code).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givenTheSameThingsInAnyOrder_whenAskedWhyNot_thenTheAnswerIsTheSame(long seed) {
        Random random = new Random(seed);
        List<Activity> happened = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Instant at = NOON.minus(Duration.ofMinutes(i * 600L + random.nextInt(600)));
            happened.add(
                    switch (random.nextInt(4)) {
                        case 0 -> small("o" + i, at);
                        case 1 -> sow("s" + i, at, i);
                        default -> visit("v" + i, "ada", at);
                    });
            if (random.nextInt(4) == 0) {
                String id = happened.get(happened.size() - 1).id();
                happened.add(Activity.of("undo", "u" + i).at(at).withdraws(id).build());
            }
        }
        Collections.reverse(happened);
        List<Refused> inOrder = refused(folder.resolve("in-order"), happened);
        assertThat(inOrder).hasSizeGreaterThan(3);
        Collections.shuffle(happened, random);
        assertThat(refused(folder.resolve("shuffled"), happened)).isEqualTo(inOrder);
    }

    private List<Refused> refused(Path in, List<Activity> happened) {
        try (Laurel laurel = withGarden(in)) {
            Community town = laurel.community("town");
            happened.forEach(each -> get(town.record(SOURCE, each)));
            return Refused.all(town, key("ada"));
        }
    }
}
