package dev.laurel.samplehost.breaking;

/** What a trial adds up to. One thread works with it. */
final class Totals {
    private long kills;
    private long calls;
    private long problems;

    void killed() {
        kills++;
    }

    void called(long times) {
        calls += times;
    }

    void problems(long answers) {
        problems += answers;
    }

    long kills() {
        return kills;
    }

    long calls() {
        return calls;
    }

    long problems() {
        return problems;
    }
}
