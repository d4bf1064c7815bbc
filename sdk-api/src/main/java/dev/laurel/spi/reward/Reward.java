package dev.laurel.spi.reward;

import org.jspecify.annotations.Nullable;

/**
 * Something a rule grants to the member of a participation. New kinds may be added: do not switch over all of them.
 * Immutable.
 */
public abstract sealed class Reward permits Points, Badge, Nomination, InvitationOffer {
    private final String unit;
    private final long amount;

    Reward(String unit, long amount) {
        this.unit = unit;
        this.amount = amount;
    }

    /** {@return in what it is counted: {@code points/CURRENCY}, {@code badge/NAME}, and so on; the ledger's unit} */
    public final String unit() {
        return unit;
    }

    /** {@return how much of it; 1 for what is not counted} */
    public final long amount() {
        return amount;
    }

    /** {@return whether the other is the same kind of reward, of the same unit and amount} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reward reward
                && reward.getClass() == getClass()
                && reward.unit.equals(unit)
                && reward.amount == amount;
    }

    @Override
    public int hashCode() {
        return 31 * unit.hashCode() + Long.hashCode(amount);
    }

    @Override
    public String toString() {
        return amount + " " + unit;
    }
}
