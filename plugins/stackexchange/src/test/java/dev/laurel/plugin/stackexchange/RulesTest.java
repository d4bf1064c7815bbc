package dev.laurel.plugin.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.Window;
import dev.laurel.testkit.ParticipationBuilder;
import dev.laurel.testkit.Participations;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final Limit CAP = Limit.cap("votes-a-day", "reputation", 200, Window.DAY);
    private static final Counter SCORE = rule("nice-answer").spec().counters().get(0);
    private static final Counter COMMENTS =
            rule("commentator").spec().counters().get(0);
    private static final Limit FLOOR = Limit.floor("at-least-one", "reputation", 1);

    /** {@return what all rules that listen to it say to a participation: rewards and declines} */
    private static List<String> judged(ParticipationBuilder participation) {
        return Stream.concat(Reputation2018.rules().stream(), Badges2018.rules().stream())
                .filter(rule -> NaiveFold.listens(rule.spec(), participation.build()))
                .map(rule -> rule.decide(participation.build(rule.spec())))
                .flatMap(decision -> Stream.concat(decision.rewards().stream(), decision.declines().stream()))
                .map(Object::toString)
                .toList();
    }

    private static RewardRule rule(String name) {
        return Stream.concat(Reputation2018.rules().stream(), Badges2018.rules().stream())
                .filter(rule -> rule.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ParticipationBuilder author(String type, String object) {
        return Participations.of(type, Role.AUTHOR).about(object).counter(SCORE, 4, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "vote.up, question, 5 points/reputation", "vote.up, answer, 10 points/reputation",
        "vote.down, question, -2 points/reputation", "vote.down, answer, -2 points/reputation",
    })
    void givenAVote_whenJudged_thenTheAuthorGetsOrLosesPoints(String type, String object, String reward) {
        assertThat(judged(author(type, object))).containsExactly(reward);
    }

    @ParameterizedTest
    @CsvSource({
        "vote.up, wiki",
        "vote.down, wiki",
        "vote.up, comment",
        "vote.favourite, question",
        "post.edit-approved, answer",
        "bounty.expired, question",
        "bounty.awarded, question",
        "answer.accepted, question",
        "vote.other-13, answer",
    })
    void givenSomethingElse_whenJudged_thenNobodyGetsAnything(String type, String object) {
        assertThat(judged(author(type, object).amount(50))).isEmpty();
    }

    @Test
    void givenSomebodyJoins_whenJudged_thenTheyStartWithOnePoint() {
        assertThat(judged(Participations.of("member.joined", Role.MEMBER))).containsExactly("1 points/reputation");
    }

    @Test
    void givenAnAcceptedAnswer_whenJudged_thenBothSidesGetPointsAndTheAskerIsAScholar() {
        ParticipationBuilder answerer = author("answer.accepted", "answer").with(Role.ASKER, 2);
        ParticipationBuilder asker =
                Participations.of("answer.accepted", Role.ASKER).about("answer").with(Role.AUTHOR, 2);

        assertThat(judged(answerer)).containsExactly("15 points/reputation");
        assertThat(judged(asker)).containsExactly("2 points/reputation", "1 badge/scholar");
    }

    @Test
    void givenAnAnswerOfOnesOwn_whenAccepted_thenNoPointsForAReasonAndStillAScholar() {
        ParticipationBuilder answerer = author("answer.accepted", "answer").with(Role.ASKER, 1);
        ParticipationBuilder asker =
                Participations.of("answer.accepted", Role.ASKER).about("answer").with(Role.AUTHOR, 1);

        assertThat(judged(answerer)).containsExactly("OWN_ANSWER");
        assertThat(judged(asker)).containsExactly("OWN_ANSWER", "1 badge/scholar");
    }

    @Test
    void givenAnAcceptedAnswerToNobodysQuestion_whenJudged_thenItsAuthorGetsPoints() {
        assertThat(judged(author("answer.accepted", "answer"))).containsExactly("15 points/reputation");
    }

    @Test
    void givenABounty_whenOfferedAndAwarded_thenItGoesFromGiverToAuthor() {
        ParticipationBuilder offered = Participations.of("bounty.offered", Role.of("giver"))
                .about("question")
                .amount(50);

        assertThat(judged(offered)).containsExactly("-50 points/reputation");
        assertThat(judged(author("bounty.awarded", "answer").amount(75))).containsExactly("75 points/reputation");
    }

    @Test
    void givenABountyWithoutAnAmount_whenJudged_thenItIsDeclined() {
        assertThat(judged(author("bounty.awarded", "answer"))).containsExactly("NO_AMOUNT");
    }

    @Test
    void givenABountyBeyondWhatAGrantCanBe_whenJudged_thenItIsDeclined() {
        assertThat(judged(author("bounty.awarded", "answer").amount(Points.MOST)))
                .containsExactly("1000000000 points/reputation");
        assertThat(judged(author("bounty.awarded", "answer").amount(Points.MOST + 1)))
                .containsExactly("AMOUNT_OUT_OF_BOUNDS");
        assertThat(judged(author("bounty.awarded", "answer").amount(Long.MIN_VALUE)))
                .containsExactly("AMOUNT_OUT_OF_BOUNDS");
    }

    @Test
    void givenTheLimits_whenDeclared_thenVotesAreCappedTheRestIsNotAndAllHaveAFloor() {
        for (RewardRule rule : Reputation2018.rules()) {
            boolean vote = rule.spec().types().stream().anyMatch(type -> type.startsWith("vote."));
            assertThat(rule.spec().limits())
                    .as(rule.spec().name())
                    .containsExactlyElementsOf(vote ? List.of(FLOOR, CAP) : List.of(FLOOR));
        }
        assertThat(Badges2018.rules()).allMatch(rule -> rule.spec().limits().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "question, 0, 1, 1 badge/student",
        "answer, 0, 1, 1 badge/teacher",
        "question, 9, 10, 1 badge/nice-question",
        "answer, 9, 10, 1 badge/nice-answer",
        "question, 24, 25, 1 badge/good-question",
        "answer, 24, 25, 1 badge/good-answer",
        "question, 99, 100, 1 badge/great-question",
        "answer, 99, 100, 1 badge/great-answer",
        "question, -1, 0, ''",
        "question, 1, 2, ''",
        "question, 8, 9, ''",
        "question, 10, 11, ''",
        "answer, 25, 26, ''",
    })
    void givenAScore_whenAVoteMakesItReachAValue_thenTheBadgeIsForThatVoteAlone(
            String object, long before, long after, String badge) {
        List<String> badges =
                judged(Participations.of("vote.up", Role.AUTHOR).about(object).counter(SCORE, before, after)).stream()
                        .filter(line -> line.contains("badge/"))
                        .toList();

        assertThat(badges).isEqualTo(badge.isEmpty() ? List.of() : List.of(badge));
    }

    @Test
    void givenAScoreThatFellAndRisesAgain_whenItReachesTheValueAgain_thenTheRuleSaysTheSameAgain() {
        // That it is got once for an object is for the runtime to see to.
        ParticipationBuilder again = author("vote.up", "question").counter(SCORE, 9, 10);

        assertThat(judged(again)).contains("1 badge/nice-question");
    }

    @Test
    void givenTheBadges_whenDeclared_thenThoseForAPostAreGotOnceForEachAndTheOthersOnce() {
        ParticipationBuilder reached = author("vote.up", "question").counter(SCORE, 0, 100);
        for (String name : List.of("nice-question", "good-question", "great-question", "nice-answer", "great-answer")) {
            assertThat(badge(rule(name).decide(reached.build(rule(name).spec())))
                            .isPerObject())
                    .as(name)
                    .isTrue();
        }
        for (String name : List.of("student", "teacher", "scholar")) {
            assertThat(badge(rule(name).decide(reached.build(rule(name).spec())))
                            .isPerObject())
                    .as(name)
                    .isFalse();
        }
    }

    private static Badge badge(Decision decision) {
        return (Badge) decision.rewards().get(0);
    }

    @Test
    void givenComments_whenTheTenthIsPosted_thenItsAuthorIsACommentator() {
        assertThat(judged(author("comment.posted", "comment").counter(COMMENTS, 9, 10)))
                .containsExactly("1 badge/commentator");
        assertThat(judged(author("comment.posted", "comment").counter(COMMENTS, 8, 9)))
                .isEmpty();
        assertThat(judged(author("comment.posted", "comment").counter(COMMENTS, 10, 11)))
                .isEmpty();
    }

    @Test
    void givenTheCounters_whenDeclared_thenTheScoreIsTheObjectsAndCommentsAreTheMembers() {
        assertThat(SCORE.scope()).isEqualTo(Counter.Scope.OBJECT);
        assertThat(SCORE.weights()).isEqualTo(Map.of("vote.up", 1L, "vote.down", -1L));
        assertThat(COMMENTS.scope()).isEqualTo(Counter.Scope.MEMBER);
        assertThat(COMMENTS.role()).isEqualTo(Role.AUTHOR);
        assertThat(COMMENTS.weights()).isEqualTo(Map.of("comment.posted", 1L));
    }
}
