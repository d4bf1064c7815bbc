package dev.laurel.plugin;

import dev.laurel.thread.LostThreads;
import dev.laurel.thread.Threads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Guest code that is run on a thread of its own, so that what it leaves on the thread goes with it, and whoever waits does
 * not wait for ever.
 */
final class Errand {
    /** How long making or closing something may take. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Duration deadline;
    private final LostThreads lost;

    /** It did not come back in time. */
    static final class LateException extends Exception {
        private static final long serialVersionUID = 1L;

        LateException(Duration deadline) {
            super("it did not come back within " + deadline.toMillis() + " ms, and its thread was left behind");
        }
    }

    /**
     * Errands.
     *
     * @param deadline how long one may take
     * @param lost takes the threads of those that take longer
     */
    Errand(Duration deadline, LostThreads lost) {
        this.deadline = deadline;
        this.lost = lost;
    }

    /**
     * Runs something and waits for it.
     *
     * @param <T> what comes back
     * @param subject what it is, for people and for the thread's name
     * @param task what to do; it sets the context class loader itself
     * @return what came back
     * @throws LateException if it takes too long
     * @throws Throwable what the task threw, as it is
     */
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    <T extends @Nullable Object> T run(String subject, Callable<T> task) throws Throwable {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = Threads.daemon("laurel-guest-" + subject, () -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        boolean interrupted = false;
        long until = System.nanoTime() + deadline.toNanos();
        try {
            while (true) {
                try {
                    return result.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // The guest has its own deadline; whoever wants us to stop is heard after.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            LateException late = new LateException(deadline);
            if (!result.completeExceptionally(late)) {
                return result.join();
            }
            lost.add(thread, subject);
            thread.interrupt();
            throw late;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
