package dev.laurel.samplehost.breaking;

import java.util.random.RandomGenerator;

/**
 * What every step of a trial works with.
 *
 * @param children starts processes
 * @param screen says how it goes
 * @param measure how much is done
 * @param random seeded, so that a trial can be repeated
 * @param totals adds up
 */
record Bench(Children children, Screen screen, Measure measure, RandomGenerator random, Totals totals) {
    /** {@return what a count of everything finds; its calls are added to the totals} */
    Verdict count(Account account, Child child) throws BrokenException, InterruptedException {
        Inspection inspection = new Inspection(screen, account, child);
        Verdict verdict = inspection.verdict();
        totals.called(inspection.calls());
        return verdict;
    }
}
