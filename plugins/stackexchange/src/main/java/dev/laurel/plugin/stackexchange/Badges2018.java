package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import java.util.List;

/**
 * Badges of the sites of Stack Exchange in 2018, as far as a dump shows what they are for. A post's score counts at every
 * vote, so a badge that a later down-vote would have prevented is kept, as on the sites. One's own answers to one's own
 * questions count.
 */
final class Badges2018 {
    /** The score of a post: up-votes less down-votes. */
    private static final Counter SCORE =
            Counter.sum("score").of("vote.up", 1).of("vote.down", -1).perObject();

    private static final Counter COMMENTS =
            Counter.sum("comments").of("comment.posted", 1).as(Role.AUTHOR);

    private Badges2018() {}

    static List<RewardRule> rules() {
        return List.of(
                forQuestion("nice-question", 10),
                forQuestion("good-question", 25),
                forQuestion("great-question", 100),
                forAnswer("nice-answer", 10),
                forAnswer("good-answer", 25),
                forAnswer("great-answer", 100),
                student(),
                teacher(),
                scholar(),
                commentator());
    }

    private static RewardRule forQuestion(String name, int score) {
        Words words = Words.of(
                name,
                "The badge is for a question that reaches a score of {0}; each such question earns it.",
                "Ce badge récompense une question qui atteint un score de {0} ; chaque question peut le valoir.",
                score);
        return new CountBadge(voteUp(name, words, "question"), SCORE, score, Badge.perObject(name));
    }

    private static RewardRule forAnswer(String name, int score) {
        Words words = Words.of(
                name,
                "The badge is for an answer that reaches a score of {0}; each such answer earns it.",
                "Ce badge récompense une réponse qui atteint un score de {0} ; chaque réponse peut le valoir.",
                score);
        return new CountBadge(voteUp(name, words, "answer"), SCORE, score, Badge.perObject(name));
    }

    private static RewardRule student() {
        Words words = Words.of(
                "student",
                "The badge is for the first question that reaches a score of {0}.",
                "Ce badge récompense la première question qui atteint un score de {0}.",
                1);
        return new CountBadge(voteUp("student", words, "question"), SCORE, 1, Badge.once("student"));
    }

    private static RewardRule teacher() {
        Words words = Words.of(
                "teacher",
                "The badge is for the first answer that reaches a score of {0}.",
                "Ce badge récompense la première réponse qui atteint un score de {0}.",
                1);
        return new CountBadge(voteUp("teacher", words, "answer"), SCORE, 1, Badge.once("teacher"));
    }

    private static RewardRule scholar() {
        Words words = Words.of(
                "scholar",
                "The badge is for the first question of which an answer is accepted.",
                "Ce badge récompense la première question dont une réponse est acceptée.");
        return new EveryTimeBadge(
                rule("scholar", words)
                        .on("answer.accepted")
                        .as(Role.ASKER)
                        .objects("answer")
                        .build(),
                "scholar");
    }

    private static RewardRule commentator() {
        Words words = Words.of(
                "commentator",
                "The badge is for writing {0} comments.",
                "Ce badge récompense la rédaction de {0} commentaires.",
                10);
        RuleSpec.Builder spec =
                rule("commentator", words).on("comment.posted").as(Role.AUTHOR).objects("comment");
        return new CountBadge(spec, COMMENTS, 10, Badge.once("commentator"));
    }

    /** Only a vote up can make a score reach something. */
    private static RuleSpec.Builder voteUp(String name, Words words, String object) {
        return rule(name, words).on("vote.up").as(Role.AUTHOR).objects(object);
    }

    private static RuleSpec.Builder rule(String name, Words words) {
        return RuleSpec.of(name, 1, words).awards(name);
    }
}
