package dev.laurel.lent;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a plugin: the one place where its thread waits, until the deadline of the whole call or until it is stopped.
 * Knows nothing of event loops, and must not be on one.
 */
final class Call {
    private final Duration allowed;
    private final long end;
    private @Nullable CompletableFuture<?> awaited;
    private @Nullable String stopped;

    /** Begins now; may take that long. */
    Call(Duration allowed) {
        this.allowed = allowed;
        this.end = System.nanoTime() + allowed.toNanos();
    }

    /** {@return how long the call may take from its beginning on} */
    Duration allowed() {
        return allowed;
    }

    /** {@return how much of it is left; a nanosecond at least} */
    Duration left() {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    /**
     * Waits for a step.
     *
     * @param step what is waited for; it fails with an {@link IOException} or not at all
     * @param tooLate what is thrown when the deadline has come
     * @throws IOException if the step fails, the deadline has come, or the call was stopped
     * @throws InterruptedException if the thread is interrupted
     */
    <T> T await(CompletableFuture<T> step, Supplier<? extends IOException> tooLate)
            throws IOException, InterruptedException {
        synchronized (this) {
            if (stopped != null) {
                throw new IOException(stopped);
            }
            awaited = step;
        }
        try {
            return step.get(left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooLate.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a step of an exchange failed in a way that is not foreseen", e.getCause());
        } finally {
            synchronized (this) {
                awaited = null;
            }
        }
    }

    /** Ends the call from another thread. */
    void stop(String why) {
        CompletableFuture<?> step;
        synchronized (this) {
            stopped = why;
            step = awaited;
        }
        if (step != null) {
            step.completeExceptionally(new IOException(why));
        }
    }
}
