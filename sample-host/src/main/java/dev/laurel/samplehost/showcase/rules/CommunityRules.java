package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import dev.laurel.spi.reward.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Points for what others say, none for volume: who writes a hundred answers that nobody finds helpful has none. Badges are
 * for first steps only, in numbers of different people helped.
 */
final class CommunityRules {
    static final String REPUTATION = "reputation";
    static final String CREDIT = "credit";

    private static final Limit A_DAY = Limit.cap("points-a-day", REPUTATION, 200, Window.DAY);
    private static final Limit CREDIT_A_MONTH = Limit.cap("credit-a-month", CREDIT, 500, Window.MONTH);

    private CommunityRules() {}

    /** {@return the rules without anything that is worth money} */
    static List<RewardRule> plain() {
        return List.of(
                helpful(),
                photo(),
                review(),
                accepted(),
                firstAccepted(),
                helped(
                        "helped-someone",
                        1,
                        "The badge is for helping somebody else for the first time.",
                        "Ce badge récompense la première fois que l'on aide quelqu'un."),
                helped(
                        "helped-ten",
                        10,
                        "The badge is for having helped {0} different members.",
                        "Ce badge récompense qui a aidé {0} membres différents."),
                helped(
                        "helped-hundred",
                        100,
                        "The badge is for having helped {0} different members.",
                        "Ce badge récompense qui a aidé {0} membres différents."),
                posting(),
                buying(),
                followers());
    }

    /** {@return the same, and credit for accepted answers, on the same terms for everybody} */
    static List<RewardRule> withCredit() {
        List<RewardRule> rules = new ArrayList<>(plain());
        Words words = Words.of(
                "accepted-credit",
                "An accepted answer earns its author {0} cents of credit, at most {1} cents a month, on the same terms for"
                        + " every member.",
                "Une réponse acceptée rapporte {0} centimes d'avoir à la personne qui l'a écrite, {1} centimes par mois au"
                        + " plus, aux mêmes conditions pour tous les membres.",
                25,
                CREDIT_A_MONTH.value());
        RuleSpec.Builder spec = RuleSpec.of("accepted-credit", 1, words)
                .on("answer.accepted")
                .as(Role.AUTHOR)
                .objects("answer")
                .gives(CREDIT)
                .limitedBy(CREDIT_A_MONTH);
        rules.add(new AcceptedAnswer(spec, Points.of(CREDIT, 25)));
        return List.copyOf(rules);
    }

    private static RewardRule helpful() {
        Words words = Words.of(
                "post-helpful",
                "When somebody finds a question or an answer helpful, its author gets {0} points; at most {1} such marks a"
                        + " day from the same member count.",
                "Quand quelqu'un juge utile une question ou une réponse, la personne qui l'a écrite gagne {0} points ; au"
                        + " plus {1} de ces avis par jour venant d'un même membre comptent.",
                10,
                FoundHelpful.FROM_ONE_RATER);
        return found(words, "post.helpful", 10, "question", "answer");
    }

    private static RewardRule photo() {
        Words words = Words.of(
                "photo-helpful",
                "When somebody finds a photo helpful, whoever shared it gets {0} points.",
                "Quand quelqu'un juge utile une photo, la personne qui l'a partagée gagne {0} points.",
                5);
        return found(words, "post.helpful", 5, "photo");
    }

    private static RewardRule review() {
        Words words = Words.of(
                "review-helpful",
                "When somebody finds a review helpful, its author gets {0} points, whether it praises or complains.",
                "Quand quelqu'un juge utile un avis, la personne qui l'a écrit gagne {0} points, qu'il soit élogieux ou"
                        + " critique.",
                8);
        return found(words, "review.helpful", 8, "review");
    }

    private static RewardRule found(Words words, String type, long points, String... objects) {
        return new FoundHelpful(
                RuleSpec.of(words.key(), 1, words)
                        .on(type)
                        .as(Role.AUTHOR)
                        .objects(objects)
                        .gives(REPUTATION)
                        .limitedBy(A_DAY),
                Points.of(REPUTATION, points));
    }

    private static RewardRule accepted() {
        Words words = Words.of(
                "answer-accepted",
                "When whoever asked accepts an answer, its author gets {0} points; nothing for one's own.",
                "Quand la personne qui a posé la question accepte une réponse, celle qui l'a écrite gagne {0} points ; rien"
                        + " pour sa propre réponse.",
                15);
        RuleSpec.Builder spec = RuleSpec.of("answer-accepted", 1, words)
                .on("answer.accepted")
                .as(Role.AUTHOR)
                .objects("answer")
                .gives(REPUTATION)
                .limitedBy(A_DAY);
        return new AcceptedAnswer(spec, Points.of(REPUTATION, 15));
    }

    private static RewardRule firstAccepted() {
        Words words = Words.of(
                "first-accepted-answer",
                "The badge is for the first answer that somebody else accepted.",
                "Ce badge récompense la première réponse acceptée par quelqu'un d'autre.");
        return new AcceptedAnswer(
                RuleSpec.of("first-accepted-answer", 1, words)
                        .on("answer.accepted")
                        .as(Role.AUTHOR)
                        .objects("answer")
                        .awards("first-accepted-answer"),
                Badge.once("first-accepted-answer"));
    }

    private static RewardRule helped(String name, int others, String english, String french) {
        return new MembersHelped(name, others, Words.of(name, english, french, others));
    }

    private static RewardRule posting() {
        Words words = Words.of(
                "posting",
                "Writing earns nothing by itself: points come from what others find helpful.",
                "Écrire ne rapporte rien en soi : les points viennent de ce que les autres jugent utile.");
        return new Worthless(
                RuleSpec.of("posting", 1, words)
                        .on("question.asked")
                        .on("answer.posted")
                        .on("comment.posted")
                        .on("review.written")
                        .on("photo.shared")
                        .as(Role.AUTHOR)
                        .gives(REPUTATION),
                Refusal.WRITING_EARNS_NOTHING);
    }

    private static RewardRule buying() {
        Words words = Words.of(
                "buying",
                "Buying earns no reputation: it has no price.",
                "Acheter ne rapporte aucune réputation : elle n'a pas de prix.");
        return new Worthless(
                RuleSpec.of("buying", 1, words)
                        .on("order.placed")
                        .on("sim.activated")
                        .on("topup.bought")
                        .as(Role.MEMBER)
                        .gives(REPUTATION),
                Refusal.BUYING_EARNS_NOTHING);
    }

    private static RewardRule followers() {
        Words words = Words.of(
                "followers",
                "Followers are worth no points, however many: only what others find helpful is.",
                "Les abonnés ne valent aucun point, quel que soit leur nombre : seul compte ce que les autres jugent utile.");
        return new Worthless(
                RuleSpec.of("followers", 1, words)
                        .on("followers.reported")
                        .as(Role.MEMBER)
                        .gives(REPUTATION),
                Refusal.FOLLOWERS_ARE_NO_INTERACTION);
    }
}
