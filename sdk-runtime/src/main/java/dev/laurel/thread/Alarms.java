package dev.laurel.thread;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does something after a while, on a thread that is there while there is something to wait for. */
public final class Alarms {
    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor;

    /** Alarms, with no thread yet. */
    public Alarms() {
        executor = new ScheduledThreadPoolExecutor(1, task -> Threads.daemon("laurel-alarms", task));
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Does something after a while.
     *
     * @param after how long to wait
     * @param task what to do, quickly
     * @return cancels it
     */
    public Runnable in(Duration after, Runnable task) {
        Future<?> scheduled = executor.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Forgets what was to be done, and ends the thread. */
    public void close() {
        executor.shutdownNow();
    }
}
