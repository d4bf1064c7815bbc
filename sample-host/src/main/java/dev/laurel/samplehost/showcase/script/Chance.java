package dev.laurel.samplehost.showcase.script;

import java.util.ArrayList;
import java.util.List;

/**
 * Chance from a seed: the same numbers on every machine and JDK. It is SplitMix64, written out here, because the house
 * keeps the JDK's sources of chance to its composition roots. Not safe for use by several threads.
 */
public final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    private Chance(long state) {
        this.state = state;
    }

    /**
     * Starts a sequence.
     *
     * @param seed any number
     * @return chance that is the same for the same seed
     */
    public static Chance of(long seed) {
        return new Chance(mixed(seed ^ 0x5DEECE66DL));
    }

    /** {@return another sequence, which goes its own way however far this one goes} */
    public Chance fork() {
        return new Chance(bits());
    }

    /** {@return 64 bits} */
    public long bits() {
        state += STEP;
        return mixed(state);
    }

    /**
     * A whole number.
     *
     * @param bound more than 0
     * @return from 0 to one below the bound
     */
    public int below(int bound) {
        return (int) ((bits() >>> 33) % bound);
    }

    /** {@return from 0 to just below 1} */
    public double fraction() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    /**
     * Whether something happens.
     *
     * @param probability from 0 to 1
     * @return true that often
     */
    public boolean odds(double probability) {
        return fraction() < probability;
    }

    /** {@return a number of the standard normal distribution} */
    public double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - fraction()));
        return radius * StrictMath.cos(2 * StrictMath.PI * fraction());
    }

    /**
     * A number that is spread over orders of magnitude, as people's zeal is.
     *
     * @param median half are below it
     * @param sigma how far they spread
     * @return above 0
     */
    public double lognormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    /**
     * How many of many rare things happen.
     *
     * @param mean how many on average, 0 or more and small
     * @return 0 or more
     */
    public int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        double product = fraction();
        int count = 0;
        while (product > limit) {
            product *= fraction();
            count++;
        }
        return count;
    }

    /**
     * One of several.
     *
     * @param list not empty
     * @return one of them, each as likely as the other
     */
    public <T> T one(List<T> list) {
        return list.get(below(list.size()));
    }

    /**
     * The same things in another order.
     *
     * @param list what is to be shuffled; stays as it is
     * @return a new list that may be changed
     */
    public <T> List<T> shuffled(List<T> list) {
        List<T> all = new ArrayList<>(list);
        for (int i = all.size() - 1; i > 0; i--) {
            int other = below(i + 1);
            T kept = all.get(i);
            all.set(i, all.get(other));
            all.set(other, kept);
        }
        return all;
    }

    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
