package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;

/** The same number of points for every participation that the declaration names. */
final class FixedPoints implements RewardRule {
    private final RuleSpec spec;
    private final Decision points;

    FixedPoints(RuleSpec spec, long points) {
        this.spec = spec;
        this.points = Decision.grant(Points.of(Reputation2018.CURRENCY, points));
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        return points;
    }
}
