package dev.laurel.reputation;

/** Arithmetic that stops at the ends of what a long holds: nothing that members send may stop the fold. */
final class Saturated {
    private Saturated() {}

    static long sum(long one, long other) {
        int carry = carry(one, other);
        return carry == 0 ? one + other : end(carry);
    }

    static long product(long one, long other) {
        long low = one * other;
        boolean fits = Math.multiplyHigh(one, other) == low >> 63;
        return fits ? low : end((one < 0) != (other < 0) ? -1 : 1);
    }

    /** {@return 1 if a sum goes beyond what a long holds, -1 if it goes below, else 0} */
    static int carry(long one, long other) {
        long sum = one + other;
        return ((one ^ sum) & (other ^ sum)) < 0 ? (one < 0 ? -1 : 1) : 0;
    }

    /** {@return what a sum reads whose lower half is given and which went over the end so often} */
    static long read(long low, int carry) {
        return carry == 0 ? low : end(carry);
    }

    private static long end(int sign) {
        return sign < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
    }
}
