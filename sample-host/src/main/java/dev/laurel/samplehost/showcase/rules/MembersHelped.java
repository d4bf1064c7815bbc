package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;

/** A badge for the number of different members who found something helpful. */
final class MembersHelped implements RewardRule {
    private static final Counter HELPED = Counter.distinct("members-helped", Role.RATER)
            .of("post.helpful", 1)
            .of("review.helpful", 1)
            .of("answer.accepted", 1);

    private final RuleSpec spec;
    private final int others;
    private final Decision badge;

    MembersHelped(String name, int others, Words words) {
        this.spec = RuleSpec.of(name, 1, words)
                .on("post.helpful")
                .on("review.helpful")
                .on("answer.accepted")
                .as(Role.AUTHOR)
                .awards(name)
                .reads(HELPED)
                .build();
        this.others = others;
        this.badge = Decision.grant(Badge.once(name));
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        if (participation.alsoAs(Role.RATER)) {
            return Decision.none();
        }
        return participation.reaches(HELPED, others) ? badge : Decision.none();
    }
}
