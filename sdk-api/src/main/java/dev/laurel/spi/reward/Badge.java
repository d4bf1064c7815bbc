package dev.laurel.spi.reward;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A badge. It has no amount; it is held or not, and for some, held more than once. */
public final class Badge extends Reward {
    private final boolean perObject;

    private Badge(String name, boolean perObject) {
        super(unitOf(name), 1);
        this.perObject = perObject;
    }

    /**
     * A badge that a member gets once: for the earliest participation that earned it.
     *
     * @param name a badge that the rule declared
     * @return the reward
     */
    public static Badge once(String name) {
        return new Badge(name, false);
    }

    /**
     * A badge that a member gets once for each object that earned it, for the earliest participation that did.
     *
     * @param name a badge that the rule declared
     * @return the reward
     */
    public static Badge perObject(String name) {
        return new Badge(name, true);
    }

    /** {@return whether it is got once for each object} */
    public boolean isPerObject() {
        return perObject;
    }

    /** {@return whether the other is the same badge, got as often} */
    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof Badge badge && badge.perObject == perObject;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /**
     * How a badge is named as a unit.
     *
     * @param name the badge
     * @return the unit
     */
    public static String unitOf(String name) {
        return "badge/" + Objects.requireNonNull(name, "name");
    }
}
