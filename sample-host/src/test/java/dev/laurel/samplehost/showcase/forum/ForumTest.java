package dev.laurel.samplehost.showcase.forum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.samplehost.showcase.Activities;
import dev.laurel.samplehost.showcase.Company;
import dev.laurel.samplehost.showcase.Happening;
import dev.laurel.samplehost.showcase.Person;
import dev.laurel.samplehost.showcase.Product;
import dev.laurel.samplehost.showcase.Simulator;
import dev.laurel.samplehost.showcase.Story;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forum in memory, beside a recount from the whole list. */
class ForumTest {
    private static final Instant END = Instant.parse("2026-11-02T18:00:00Z");
    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAStoryAndWhatFollowsWhenFedThenItIsWhatANaiveRecountFinds(Company company) {
        Story story = Story.of(company, 3, END);
        List<Happening> all = new ArrayList<>(story.happenings());
        Simulator simulator = Simulator.of(story, 1);
        for (int i = 0; i < 500; i++) {
            all.add(simulator.next(END.plusSeconds(i)));
        }
        Forum forum = fed(all);

        compare(forum, all, story);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void givenAnotherOrderAndEverythingTwiceWhenFedThenItIsTheSame(Company company) {
        Story story = Story.of(company, 4, END);
        List<Happening> all = new ArrayList<>(story.happenings());
        all.addAll(story.happenings());
        Collections.shuffle(all, new Random(5));

        compare(fed(all), story.happenings(), story);
    }

    private static Forum fed(List<Happening> all) {
        Forum forum = new Forum();
        all.forEach(each -> forum.feed(each.source(), each.activity()));
        return forum;
    }

    /** No index, no state: every question is answered by walking through the whole list. */
    private static void compare(Forum forum, List<Happening> all, Story story) {
        Set<String> withdrawn = new HashSet<>();
        Set<String> removed = new HashSet<>();
        all.forEach(each -> each.activity().withdraws().ifPresent(withdrawn::add));
        all.forEach(each -> each.activity()
                .object()
                .filter(object -> object.state().equals(Optional.of(ObjectState.DELETED)))
                .ifPresent(object -> removed.add(object.id())));
        List<Activity> live = all.stream()
                .map(Happening::activity)
                .filter(each -> !withdrawn.contains(each.id()))
                .toList();
        List<String> questions = live.stream()
                .filter(each -> each.type().equals("question.asked"))
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .map(each -> each.object().orElseThrow().id())
                .toList();

        assertThat(forum.threads(0, Integer.MAX_VALUE).stream().map(ThreadLine::id))
                .containsExactlyElementsOf(questions);
        assertThat(forum.threads(5, 3).stream().map(ThreadLine::id)).isEqualTo(questions.subList(5, 8));
        assertThat(removed).isNotEmpty().allMatch(each -> forum.post(each).isEmpty());
        for (ThreadLine line : forum.threads(0, Integer.MAX_VALUE)) {
            assertThat((long) line.answers())
                    .isEqualTo(live.stream()
                            .filter(each -> each.type().equals("answer.posted"))
                            .map(each -> each.object().orElseThrow())
                            .filter(each ->
                                    each.parent().equals(Optional.of(line.id())) && !removed.contains(each.id()))
                            .count());
            forum.thread(line.id()).forEach(post -> compare(post, live));
        }
        for (Person each : story.people()) {
            assertThat(forum.contributions(each.id()).stream().map(Post::id))
                    .containsExactlyInAnyOrderElementsOf(live.stream()
                            .filter(one -> one.text().isPresent()
                                    && one.actors().get(Role.AUTHOR).id().equals(each.id()))
                            .map(one -> one.object().orElseThrow().id())
                            .filter(one -> !removed.contains(one))
                            .toList());
        }
        for (Product each : story.company().products()) {
            ProductPage page = forum.product(each.id()).orElseThrow();
            assertThat(page.title()).isEqualTo(each.name());
            assertThat((long) page.orders())
                    .isEqualTo(live.stream()
                            .filter(one -> Set.of("order.placed", "sim.activated", "topup.bought")
                                            .contains(one.type())
                                    && one.object().orElseThrow().id().equals(each.id()))
                            .count());
            assertThat((long) page.reviews().size())
                    .isEqualTo(live.stream()
                            .filter(one -> one.type().equals("review.written")
                                    && one.object().orElseThrow().parent().equals(Optional.of(each.id())))
                            .count());
        }
    }

    private static void compare(Post post, List<Activity> live) {
        Set<String> raters = new TreeSet<>();
        boolean accepted = false;
        for (Activity each : live) {
            if (each.object().isPresent() && each.object().get().id().equals(post.id())) {
                accepted |= each.type().equals("answer.accepted");
                if (each.type().endsWith(".helpful")) {
                    raters.add(each.actors().get(Role.RATER).id());
                    assertThat(post.helpfulTo())
                            .containsKey(each.actors().get(Role.RATER).id());
                }
            }
        }
        assertThat(post.accepted()).isEqualTo(accepted);
        assertThat(post.helpfulTo().keySet()).isEqualTo(raters);
    }

    @Test
    void givenAMarkWhenTakenBackAndMadeAgainThenItsIdIsTheLastOne() {
        Forum forum = new Forum();
        feed(forum, asked());
        feed(forum, Activities.helpful("h1", "ada", "q1", "question").at(NOON).build());
        assertThat(forum.helpfulId("ada", "q1")).contains("h1");

        feed(forum, Activities.withdrawal("w1", "ada", "h1").at(NOON).build());
        assertThat(forum.helpfulId("ada", "q1")).isEmpty();
        assertThat(forum.post("q1").orElseThrow().helpfulTo()).isEmpty();

        feed(forum, Activities.helpful("h2", "ada", "q1", "question").at(NOON).build());
        assertThat(forum.helpfulId("ada", "q1")).contains("h2");
        assertThat(forum.helpfulId("bob", "q1")).isEmpty();
    }

    @Test
    void givenAWithdrawalWhenItComesFirstOrIsWithdrawnThenOnlyTheOutcomeCounts() {
        Forum forum = new Forum();
        feed(forum, Activities.withdrawal("w1", "ada", "h1").at(NOON).build());
        feed(forum, Activities.helpful("h1", "ada", "q1", "question").at(NOON).build());
        feed(forum, asked());
        assertThat(forum.post("q1").orElseThrow().helpfulTo()).isEmpty();

        feed(forum, Activities.withdrawal("w2", "ada", "w1").at(NOON).build());
        assertThat(forum.post("q1").orElseThrow().helpfulTo()).containsOnlyKeys("ada");
    }

    @Test
    void givenAQuestionWhenItIsWithdrawnThenItIsGoneWithWhatBelongsToIt() {
        Forum forum = new Forum();
        feed(forum, asked());
        feed(
                forum,
                Activities.posted(
                                "answer.posted",
                                "x2",
                                Actor.of("bob"),
                                ObjectRef.of("a1", "answer").in("q1"))
                        .at(NOON)
                        .text("Yes.")
                        .build());
        assertThat(forum.thread("q1")).hasSize(2);
        assertThat(forum.threads("esim", 9)).hasSize(1);

        feed(
                forum,
                Activity.of("question.withdrawn", "w").withdraws("x1").at(NOON).build());

        assertThat(forum.thread("q1")).isEmpty();
        assertThat(forum.threads(0, 9)).isEmpty();
        assertThat(forum.threadCount()).isZero();
        assertThat(forum.contributions("ines")).isEmpty();
        assertThat(forum.contributions("bob")).hasSize(1);
    }

    private static Activity asked() {
        return Activities.posted(
                        "question.asked",
                        "x1",
                        Actor.of("ines"),
                        ObjectRef.of("q1", "question").title("Can I?").topics(List.of("esim")))
                .at(NOON)
                .text("May I?")
                .build();
    }

    private static void feed(Forum forum, Activity activity) {
        forum.feed(Activities.FORUM, activity);
    }
}
