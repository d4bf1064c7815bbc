package dev.laurel.samplehost.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.reward.Words;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Recorded;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The story and what comes after it, in a real community with the company's rules. */
class ShowcaseCommunityTest {
    private static final int LIVE = 2_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAStoryWhenRecordedThenNothingIsRefusedAndThePartsShow(Company company) throws Exception {
        Story story = Story.of(company, StoryTest.SEED, StoryTest.END);
        try (Laurel laurel = started(company)) {
            assertThat(laurel.problems()).isEmpty();
            Community community = laurel.community(company.id());
            List<Recorded> recorded = record(community, story.happenings());
            for (Story.Pair each : story.pairs()) {
                community
                        .merge(
                                MemberKey.of(Activities.SHOP, each.shopId()),
                                MemberKey.of(Activities.FORUM, each.forumId()),
                                "host",
                                "the same person")
                        .get();
            }

            assertThat(recorded).allMatch(each -> each.outcome() == Recorded.Outcome.ACCEPTED);
            Map<String, Long> points = points(community, story);
            List<String> topTen = points.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(10)
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(story.cast().ring().stream().filter(each -> topTen.contains(each.id())))
                    .as("of the ring among the top ten")
                    .hasSizeGreaterThanOrEqualTo(3);
            assertThat(topTen).doesNotContain(story.cast().unnoticed().id());
            assertThat(points.get(story.cast().unnoticed().id())).isPositive();
            assertThat(points.get(story.cast().followed().id())).isZero();
            assertThat(community.memberCount().get())
                    .isEqualTo((long) story.people().size());
        }
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAStoryWhenRecordedThenEveryRefusalHasItsSentence(Company company) throws Exception {
        Story story = Story.of(company, StoryTest.SEED, StoryTest.END);
        try (Laurel laurel = started(company)) {
            List<Recorded> recorded = record(laurel.community(company.id()), story.happenings());

            Set<String> codes = recorded.stream()
                    .flatMap(each -> each.declined().stream())
                    .map(Recorded.Declined::code)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(codes)
                    .contains(
                            "OWN_POST",
                            "FOLLOWERS_ARE_NO_INTERACTION",
                            "WRITING_EARNS_NOTHING",
                            "BUYING_EARNS_NOTHING");
            Set<String> told = new TreeSet<>();
            for (Person each : story.people()) {
                for (DeclineLine line : laurel.community(company.id())
                        .declines(MemberKey.of(Activities.FORUM, each.id()), 1_000)
                        .get()) {
                    told.add(line.code());
                    assertThat(line.why())
                            .as(line.code())
                            .isPresent()
                            .hasValueSatisfying(ShowcaseCommunityTest::inBoth);
                }
            }
            assertThat(told).isNotEmpty().isSubsetOf(codes);
            assertThat(recorded.stream()
                            .filter(each -> each.declined().stream()
                                    .anyMatch(one -> one.code().equals("FOLLOWERS_ARE_NO_INTERACTION"))))
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenTheEndOfAStoryWhenSimulatedThenNothingIsRefused(Company company) throws Exception {
        Story story = Story.of(company, StoryTest.SEED, StoryTest.END);
        Simulator simulator = Simulator.of(story, 7);
        List<Happening> live = new ArrayList<>();
        Instant now = StoryTest.END;
        for (int i = 0; i < LIVE; i++) {
            now = now.plus(simulator.untilNext());
            live.add(simulator.next(now));
        }
        try (Laurel laurel = started(company)) {
            Community community = laurel.community(company.id());
            record(community, story.happenings());

            assertThat(record(community, live)).allMatch(each -> each.outcome() == Recorded.Outcome.ACCEPTED);
        }
    }

    private static void inBoth(Words words) {
        assertThat(words.in(Locale.ENGLISH)).endsWith(".").isNotEqualTo(words.in(Locale.FRENCH));
        assertThat(words.in(Locale.FRENCH)).endsWith(".");
    }

    private Laurel started(Company company) throws Exception {
        Clock clock = Clock.fixed(StoryTest.END.plus(Duration.ofDays(2)), ZoneOffset.UTC);
        return Laurel.builder()
                .directory(folder)
                .classPath(ShowcaseCommunityTest.class.getClassLoader())
                .clock(clock)
                .community(
                        company.id(),
                        community -> community.zone(company.zone()).rules(company.rules()))
                .start();
    }

    /** Each source by itself, in calls of what it has between two activities of the other. */
    private static List<Recorded> record(Community community, List<Happening> happenings) throws Exception {
        List<Recorded> all = new ArrayList<>();
        Map<String, List<Activity>> bySource = new TreeMap<>();
        happenings.forEach(each -> bySource.computeIfAbsent(each.source(), none -> new ArrayList<>())
                .add(each.activity()));
        for (Map.Entry<String, List<Activity>> each : bySource.entrySet()) {
            all.addAll(community.record(each.getKey(), each.getValue()).get());
        }
        return all;
    }

    private static Map<String, Long> points(Community community, Story story) throws Exception {
        Map<String, Long> points = new TreeMap<>();
        for (Person each : story.people()) {
            points.put(
                    each.id(),
                    community
                            .member(MemberKey.of(Activities.FORUM, each.id()))
                            .get()
                            .orElseThrow()
                            .balance("points/reputation"));
        }
        return points;
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenACompanyWhenItIntroducesItselfThenItSaysInBothLanguagesThatItIsInvented(Company company) {
        assertThat(company.fictional().in(Locale.ENGLISH))
                .contains(company.title())
                .contains("fictional");
        assertThat(company.fictional().in(Locale.FRENCH))
                .contains(company.title())
                .contains("fictive");
    }
}
