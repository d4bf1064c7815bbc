package dev.laurel.intake;

/** What may still be written in one commit. */
final class Budget {
    private long left;

    Budget(long bytes) {
        this.left = bytes;
    }

    void spend(long bytes) {
        left -= bytes;
    }

    boolean isSpent() {
        return left <= 0;
    }
}
