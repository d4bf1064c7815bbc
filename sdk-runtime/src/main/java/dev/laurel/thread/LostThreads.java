package dev.laurel.thread;

import dev.laurel.view.LostThread;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Threads that were left behind in a guest. Those that have ended since are forgotten. Safe for use by several threads. */
public final class LostThreads {
    private final InstantSource clock;
    private final List<Left> left = new CopyOnWriteArrayList<>();

    private record Left(Thread thread, LostThread told) {}

    /**
     * None yet.
     *
     * @param clock says when one is left behind
     */
    public LostThreads(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Notes that a thread is left behind.
     *
     * @param thread the thread
     * @param culprit what it was doing, for people
     */
    public void add(Thread thread, String culprit) {
        left.add(new Left(thread, new LostThread(thread.getName(), culprit, clock.instant())));
    }

    /** {@return those that have not ended yet} */
    public List<LostThread> alive() {
        left.removeIf(one -> !one.thread.isAlive());
        return left.stream().map(Left::told).toList();
    }
}
