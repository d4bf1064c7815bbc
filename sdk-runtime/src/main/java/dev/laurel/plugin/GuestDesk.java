package dev.laurel.plugin;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.thread.Alarms;
import dev.laurel.thread.LostThreads;
import dev.laurel.thread.Threads;
import dev.laurel.view.LaurelException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An instance that others ask: on a thread of its own, one call at a time, each with a deadline, and no more than a bounded
 * number waiting. A call that does not come back is interrupted; if that does not help, its thread is left behind, and a
 * fresh instance on a fresh thread takes what waits.
 *
 * @param <T> what the instance is
 */
final class GuestDesk<T extends AutoCloseable> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConnectorInstance.class.getName());

    /**
     * How a desk is kept.
     *
     * @param deadline how long a call may take
     * @param grace how long it may take to end once it was interrupted
     * @param close how long closing may take
     * @param waiting how many calls may wait
     * @param alarms wakes the desk when a call takes too long
     * @param clock the time, for people
     */
    record Manner(Duration deadline, Duration grace, Duration close, int waiting, Alarms alarms, InstantSource clock) {
        static Manner usual(Alarms alarms, InstantSource clock) {
            return new Manner(Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(5), 64, alarms, clock);
        }
    }

    /**
     * Where a desk notes what happens.
     *
     * @param progress how the instance is doing
     * @param lost takes threads that are left behind
     * @param discretion what must not be told
     * @param thread how its threads are called
     */
    record Notes(Progress progress, LostThreads lost, Discretion discretion, String thread) {}

    private final String name;
    private final Supplier<InstanceGuest<T>> guests;
    private final Notes notes;
    private final Manner manner;
    private final BlockingQueue<Call<T, ?>> queue;
    private @Nullable Sitting sitting;
    private boolean closed;

    GuestDesk(String name, Supplier<InstanceGuest<T>> guests, Notes notes, Manner manner) {
        this.name = name;
        this.guests = guests;
        this.notes = notes;
        this.manner = manner;
        this.queue = new ArrayBlockingQueue<>(manner.waiting());
    }

    /** Makes the instance, on its thread. Returns at once. */
    synchronized void open() {
        if (!closed) {
            Sitting next = new Sitting(guests.get());
            sitting = next;
            next.thread.start();
        }
    }

    /**
     * Asks the instance.
     *
     * @param <R> the answer
     * @param question what to ask
     * @return the answer, on the instance's thread; fails with a {@link CallFailedException} if the instance failed, and
     *     with a {@link LaurelException} if it was not asked
     */
    <R> CompletableFuture<R> ask(InstanceGuest.Question<? super T, R> question) {
        Call<T, R> call = new Call<>(question);
        synchronized (this) {
            if (closed || sitting == null) {
                call.answer.completeExceptionally(new LaurelException("this connector is not at work at the moment: "
                        + notes.progress.status().failure()));
            } else if (!queue.offer(call)) {
                call.answer.completeExceptionally(
                        new LaurelException("too much is waiting for this connector (the most is " + manner.waiting()
                                + "): send it again in a few seconds"));
            }
        }
        return call.answer;
    }

    private synchronized void failed(Sitting one, String why) {
        if (sitting == one) {
            sitting = null;
            notes.progress.failed(why);
        }
        drain();
    }

    private void drain() {
        for (Call<T, ?> call = queue.poll(); call != null; call = queue.poll()) {
            call.answer.completeExceptionally(new LaurelException("this connector is not at work at the moment: "
                    + notes.progress.status().failure()));
        }
    }

    /** A call took too long: it is interrupted, and if it is still there a while later, left behind. */
    private void overdue(Sitting one, Call<T, ?> call) {
        if (call.answer.isDone() || one.running != call) {
            return;
        }
        String why =
                name + " has not come back from a call for " + manner.deadline().toMillis() + " ms; its thread was"
                        + " interrupted. If this happens again, tell the plugin's author";
        LOG.log(System.Logger.Level.ERROR, why);
        notes.progress.stuck(why);
        call.late = true;
        // First the answer: what a call brings that was given up is not taken.
        call.answer.completeExceptionally(new CallFailedException("it did not come back in time", null));
        one.guest.interrupt();
        manner.alarms().in(manner.grace(), () -> leave(one, call));
    }

    private void leave(Sitting one, Call<T, ?> call) {
        boolean replace;
        synchronized (this) {
            replace = one.running == call && sitting == one && !closed;
            if (replace) {
                sitting = null;
            }
        }
        if (replace) {
            notes.lost.add(one.thread, name);
            one.guest.dismiss();
            open();
        }
    }

    /** Stops the instance: interrupts the call that is made, and gives up on closing after a while. */
    @Override
    public void close() {
        Sitting last;
        synchronized (this) {
            closed = true;
            last = sitting;
            sitting = null;
            drain();
        }
        if (last == null) {
            return;
        }
        last.guest.dismiss();
        last.thread.interrupt();
        try {
            if (!last.over.await(manner.close().toMillis(), TimeUnit.MILLISECONDS)) {
                notes.lost.add(last.thread, name);
                LOG.log(
                        System.Logger.Level.WARNING,
                        name + " did not stop in time and was left behind with its thread");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Call<T extends AutoCloseable, R> {
        private final InstanceGuest.Question<? super T, R> question;
        private final CompletableFuture<R> answer = new CompletableFuture<>();
        private volatile boolean late;

        Call(InstanceGuest.Question<? super T, R> question) {
            this.question = question;
        }

        /** {@return what completes the answer} */
        Runnable carryOut(InstanceGuest<T> guest) {
            try {
                R result = guest.ask(question);
                return () -> answer.complete(result);
            } catch (CallFailedException e) {
                return () -> answer.completeExceptionally(e);
            }
        }
    }

    /** An instance and its thread. */
    private final class Sitting implements Runnable {
        private final InstanceGuest<T> guest;
        private final Thread thread;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile @Nullable Call<T, ?> running;

        Sitting(InstanceGuest<T> guest) {
            this.guest = guest;
            this.thread = Threads.daemon("laurel-" + notes.thread(), this);
        }

        @Override
        public void run() {
            try {
                notes.progress.loading();
                guest.open();
                notes.progress.running();
                while (isMine()) {
                    serve(queue.poll(1, TimeUnit.SECONDS));
                }
            } catch (CallFailedException e) {
                Throwable thrown = e.getCause();
                String why = name
                        + (thrown instanceof PermanentFailureException
                                ? " needs a person: "
                                : " could not be started: ")
                        + notes.discretion.apply(Reason.messageOf(e)) + "; mend it and start the connector again";
                LOG.log(System.Logger.Level.ERROR, why);
                failed(this, why);
            } catch (InterruptedException e) {
                // It is being closed.
                LOG.log(System.Logger.Level.DEBUG, "closing", e);
            } finally {
                close();
                over.countDown();
            }
        }

        private boolean isMine() {
            synchronized (GuestDesk.this) {
                return sitting == this;
            }
        }

        private void serve(@Nullable Call<T, ?> call) {
            if (call == null) {
                return;
            }
            running = call;
            Runnable alarm = manner.alarms().in(manner.deadline(), () -> overdue(this, call));
            Runnable answer = call.carryOut(guest);
            running = null;
            alarm.run();
            if (call.late) {
                notes.progress.running();
            }
            answer.run();
        }

        private void close() {
            try {
                guest.close();
            } catch (CallFailedException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        name + " failed to close: " + notes.discretion.apply(Reason.messageOf(e)));
            }
        }
    }
}
