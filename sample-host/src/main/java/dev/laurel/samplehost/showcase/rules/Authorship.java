package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;
import java.util.Optional;

/** Reasons that lie with who wrote what is rated. */
final class Authorship {
    private static final Refusal[] REASONS = {Refusal.OWN_POST, Refusal.STAFF_EARN_NOTHING, Refusal.BOTS_EARN_NOTHING};

    private Authorship() {}

    /** {@return the rule, having said these reasons in words} */
    static RuleSpec.Builder declare(RuleSpec.Builder spec) {
        return Refusal.declare(spec, REASONS);
    }

    /** {@return why the author gets nothing, whatever is said of the post; empty if there is no such reason} */
    static Optional<Decision> refusal(Participation participation) {
        if (participation.alsoAs(Role.RATER)) {
            return Optional.of(Refusal.OWN_POST.decision());
        }
        // Rules see no accounts; the forum says it with the rating.
        return participation.attribute("written-by").flatMap(by -> switch (by.toString()) {
            case "staff" -> Optional.of(Refusal.STAFF_EARN_NOTHING.decision());
            case "bot" -> Optional.of(Refusal.BOTS_EARN_NOTHING.decision());
            default -> Optional.empty();
        });
    }
}
