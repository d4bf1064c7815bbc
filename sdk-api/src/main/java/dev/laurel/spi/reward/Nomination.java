package dev.laurel.spi.reward;

import dev.laurel.spi.Incubating;
import java.util.Objects;

/** Puts a member forward for a programme. A person decides; a nomination is evidence, not a decision. */
@Incubating
public final class Nomination extends Reward {
    private Nomination(String programme) {
        super(unitOf(programme), 1);
    }

    /**
     * A nomination.
     *
     * @param programme a programme that the rule declared
     * @return the reward
     */
    public static Nomination to(String programme) {
        return new Nomination(programme);
    }

    /**
     * How a nomination is named as a unit.
     *
     * @param programme the programme
     * @return the unit
     */
    public static String unitOf(String programme) {
        return "nomination/" + Objects.requireNonNull(programme, "programme");
    }
}
