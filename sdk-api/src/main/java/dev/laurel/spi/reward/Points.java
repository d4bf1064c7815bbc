package dev.laurel.spi.reward;

import java.util.Objects;

/** Points in a currency, given or taken away. */
public final class Points extends Reward {
    /** The most that one grant can give or take: a community holds four billion activities, and a long all they can earn. */
    public static final long MOST = 1_000_000_000L;

    private static final String PREFIX = "points/";

    private Points(String currency, long amount) {
        super(unitOf(currency), amount);
    }

    /**
     * Points.
     *
     * @param currency a currency that the rule declared, for example {@code reputation}
     * @param amount how many; negative to take away; at most {@link #MOST} either way
     * @return the reward
     * @throws IllegalArgumentException if the amount is out of bounds
     */
    public static Points of(String currency, long amount) {
        if (amount > MOST || amount < -MOST) {
            throw new IllegalArgumentException(
                    "a grant is between -" + MOST + " and " + MOST + " points, not " + amount);
        }
        return new Points(currency, amount);
    }

    /**
     * How a currency is named as a unit.
     *
     * @param currency the currency
     * @return the unit
     */
    public static String unitOf(String currency) {
        return PREFIX + Objects.requireNonNull(currency, "currency");
    }
}
