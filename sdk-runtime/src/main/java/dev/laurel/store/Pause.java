package dev.laurel.store;

import java.time.Duration;

/** How to let time pass between two looks at a lock, so that tests need not wait. */
@FunctionalInterface
interface Pause {

    /** Keeps the calling thread. */
    Pause SLEEP = length -> Thread.sleep(length.toMillis());

    /**
     * Returns when the time is over.
     *
     * @throws InterruptedException if the thread was interrupted meanwhile
     */
    void pause(Duration length) throws InterruptedException;
}
