package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import java.util.Optional;

/** Reasons that lie with who wrote what is rated. */
final class Authorship {
    private static final Decision OWN_POST = Decision.decline("OWN_POST");
    private static final Decision STAFF = Decision.decline("STAFF_EARN_NOTHING");
    private static final Decision BOT = Decision.decline("BOTS_EARN_NOTHING");

    private Authorship() {}

    /** {@return why the author gets nothing, whatever is said of the post; empty if there is no such reason} */
    static Optional<Decision> refusal(Participation participation) {
        if (participation.alsoAs(Role.RATER)) {
            return Optional.of(OWN_POST);
        }
        // Rules see no accounts; the forum says it with the rating.
        return participation.attribute("written-by").flatMap(by -> switch (by.toString()) {
            case "staff" -> Optional.of(STAFF);
            case "bot" -> Optional.of(BOT);
            default -> Optional.empty();
        });
    }
}
