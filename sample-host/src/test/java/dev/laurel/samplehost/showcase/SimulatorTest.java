package dev.laurel.samplehost.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows the story. */
class SimulatorTest {
    private static final Instant NOW = StoryTest.END.plus(Duration.ofHours(5));

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAPositionWhenGoneOnFromThenItIsAsIfItHadNeverStopped(Company company) {
        Story story = Story.of(company, StoryTest.SEED, StoryTest.END);
        Simulator first = Simulator.of(story, 9);
        List<String> whole = printed(first, 700);

        Simulator begun = Simulator.of(story, 9);
        List<String> parts = printed(begun, 311);
        Simulator resumed = Simulator.of(Story.of(company, StoryTest.SEED, StoryTest.END), 9)
                .skip(begun.position());
        parts.addAll(printed(resumed, 389));

        assertThat(parts).isEqualTo(whole);
        assertThat(resumed.position()).isEqualTo(700);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenTheStoryWhenItGoesOnThenNoIdComesAgain(Company company) {
        Story story = Story.of(company, StoryTest.SEED, StoryTest.END);
        Set<String> ids = story.happenings().stream()
                .map(each -> each.activity().id())
                .collect(Collectors.toCollection(HashSet::new));
        for (long seed : new long[] {9, 10, -10}) {
            for (Activity each : next(Simulator.of(story, seed), 2_000)) {
                assertThat(ids.add(each.id())).as("%s", each.id()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAMinuteWhenWatchedThenItLooksAlive(Company company) {
        Story story = Story.of(company, StoryTest.SEED, StoryTest.END);
        Simulator simulator = Simulator.of(story, 9);
        Duration whole = Duration.ZERO;
        Set<String> types = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            assertThat(simulator.untilNext()).isPositive().isLessThan(Duration.ofSeconds(15));
            Happening next = simulator.next(NOW);
            whole = whole.plus(next.gap());
            types.add(next.activity().type());
        }

        assertThat(whole.toMillis() / 2_000).isBetween(2_000L, 5_000L);
        assertThat(types)
                .contains(
                        "question.asked",
                        "answer.posted",
                        "answer.accepted",
                        "post.helpful",
                        "comment.posted",
                        "review.written",
                        "photo.shared",
                        "order.placed");
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenWhatFollowsWhenReadThenNothingIsRatedBeforeItIsThere(Company company) {
        Story story = Story.of(company, StoryTest.SEED, StoryTest.END);
        Set<String> there = new HashSet<>();
        for (Activity each : next(Simulator.of(story, 9), 2_000)) {
            if (StoryTest.CONTRIBUTIONS.contains(each.type())) {
                there.add(each.object().orElseThrow().id());
            } else if (each.type().endsWith(".helpful") || each.type().equals("answer.accepted")) {
                assertThat(there).contains(each.object().orElseThrow().id());
            }
            each.withdraws().ifPresent(id -> assertThat(there).contains(id));
            there.add(each.id());
        }
    }

    private static List<String> printed(Simulator simulator, int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(StoryTest.print(simulator.next(NOW)));
        }
        return all;
    }

    private static List<Activity> next(Simulator simulator, int count) {
        List<Activity> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(simulator.next(NOW).activity());
        }
        return all;
    }
}
