package dev.laurel.thread;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one place where threads are made: daemons, with a name, and without the class loader of whoever comes first. */
public final class Threads {
    private static final long IDLE_SECONDS = 5;

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
     * An executor that has one thread as a rule, and more while tasks hold it up. Never refuses a task before it is shut
     * down; what finds no thread waits.
     *
     * @param name the threads' name
     * @param most how many threads at the most
     * @return the executor
     */
    public static ExecutorService elastic(String name, int most) {
        HandOver waiting = new HandOver();
        return new ThreadPoolExecutor(
                1, most, IDLE_SECONDS, TimeUnit.SECONDS, waiting, task -> daemon(name, task), (task, executor) -> {
                    if (!executor.isShutdown()) {
                        waiting.put(task);
                    }
                });
    }

    /** Takes a task at once only if a thread is waiting for it, so that the executor makes another thread before it lets tasks wait. */
    private static final class HandOver extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }
}
