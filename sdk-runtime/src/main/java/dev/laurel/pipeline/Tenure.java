package dev.laurel.pipeline;

import dev.laurel.pipeline.Committer.CommitFailedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time of one thread in office: what it has in hand, and whether it still holds the office. What only the holder may do
 * is done through {@link #act}; who is removed meanwhile is told by a {@link RemovedException}, and what was in hand goes to
 * the successor, so that nothing that was handed over is lost with a thread.
 */
final class Tenure {
    private final Queue<Work> waiting;
    private final Deque<Work> inherited;
    private List<Work> batch = new ArrayList<>();
    private @Nullable Work inHand;
    private boolean over;

    Tenure(Queue<Work> waiting, List<Work> inherited) {
        this.waiting = waiting;
        this.inherited = new ArrayDeque<>(inherited);
    }

    /** Something that only the holder may do. */
    interface Act {
        void carryOut() throws CommitFailedException;
    }

    /** Ends the work of a thread that was removed from office. */
    static final class RemovedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RemovedException() {
            super("removed from office", null, false, false);
        }
    }

    /** Does something that only the holder may do; nobody is removed meanwhile. */
    synchronized void act(Act act) throws CommitFailedException {
        check();
        act.carryOut();
    }

    private void check() {
        if (over) {
            throw new RemovedException();
        }
    }

    /** Takes note of what is in hand. */
    synchronized void hold(@Nullable Work work) {
        if (over && work != null) {
            // Somebody else has the office: it is for them.
            waiting.add(work);
        }
        check();
        inHand = work;
    }

    /** Takes note that what is in hand belongs to the batch. */
    synchronized void inBatch(Work work) {
        check();
        batch.add(work);
    }

    /** {@return the batch, which the caller answers for from now on} */
    synchronized List<Work> batch() {
        check();
        List<Work> taken = batch;
        batch = new ArrayList<>();
        return taken;
    }

    /** {@return the next of what the holder before had begun, or null} */
    synchronized @Nullable Work inherited() {
        return inherited.poll();
    }

    synchronized boolean hasInherited() {
        return !inherited.isEmpty();
    }

    /** {@return what the holder before had begun and this one has not} */
    synchronized List<Work> rest() {
        return List.copyOf(inherited);
    }

    /** Hands over everything that was begun and has failed. */
    synchronized void fail(Consumer<List<Work>> act) {
        check();
        act.accept(begun());
        batch = new ArrayList<>();
        inHand = null;
    }

    private List<Work> begun() {
        List<Work> begun = new ArrayList<>(batch);
        Work taken = inHand;
        if (taken != null && begun.stream().noneMatch(work -> work == taken)) {
            begun.add(taken);
        }
        return begun;
    }

    /**
     * Removes the holder. On another thread.
     *
     * @param condition looked at while the holder can do nothing that others see
     * @return what was begun, in order; null if the condition does not hold or the time was over already
     */
    synchronized @Nullable List<Work> remove(BooleanSupplier condition) {
        if (over || !condition.getAsBoolean()) {
            return null;
        }
        over = true;
        List<Work> begun = begun();
        begun.addAll(inherited);
        return begun;
    }

    /** The holder's last act. */
    synchronized void end(Runnable last) {
        check();
        over = true;
        last.run();
    }
}
