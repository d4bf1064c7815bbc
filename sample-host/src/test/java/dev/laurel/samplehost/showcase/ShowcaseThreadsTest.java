package dev.laurel.samplehost.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.samplehost.showcase.script.Scenario;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said in the story, and by whom. */
class ShowcaseThreadsTest {

    private static Story story(Company company) {
        return Story.of(company, StoryTest.SEED, StoryTest.END);
    }

    private static Map<String, Activity> posts(Story story) {
        Map<String, Activity> posts = new HashMap<>();
        story.happenings().stream()
                .map(Happening::activity)
                .filter(each -> StoryTest.CONTRIBUTIONS.contains(each.type()))
                .forEach(each -> posts.put(each.object().orElseThrow().id(), each));
        return posts;
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenACompanyWhenCountedThenThereAreEnoughScenariosInBothLanguages(Company company) {
        Map<String, Long> languages =
                company.scenarios().stream().collect(Collectors.groupingBy(Scenario::language, Collectors.counting()));

        assertThat(company.scenarios()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(languages).containsOnlyKeys("en", "fr");
        assertThat(languages.get("fr")).isGreaterThan(25);
        assertThat(languages.get("en")).isGreaterThan(25);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAThreadWhenReadThenItsAnswersBelongToItsScenarioAndLanguage(Company company) {
        Map<String, Activity> posts = posts(story(company));
        Map<String, Scenario> scenarios =
                company.scenarios().stream().collect(Collectors.toMap(Scenario::id, Function.identity()));
        for (Activity each : posts.values()) {
            ObjectRef object = each.object().orElseThrow();
            Object language = each.attributes().get(Activities.LANGUAGE);
            assertThat(company.topics().keySet()).containsAll(object.topics());
            if (each.type().equals("answer.posted") || each.type().equals("comment.posted")) {
                Activity parent = posts.get(object.parent().orElseThrow());
                assertThat(parent).as("what %s belongs to", object.id()).isNotNull();
                assertThat(parent.at()).isBefore(each.at());
                assertThat(parent.attributes().get(Activities.LANGUAGE)).isEqualTo(language);
                assertThat(parent.object().orElseThrow().topics()).isEqualTo(object.topics());
                if (each.type().equals("answer.posted")) {
                    assertThat(each.attributes().get("scenario"))
                            .isEqualTo(parent.attributes().get("scenario"));
                    assertThat(scenarios
                                    .get(each.attributes().get("scenario").toString())
                                    .language())
                            .isEqualTo(language);
                    assertThat(each.actors().get(Role.AUTHOR))
                            .isNotEqualTo(parent.actors().get(Role.AUTHOR));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAThreadWhenReadThenNobodySaysTheSameTwiceInIt(Company company) {
        Set<String> said = new HashSet<>();
        for (Activity each : posts(story(company)).values()) {
            String place = each.object().orElseThrow().parent().orElse(each.id());
            // Two people may well ask the same of one product, but none reviews it in the words of another.
            boolean isNew =
                    said.add(place + " " + each.type() + " " + each.text().orElseThrow());
            assertThat(isNew
                            || each.type().equals("question.asked")
                            || each.type().equals("photo.shared"))
                    .as("%s", each.text().orElseThrow())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenTextsWhenReadThenNothingOfTheirPatternIsLeft(Company company) {
        for (Activity each : posts(story(company)).values()) {
            assertThat(each.text().orElseThrow()
                            + each.object().orElseThrow().title().orElse(""))
                    .doesNotContain("{", "}", "[", "]", "|", "  ");
            assertThat(each.text().orElseThrow())
                    .isEqualTo(each.text().orElseThrow().strip());
            assertThat(each.text().orElseThrow()).matches("(?s).*[.!?…)]$");
        }
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenPeopleWhenCountedThenTheyAreAsDiverseAsTheyShouldBe(Company company) {
        Story story = story(company);
        Cast cast = story.cast();

        assertThat(story.people().stream().map(Person::name)).doesNotHaveDuplicates();
        assertThat(story.people().stream().map(Person::town).collect(Collectors.toSet()))
                .isEqualTo(company.towns().stream().map(Company.Town::name).collect(Collectors.toSet()))
                .hasSize(8);
        assertThat(story.people().stream().map(Person::consent).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Consent.values());
        assertThat(story.people().stream().map(Person::language).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("en", "fr");
        assertThat(cast.seeds()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(cast.ring()).hasSize(6);
        assertThat(cast.staff()).hasSize(3);
        assertThat(cast.bots()).isNotEmpty();
        assertThat(cast.wave().posts()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(story.pairs()).hasSizeGreaterThan(110);
        assertThat(story.pairs()).allMatch(each -> !each.forumId().equals(each.shopId()));
        assertThat(story.people().stream().filter(each -> each.consent() == Consent.AGREED))
                .hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenTheLanguagesWhenCountedThenTheyAreTheCompanys(Company company) {
        Map<Object, Long> languages = posts(story(company)).values().stream()
                .collect(Collectors.groupingBy(
                        each -> each.attributes().get(Activities.LANGUAGE), Collectors.counting()));
        double french = (double) languages.get("fr") / (languages.get("fr") + languages.get("en"));

        assertThat(french)
                .isBetween(company == Company.PIMPRENELLE ? .4 : .25, company == Company.PIMPRENELLE ? .6 : .42);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenTheRingWhenItRatesThenItRatesItselfAndIsRatedByNobodyElse(Company company) {
        Story story = story(company);
        Set<String> ring = story.cast().ring().stream().map(Person::id).collect(Collectors.toSet());
        Map<String, Activity> posts = posts(story);
        int marks = 0;
        for (Happening each : story.happenings()) {
            Activity activity = each.activity();
            if (activity.type().endsWith(".helpful")) {
                String author = posts.get(activity.object().orElseThrow().id())
                        .actors()
                        .get(Role.AUTHOR)
                        .id();
                boolean rated = ring.contains(author);
                assertThat(ring.contains(activity.actors().get(Role.RATER).id()))
                        .isEqualTo(rated);
                marks += rated ? 1 : 0;
            }
        }
        assertThat(marks).isGreaterThan(150);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenTheUnnoticedWhenRatedThenItIsInOneTopicByThoseWhoCanTell(Company company) {
        Story story = story(company);
        Person unnoticed = story.cast().unnoticed();
        Map<String, Activity> posts = posts(story);
        List<Activity> answers = posts.values().stream()
                .filter(each -> each.type().equals("answer.posted")
                        && each.actors().get(Role.AUTHOR).id().equals(unnoticed.id()))
                .toList();
        Map<String, Integer> raters = new TreeMap<>();
        for (Happening each : story.happenings()) {
            if (each.activity().type().equals("post.helpful")
                    && answers.stream()
                            .anyMatch(answer -> answer.object()
                                    .orElseThrow()
                                    .id()
                                    .equals(each.activity()
                                            .object()
                                            .orElseThrow()
                                            .id()))) {
                raters.merge(each.activity().actors().get(Role.RATER).id(), 1, Integer::sum);
            }
        }

        assertThat(answers).hasSizeBetween(6, 30);
        assertThat(answers.stream()
                        .map(each -> each.object().orElseThrow().topics().get(0)))
                .containsOnly(story.cast().unnoticedTopic());
        assertThat(raters).hasSizeGreaterThan(5);
        assertThat(raters.keySet())
                .allMatch(each -> story.person(each).orElseThrow().traits().quality() > .55);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenProductsWhenLookedUpThenBothSourcesKnowThemByTheSameId(Company company) {
        Map<String, Set<String>> listed = new TreeMap<>();
        story(company).happenings().stream()
                .filter(each -> each.activity().type().equals("product.listed"))
                .forEach(each -> listed.computeIfAbsent(each.source(), none -> new TreeSet<>())
                        .add(each.activity().object().orElseThrow().id()));

        assertThat(listed.keySet()).containsExactlyInAnyOrderElementsOf(company.sources());
        assertThat(listed.get(Activities.FORUM))
                .isEqualTo(listed.get(Activities.SHOP))
                .isEqualTo(company.products().stream().map(Product::id).collect(Collectors.toSet()));
    }
}
