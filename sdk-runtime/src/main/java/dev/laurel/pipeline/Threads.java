package dev.laurel.pipeline;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one place where threads are made: daemons, with a name, and without the class loader of whoever comes first. */
public final class Threads {
    private Threads() {}

    /**
     * A thread, not started.
     *
     * @param name its name
     * @param task what it does
     * @return the thread
     */
    public static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        return thread;
    }

    /**
     * An executor of one thread.
     *
     * @param name the thread's name
     * @return the executor
     */
    public static ExecutorService single(String name) {
        return Executors.newSingleThreadExecutor(task -> daemon(name, task));
    }

    /**
     * A timer of one thread. What is cancelled is forgotten at once.
     *
     * @param name the thread's name
     * @return the timer
     */
    public static ScheduledExecutorService timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> daemon(name, task));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }
}
