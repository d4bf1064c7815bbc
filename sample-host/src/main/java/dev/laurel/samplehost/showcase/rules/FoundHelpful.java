package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;

/** Points for a post that somebody else found helpful, as long as it is not the same one all day long. */
final class FoundHelpful implements RewardRule {
    /** As many marks a day from one rater to one author count. */
    static final int FROM_ONE_RATER = 10;

    private static final Counter FROM_RATER = Counter.sum("marks-from-rater")
            .of("post.helpful", 1)
            .of("review.helpful", 1)
            .perCounterpart(Role.RATER)
            .within(Window.DAY);

    private final RuleSpec spec;
    private final Decision points;

    FoundHelpful(RuleSpec.Builder spec, Points points) {
        this.spec = Refusal.declare(Authorship.declare(spec), Refusal.SAME_RATER_TODAY)
                .reads(FROM_RATER)
                .build();
        this.points = Decision.grant(points);
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        return Authorship.refusal(participation)
                .orElseGet(() -> participation.after(FROM_RATER) > FROM_ONE_RATER
                        ? Refusal.SAME_RATER_TODAY.decision()
                        : points);
    }
}
