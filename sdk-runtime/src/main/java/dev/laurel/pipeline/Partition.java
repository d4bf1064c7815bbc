package dev.laurel.pipeline;

import dev.laurel.intake.Admission.Checked;
import dev.laurel.intake.Bounds;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.plugin.Residence;
import dev.laurel.reputation.Judge;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.store.Store;
import dev.laurel.view.Change;
import dev.laurel.view.LaurelException;
import dev.laurel.view.LostThread;
import dev.laurel.view.Recorded;
import dev.laurel.view.Watch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of one community. Takes what waits as a batch, folds it, and commits facts, entries, cursors and dead
 * letters in one transaction; only then is anything acknowledged or shown. Safe for use by several threads.
 */
public final class Partition implements Residence, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Partition.class.getName());
    private static final int MOST_WAITING = 100_000;
    private static final long CLOSING_MILLIS = 30_000;

    private final String name;
    private final InstantSource clock;
    private final LinkedBlockingQueue<Work> queue;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Office office;

    private Partition(String name, Supplier<Store> opener, PartitionSettings settings, InstantSource clock) {
        this.name = name;
        this.clock = clock;
        this.queue = new LinkedBlockingQueue<>();
        this.office = new Office(new Office.Ground(name, opener, settings.engine(), clock), queue, settings.watchdog());
    }

    /**
     * Opens a community's partition: starts its thread, which reads its log. Returns when it is open.
     *
     * @param name the community's name
     * @param opener opens its store; called again after a failed commit
     * @param settings how it is set up
     * @param clock tells the time
     * @return the partition
     */
    public static Partition open(String name, Supplier<Store> opener, PartitionSettings settings, InstantSource clock) {
        Partition partition = new Partition(name, opener, settings, clock);
        partition.office.install(new PartitionLoop(partition.office, List.of()));
        partition.awaitOpening();
        return partition;
    }

    private void awaitOpening() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    office.opened().get();
                    return;
                } catch (InterruptedException e) {
                    // Opening may wait for another process: who is told not to wait passes it on.
                    interrupted = true;
                    office.interrupt();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    if (e.getCause() instanceof Error failure) {
                        throw failure;
                    }
                    throw new IllegalStateException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public CompletionStage<Void> adopt(UnaryOperator<Judge> change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        submit(new Work.Adopt(change, done));
        return done;
    }

    @Override
    public Judge judge() {
        return office.judge();
    }

    @Override
    public List<LostThread> lostThreads() {
        return office.lost().alive();
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
            checked.add(office.admission().check(source, activity, clock.instant()));
        }
        CompletableFuture<List<Recorded>> done = new CompletableFuture<>();
        int size = activities.size();
        if (!room.tryAcquire(size)) {
            return CompletableFuture.failedFuture(new LaurelException("community " + name + " has " + MOST_WAITING
                    + " activities waiting: nothing of this call was taken; send it again in a second"));
        }
        submit(new Work.Intake(source, checked, Arrival.RECORDED, null, done));
        return done.whenComplete((results, failure) -> room.release(size));
    }

    @Override
    public CompletionStage<Committed> accept(String source, Cursor after, Page page) {
        boolean more = page.backfill() && page.more();
        submit(new Work.Decide<>(engine -> history(source, more), new CompletableFuture<>()));
        Arrival arrival = page.backfill() ? Arrival.HISTORY : Arrival.PULLED;
        String place = "before " + page.next().text();
        return take(
                source,
                page.activities(),
                arrival,
                new Work.Mail(place + " of the page", after, page.next(), page.rejects(), null, null));
    }

    @Override
    public CompletionStage<Committed> take(String source, Receipt receipt, Delivery delivery) {
        return take(source, receipt.activities(), Arrival.PULLED, mail(receipt, delivery, null));
    }

    /** What was replayed is taken in: the letter is settled with it, or stays. */
    CompletionStage<Committed> retake(String source, Page page, DeadLetters.Letter letter) {
        Cursor asked = letter.asked();
        String place = "before " + page.next().text() + " of the page";
        return take(
                source,
                page.activities(),
                Arrival.PULLED,
                new Work.Mail(place, asked, null, page.rejects(), null, letter));
    }

    /** What was replayed is taken in: the letter is settled with it, or stays. */
    CompletionStage<Committed> retake(String source, Receipt receipt, Delivery delivery, DeadLetters.Letter letter) {
        return take(source, receipt.activities(), Arrival.PULLED, mail(receipt, delivery, letter));
    }

    private static Work.Mail mail(Receipt receipt, Delivery delivery, DeadLetters.@Nullable Letter letter) {
        String place = "the delivery of " + delivery.receivedAt();
        return new Work.Mail(place, null, null, receipt.rejects(), delivery, letter);
    }

    private CompletionStage<Committed> take(String source, List<Activity> activities, Arrival arrival, Work.Mail mail) {
        List<Checked> checked = new ArrayList<>(activities.size());
        for (Activity activity : activities) {
            checked.add(office.admission().check(source, activity, clock.instant()));
        }
        CompletableFuture<List<Recorded>> done = new CompletableFuture<>();
        submit(new Work.Intake(source, checked, arrival, mail, done));
        int rejects = mail.rejects().size();
        return done.thenApply(results -> Inbox.count(results, rejects));
    }

    private boolean history(String source, boolean more) {
        return more ? office.historyOpen.add(source) : office.historyOpen.remove(source);
    }

    @Override
    public Cursor cursor(String source) {
        return Inbox.cursor(office.store(), source);
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
        return office.store();
    }

    /** {@return the leaderboards as they are shown; another object after the partition has started anew} */
    public Leaderboards leaderboards() {
        return office.leaderboards();
    }

    /**
     * Tells what changes, once it is durable.
     *
     * @param listener is told
     * @return ends it when closed
     */
    public Watch watch(Consumer<Change> listener) {
        return office.watches.add(listener);
    }

    /** {@return runs what a host wants done, off the threads that do the work} */
    public Executor answering() {
        return office.committer::answer;
    }

    private void submit(Work work) {
        LaurelException reason = office.refusal();
        if (reason != null) {
            work.fail(reason);
            return;
        }
        queue.add(work);
        reason = office.refusal();
        if (reason != null && queue.remove(work)) {
            work.fail(reason);
        }
    }

    /** Finishes what was handed over, commits it, and closes the store. Waits for it. */
    @Override
    public void close() {
        office.stop();
        boolean interrupted = false;
        long until = System.nanoTime() + CLOSING_MILLIS * 1_000_000;
        for (long left = CLOSING_MILLIS;
                left > 0 && !office.ended().isDone();
                left = (until - System.nanoTime()) / 1_000_000) {
            try {
                office.ended().get(left, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // What was handed over is finished first; whoever wants the caller to stop is heard after.
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                LOG.log(System.Logger.Level.WARNING, "community {0} did not end in time", name);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
