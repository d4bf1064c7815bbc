package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import java.util.OptionalLong;

/** As many points as the bounty is worth, given or taken away. */
final class BountyPoints implements RewardRule {
    private static final Decision NO_AMOUNT = Decision.decline("NO_AMOUNT");
    private static final Decision TOO_MUCH = Decision.decline("AMOUNT_OUT_OF_BOUNDS");

    private final RuleSpec spec;
    private final int sign;

    BountyPoints(RuleSpec spec, int sign) {
        this.spec = spec;
        this.sign = sign;
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        OptionalLong amount = participation.amount();
        if (amount.isEmpty()) {
            return NO_AMOUNT;
        }
        // An activity may carry a larger amount than a grant.
        return amount.getAsLong() > Points.MOST || amount.getAsLong() < -Points.MOST
                ? TOO_MUCH
                : Decision.grant(Points.of(Reputation2018.CURRENCY, sign * amount.getAsLong()));
    }
}
