package dev.laurel.pipeline;

import dev.laurel.intake.Admission.Checked;
import dev.laurel.intake.Bounds;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.plugin.PageSink;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.store.Store;
import dev.laurel.thread.Threads;
import dev.laurel.view.Change;
import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import dev.laurel.view.Watch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The single writer of one community. Takes what waits as a batch, folds it, and commits facts, entries, cursors and dead
 * letters in one transaction; only then is anything acknowledged or shown. Safe for use by several threads.
 */
public final class Partition implements PageSink, AutoCloseable {
    private static final int MOST_WAITING = 100_000;
    private static final long CLOSING_MILLIS = 30_000;

    private final String name;
    private final InstantSource clock;
    private final LinkedBlockingQueue<Work> queue;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final PartitionLoop loop;
    private final Thread thread;

    private Partition(String name, Supplier<Store> opener, Engine.Setup setup, InstantSource clock) {
        this.name = name;
        this.clock = clock;
        this.queue = new LinkedBlockingQueue<>();
        this.loop = new PartitionLoop(new PartitionLoop.Ground(name, opener, setup, clock), queue);
        this.thread = Threads.daemon("laurel-" + name, loop);
    }

    /**
     * Opens a community's partition: reads its log and starts its thread.
     *
     * @param name the community's name
     * @param opener opens its store; called again after a failed commit
     * @param settings how it is set up
     * @param clock tells the time
     * @return the partition
     */
    public static Partition open(String name, Supplier<Store> opener, PartitionSettings settings, InstantSource clock) {
        Partition partition = new Partition(name, opener, settings.engine(), clock);
        partition.thread.start();
        return partition;
    }

    /**
     * Takes activities in.
     *
     * @param source where they come from
     * @param activities the activities
     * @return what became of each, in the same order, once it is durable
     */
    public CompletableFuture<List<Recorded>> record(String source, List<Activity> activities) {
        if (activities.size() > Bounds.BATCH) {
            return CompletableFuture.failedFuture(new LaurelException("one call takes at most " + Bounds.BATCH
                    + " activities, not " + activities.size() + ": send them in several"));
        }
        List<Checked> checked = new ArrayList<>(activities.size());
        for (Activity activity : activities) {
            checked.add(loop.admission().check(source, activity, clock.instant()));
        }
        CompletableFuture<List<Recorded>> done = new CompletableFuture<>();
        int size = activities.size();
        if (!room.tryAcquire(size)) {
            return CompletableFuture.failedFuture(new LaurelException("community " + name + " has " + MOST_WAITING
                    + " activities waiting: nothing of this call was taken; send it again in a second"));
        }
        submit(new Work.Intake(source, checked, false, null, List.of(), done));
        return done.whenComplete((results, failure) -> room.release(size));
    }

    @Override
    public CompletionStage<Committed> accept(String source, Page page) {
        List<Checked> checked = new ArrayList<>(page.activities().size());
        for (Activity activity : page.activities()) {
            checked.add(loop.admission().check(source, activity, clock.instant()));
        }
        CompletableFuture<List<Recorded>> done = new CompletableFuture<>();
        boolean more = page.backfill() && page.more();
        submit(new Work.Decide<>(engine -> loop.history(source, more), new CompletableFuture<>()));
        submit(new Work.Intake(source, checked, page.backfill(), page.next(), page.rejects(), done));
        int rejects = page.rejects().size();
        return done.thenApply(results -> Inbox.count(results, rejects));
    }

    @Override
    public Cursor cursor(String source) {
        return Inbox.cursor(loop.store(), source);
    }

    /**
     * Asks a question on the partition's thread, after everything handed over before.
     *
     * @param <T> what is answered
     * @param question asks the engine; writes nothing
     * @return the answer, once everything it may have seen is durable
     */
    <T> CompletableFuture<T> read(Function<Engine, T> question) {
        CompletableFuture<T> done = new CompletableFuture<>();
        submit(new Work.Read<>(question, done));
        return done;
    }

    /**
     * Decides something on the partition's thread, after everything handed over before.
     *
     * @param <T> what comes of it
     * @param decision writes to the engine
     * @return what came of it, once it is durable
     */
    <T> CompletableFuture<T> decide(Function<Engine, T> decision) {
        CompletableFuture<T> done = new CompletableFuture<>();
        submit(new Work.Decide<>(decision, done));
        return done;
    }

    /**
     * Decides something that has no result of its own.
     *
     * @param decision writes to the engine
     * @return completes once it is durable
     */
    CompletableFuture<Void> carryOut(Consumer<Engine> decision) {
        return decide(engine -> {
                    decision.accept(engine);
                    return Boolean.TRUE;
                })
                .thenAccept(done -> {});
    }

    /**
     * Does something with the store while no commit is on its way.
     *
     * @param task gets the store, on the partition's thread
     * @return completes when it is done
     */
    CompletableFuture<Void> maintain(Consumer<Store> task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        submit(new Work.Maintain(task, done));
        return done;
    }

    /** {@return the store, for what does not need the partition's thread, such as a backup} */
    Store store() {
        return loop.store();
    }

    /** {@return the leaderboards as they are shown; another object after the partition has started anew} */
    public Leaderboards leaderboards() {
        return loop.leaderboards();
    }

    /**
     * Tells what changes, once it is durable.
     *
     * @param listener is told
     * @return ends it when closed
     */
    public Watch watch(Consumer<Change> listener) {
        return loop.watches().add(listener);
    }

    /** {@return runs what a host wants done, off the threads that do the work} */
    public Executor answering() {
        return loop::answer;
    }

    private void submit(Work work) {
        LaurelException reason = loop.refusal();
        if (reason != null) {
            work.fail(reason);
            return;
        }
        queue.add(work);
        reason = loop.refusal();
        if (reason != null && queue.remove(work)) {
            work.fail(reason);
        }
    }

    /** Finishes what was handed over, commits it, and closes the store. Waits for it. */
    @Override
    public void close() {
        loop.stop();
        boolean interrupted = false;
        long until = System.nanoTime() + CLOSING_MILLIS * 1_000_000;
        for (long left = CLOSING_MILLIS; left > 0 && thread.isAlive(); left = (until - System.nanoTime()) / 1_000_000) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                // What was handed over is finished first; whoever wants the caller to stop is heard after.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
