package dev.laurel.spi.reward;

import dev.laurel.spi.Incubating;
import java.util.Objects;

/** Makes a member eligible for an invitation to a real-life event. */
@Incubating
public final class InvitationOffer extends Reward {
    private InvitationOffer(String event) {
        super(unitOf(event), 1);
    }

    /**
     * An offer.
     *
     * @param event an event that the rule declared
     * @return the reward
     */
    public static InvitationOffer to(String event) {
        return new InvitationOffer(event);
    }

    /**
     * How an offer is named as a unit.
     *
     * @param event the event
     * @return the unit
     */
    public static String unitOf(String event) {
        return "invitation/" + Objects.requireNonNull(event, "event");
    }
}
