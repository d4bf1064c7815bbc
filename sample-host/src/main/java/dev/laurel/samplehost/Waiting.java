package dev.laurel.samplehost;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for answers, but no longer than until the demo is asked to end. Safe for use from any thread. */
final class Waiting {
    private static final long BRIEFLY_MILLIS = 150;

    private final CountDownLatch ended = new CountDownLatch(1);

    /** Nothing is waited for from now on. */
    void end() {
        ended.countDown();
    }

    /** {@return whether the demo was asked to end} */
    boolean isEnded() {
        return ended.getCount() == 0;
    }

    /**
     * Waits a moment, for as long as a person takes to see that something moves.
     *
     * @param answer what is waited for
     * @return whether it is there, or has failed
     * @throws StoppedException if the demo is asked to end
     */
    boolean briefly(CompletableFuture<?> answer) throws StoppedException, InterruptedException {
        boolean there = arrives(answer);
        if (isEnded()) {
            throw new StoppedException();
        }
        return there;
    }

    private static boolean arrives(CompletableFuture<?> answer) throws InterruptedException {
        try {
            answer.get(BRIEFLY_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            // It is there, in its way; who asked looks what it is.
            return true;
        }
    }

    /**
     * Waits for an answer.
     *
     * @param <T> what it is
     * @param answer what is waited for
     * @return the answer
     * @throws StoppedException if the demo is asked to end
     * @throws java.util.concurrent.CompletionException if it fails
     */
    <T> T until(CompletableFuture<T> answer) throws StoppedException, InterruptedException {
        while (!briefly(answer)) {
            // Look again.
        }
        return answer.join();
    }

    /** Waits until the demo is asked to end. */
    void untilEnd() throws InterruptedException {
        ended.await();
    }
}
