package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Reward;
import dev.laurel.spi.reward.RuleSpec;
import java.util.Optional;

/** A reward for an answer that whoever asked accepted, once, and not for one's own. */
final class AcceptedAnswer implements RewardRule {
    private static final Counter ACCEPTED =
            Counter.sum("accepted").of("answer.accepted", 1).perObject();

    private final RuleSpec spec;
    private final Decision reward;

    AcceptedAnswer(RuleSpec.Builder spec, Reward reward) {
        this.spec = Refusal.declare(Authorship.declare(spec), Refusal.NOT_THE_ASKER, Refusal.ALREADY_ACCEPTED)
                .reads(ACCEPTED)
                .build();
        this.reward = Decision.grant(reward);
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        Optional<Decision> refusal = Authorship.refusal(participation);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (participation.alsoAs(Role.ASKER)) {
            return Refusal.OWN_POST.decision();
        }
        Optional<Long> asker = participation.counterpart(Role.ASKER).map(MemberView::number);
        if (!asker.equals(participation.counterpart(Role.RATER).map(MemberView::number))) {
            return Refusal.NOT_THE_ASKER.decision();
        }
        return participation.before(ACCEPTED) > 0 ? Refusal.ALREADY_ACCEPTED.decision() : reward;
    }
}
