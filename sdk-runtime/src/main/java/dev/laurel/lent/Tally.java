package dev.laurel.lent;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what an instance does. Safe for use by several threads. */
final class Tally {
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder byBudget = new LongAdder();
    private final LongAdder byPause = new LongAdder();
    private final LongAdder byBreaker = new LongAdder();
    private final LongAdder byAddress = new LongAdder();

    void sent() {
        requests.increment();
    }

    void spent(long time, boolean failed) {
        nanos.add(time);
        if (failed) {
            failures.increment();
        }
    }

    void read(int number) {
        bytes.add(number);
    }

    void refusedByBudget() {
        byBudget.increment();
    }

    void refusedByPause() {
        byPause.increment();
    }

    void refusedByBreaker() {
        byBreaker.increment();
    }

    void refusedByAddress() {
        byAddress.increment();
    }

    HttpCounts counts() {
        return new HttpCounts(
                requests.sum(),
                failures.sum(),
                Duration.ofNanos(nanos.sum()),
                bytes.sum(),
                byBudget.sum(),
                byPause.sum(),
                byBreaker.sum(),
                byAddress.sum());
    }
}
