package dev.laurel.samplehost.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Activity;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The story: enough of everything, the same everywhere, and coherent. */
class StoryTest {
    static final Instant END = Instant.parse("2026-11-02T18:00:00Z");
    static final long SEED = 42;

    static final Set<String> CONTRIBUTIONS =
            Set.of("question.asked", "answer.posted", "comment.posted", "review.written", "photo.shared");

    /** Everything a story says, so that two can be compared to the letter. */
    static String print(Story story) {
        StringBuilder all = new StringBuilder();
        story.people().forEach(each -> all.append(each).append(each.avatar()).append('\n'));
        story.happenings().forEach(each -> all.append(print(each)).append('\n'));
        return all.toString();
    }

    static String print(Happening happening) {
        Activity each = happening.activity();
        return String.join(
                " ",
                happening.source(),
                happening.gap().toString(),
                each.type(),
                each.id(),
                each.at().toString(),
                each.actors().values().stream()
                        .map(actor -> actor.id() + actor.name() + actor.attributes())
                        .toList()
                        .toString(),
                each.object()
                        .map(object -> object.id()
                                + object.type()
                                + object.parent()
                                + object.title()
                                + object.topics()
                                + object.state())
                        .toString(),
                each.amount().toString(),
                each.attributes().toString(),
                each.withdraws().toString(),
                each.text().orElse(""));
    }

    static Map<String, Long> counts(Story story) {
        return story.happenings().stream()
                .collect(Collectors.groupingBy(each -> each.activity().type(), TreeMap::new, Collectors.counting()));
    }

    static long contributions(Story story) {
        return story.happenings().stream()
                .filter(each -> CONTRIBUTIONS.contains(each.activity().type()))
                .count();
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenACompanyWhenItsStoryIsToldThenThereIsEnoughOfEverything(Company company) {
        Story story = Story.of(company, SEED, END);

        assertThat(story.people()).hasSize(150);
        assertThat(company.towns()).hasSize(8);
        assertThat(contributions(story)).isBetween(950L, 1_150L);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAnotherLocaleAndZoneWhenToldAgainThenEveryLetterIsTheSame(Company company) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String here = print(Story.of(company, SEED, END));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(print(Story.of(company, SEED, END))).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAnotherSeedWhenToldThenItIsAnotherStory(Company company) {
        assertThat(print(Story.of(company, SEED + 1, END))).isNotEqualTo(print(Story.of(company, SEED, END)));
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAStoryWhenOrderedThenTimesAreApartAndIdsAreUnique(Company company) {
        Story story = Story.of(company, SEED, END);
        List<Instant> times =
                story.happenings().stream().map(each -> each.activity().at()).toList();
        Set<String> ids = new HashSet<>();

        assertThat(times).isSorted().doesNotHaveDuplicates().allMatch(each -> each.isBefore(END));
        assertThat(times).allMatch(each -> each.equals(Instant.ofEpochMilli(each.toEpochMilli())));
        story.happenings()
                .forEach(each -> assertThat(
                                ids.add(each.source() + " " + each.activity().id()))
                        .as("%s", each.activity().id())
                        .isTrue());
    }
}
