package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;

/** Points for one side of an accepted answer, unless both sides are the same member. */
final class AcceptancePoints implements RewardRule {
    private static final Decision OWN_ANSWER = Decision.decline("OWN_ANSWER");

    private final RuleSpec spec;
    private final Role otherSide;
    private final Decision points;

    AcceptancePoints(RuleSpec spec, Role otherSide, long points) {
        this.spec = spec;
        this.otherSide = otherSide;
        this.points = Decision.grant(Points.of(Reputation2018.CURRENCY, points));
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        return participation.alsoAs(otherSide) ? OWN_ANSWER : points;
    }
}
