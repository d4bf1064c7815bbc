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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givenTheSameThingsInAnyOrder_whenAskedWhyNot_thenTheAnswerIsTheSame(long seed) {
        Random random = new Random(seed);
        List<Activity> happened = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Instant at = NOON.minus(Duration.ofMinutes(i * 600L + random.nextInt(600)));
            happened.add(random.nextInt(3) == 0 ? small("o" + i, at) : visit("v" + i, "ada", at));
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
        try (Laurel laurel = Town.in(in, plugin).start()) {
            Community town = laurel.community("town");
            happened.forEach(each -> get(town.record(SOURCE, each)));
            return Refused.all(town, key("ada"));
        }
    }
}
