package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import dev.laurel.spi.reward.Words;
import java.util.List;

/**
 * How the sites of Stack Exchange gave reputation in 2018. The numbers are history and cannot be set. Days are those of
 * the community's time zone, which is UTC for these sites.
 *
 * <p>Three things that the sites do are not here, because a dump hides them: 100 points once for an account that is
 * established on another site, one point less for casting a down-vote on an answer, and points for approved edits.
 */
final class Reputation2018 {
    static final String CURRENCY = "reputation";

    /** The day's up-votes and down-votes together come to at most this; the rest of the day is not bounded. */
    private static final Limit VOTES_A_DAY = Limit.cap("votes-a-day", CURRENCY, 200, Window.DAY);

    private static final Limit AT_LEAST_ONE = Limit.floor("at-least-one", CURRENCY, 1);

    private Reputation2018() {}

    static List<RewardRule> rules() {
        return List.of(joined(), questionUp(), answerUp(), down(), accepted(), accepting(), offered(), awarded());
    }

    private static RewardRule joined() {
        Words words = Words.of(
                "joined",
                "Whoever joins starts with {0} point.",
                "Toute nouvelle personne commence avec {0} point.",
                1);
        return new FixedPoints(
                rule("joined", words).on("member.joined").as(Role.MEMBER).build(), 1);
    }

    private static RewardRule questionUp() {
        Words words = Words.of(
                "question-up",
                "When a question is voted up, its author gets {0} points.",
                "Quand une question reçoit un vote positif, la personne qui l''a posée gagne {0} points.",
                5);
        return new FixedPoints(vote("question-up", words, "vote.up", "question"), 5);
    }

    private static RewardRule answerUp() {
        Words words = Words.of(
                "answer-up",
                "When an answer is voted up, its author gets {0} points.",
                "Quand une réponse reçoit un vote positif, la personne qui l''a écrite gagne {0} points.",
                10);
        return new FixedPoints(vote("answer-up", words, "vote.up", "answer"), 10);
    }

    private static RewardRule down() {
        Words words = Words.of(
                "voted-down",
                "When a question or an answer is voted down, its author loses {0} points.",
                "Quand une question ou une réponse reçoit un vote négatif, la personne qui l''a écrite perd {0} points.",
                2);
        return new FixedPoints(vote("voted-down", words, "vote.down", "question", "answer"), -2);
    }

    private static RewardRule accepted() {
        Words words = Words.of(
                "answer-accepted",
                "When an answer is accepted, its author gets {0} points; nothing for accepting one''s own.",
                "Quand une réponse est acceptée, la personne qui l''a écrite gagne {0} points ; rien si elle accepte sa"
                        + " propre réponse.",
                15);
        return new AcceptancePoints(acceptance("answer-accepted", words, Role.AUTHOR), Role.ASKER, 15);
    }

    private static RewardRule accepting() {
        Words words = Words.of(
                "answer-accepting",
                "Whoever accepts an answer to their question gets {0} points; nothing for accepting one''s own.",
                "Qui accepte une réponse à sa question gagne {0} points ; rien pour sa propre réponse.",
                2);
        return new AcceptancePoints(acceptance("answer-accepting", words, Role.ASKER), Role.AUTHOR, 2);
    }

    private static RewardRule offered() {
        Words words = Words.of(
                "bounty-offered",
                "Whoever offers a bounty pays it from their own reputation, whether it is awarded or expires.",
                "Qui offre une prime la paie de sa propre réputation, qu''elle soit attribuée ou expire.");
        return new BountyPoints(
                rule("bounty-offered", words)
                        .on("bounty.offered")
                        .as(VoteRows.GIVER)
                        .build(),
                -1);
    }

    private static RewardRule awarded() {
        Words words = Words.of(
                "bounty-awarded",
                "When a bounty is awarded to an answer, its author gets the bounty.",
                "Quand une prime est attribuée à une réponse, la personne qui l''a écrite la reçoit.");
        return new BountyPoints(
                rule("bounty-awarded", words)
                        .on("bounty.awarded")
                        .as(Role.AUTHOR)
                        .objects("answer")
                        .build(),
                1);
    }

    private static RuleSpec vote(String name, Words words, String vote, String... objects) {
        return rule(name, words)
                .on(vote)
                .as(Role.AUTHOR)
                .objects(objects)
                .limitedBy(VOTES_A_DAY)
                .build();
    }

    private static RuleSpec acceptance(String name, Words words, Role role) {
        return rule(name, words)
                .on("answer.accepted")
                .as(role)
                .objects("answer")
                .build();
    }

    private static RuleSpec.Builder rule(String name, Words words) {
        return RuleSpec.of(name, 1, words).gives(CURRENCY).limitedBy(AT_LEAST_ONE);
    }
}
