package dev.laurel.http;

import java.util.concurrent.atomic.AtomicInteger;

/** The streams that are open, and how many there may be. */
final class Streams {
    /** How many at the same time; each costs a connection and about a kilobyte. */
    static final int MOST = 10_000;

    private final AtomicInteger open = new AtomicInteger();

    void open(Ask ask, Open community) {
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            throw Problem.of(503, "UNAVAILABLE", "there are " + MOST + " streams open already: try again later");
        }
        new ChangeStream(ask, community, open::decrementAndGet).start();
    }
}
