package dev.laurel.pipeline;

import dev.laurel.intake.Admission;
import dev.laurel.intake.Admission.Checked;
import dev.laurel.intake.Bounds;
import dev.laurel.pipeline.Committer.CommitFailedException;
import dev.laurel.plugin.PageSink;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.store.Commit;
import dev.laurel.store.FencedException;
import dev.laurel.store.Store;
import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of one community. Takes what waits as a batch, folds it, and commits facts, entries, cursors and dead
 * letters in one transaction; only then is anything acknowledged or shown. Safe for use by several threads.
 */
public final class Partition implements PageSink, AutoCloseable {
    private static final int MOST_WAITING = 100_000;
    private static final int MOST_BATCH = 10_000;
    private static final int MOST_SETTLED = 4_096;
    private static final long TICK_MILLIS = 50;
    private static final int IDLE_TICKS = 40;

    private final String name;
    private final Supplier<Store> opener;
    private final Engine.Setup setup;
    private final InstantSource clock;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Committer committer;
    private final Thread thread;
    private final Set<String> historyOpen = new HashSet<>();
    private final Inbox inbox = new Inbox();
    private volatile Store store;
    private volatile Admission admission;
    private volatile boolean closing;
    private volatile @Nullable LaurelException closed;
    private @Nullable Engine engine;
    private List<Work> batch = new ArrayList<>();
    private List<Runnable> answers = new ArrayList<>();
    private int idle;

    private Partition(String name, Supplier<Store> opener, Engine.Setup setup, InstantSource clock) {
        this.name = name;
        this.opener = opener;
        this.setup = setup;
        this.clock = clock;
        this.store = opener.get();
        try {
            Engine opened = opened(store);
            this.engine = opened;
            this.admission = new Admission(opened.vault().hash());
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
        this.committer = new Committer(name);
        this.thread = Threads.daemon("laurel-" + name, this::run);
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
    public static Partition open(
            String name, Supplier<Store> opener, PartitionSettings settings, InstantSource clock) {
        Partition partition = new Partition(name, opener, settings.engine(), clock);
        partition.thread.start();
        return partition;
    }

    private Engine opened(Store from) {
        Engine opened = Engine.open(from, setup, now());
        if (!from.isFollowing()) {
            Commit first = opened.seal();
            if (!first.isEmpty()) {
                from.commit(first);
            }
            opened.committed(first);
        }
        return opened;
    }

    private long now() {
        return Admission.micros(clock.instant());
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
            checked.add(admission.check(source, activity, clock.instant()));
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
            checked.add(admission.check(source, activity, clock.instant()));
        }
        CompletableFuture<List<Recorded>> done = new CompletableFuture<>();
        boolean more = page.backfill() && page.more();
        submit(new Work.Decide<>(
                engine -> more ? historyOpen.add(source) : historyOpen.remove(source), new CompletableFuture<>()));
        submit(new Work.Intake(source, checked, page.backfill(), page.next(), page.rejects(), done));
        int rejects = page.rejects().size();
        return done.thenApply(results -> Inbox.count(results, rejects));
    }

    @Override
    public Cursor cursor(String source) {
        return inbox.cursor(store, source);
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
        return store;
    }

    private void submit(Work work) {
        if (closing || closed != null) {
            LaurelException reason = closed;
            work.fail(reason != null ? reason : new LaurelException("community " + name + " is closed"));
            return;
        }
        queue.add(work);
        if (closing && queue.remove(work)) {
            work.fail(new LaurelException("community " + name + " is closed"));
        }
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            try {
                turn();
            } catch (InterruptedException e) {
                closing = true;
            } catch (CommitFailedException e) {
                reopenAfter(e);
            } catch (RuntimeException | Error e) {
                reopenAfter(e);
            }
        }
        finish();
    }

    private void finish() {
        try {
            land();
        } catch (CommitFailedException e) {
            committer.fail(batch, failure(e));
        }
        for (Work work = queue.poll(); work != null; work = queue.poll()) {
            work.fail(new LaurelException("community " + name + " is closed"));
        }
        committer.close();
        store.close();
    }

    /** One turn: what waits becomes a batch, or if nothing does, what is due is seen to. */
    private void turn() throws InterruptedException, CommitFailedException {
        Work first = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (committer.isDone()) {
            land();
        }
        Engine current = ready();
        if (current == null) {
            if (first != null) {
                first.fail(closedReason());
            }
            return;
        }
        if (first == null) {
            idle(current);
            return;
        }
        idle = 0;
        if (store.isFollowing()) {
            follow(current, first);
            return;
        }
        begin(current);
        int taken = 0;
        Work next = first;
        while (next != null) {
            taken += take(current, next);
            next = taken < MOST_BATCH && !current.isFull() ? queue.poll() : null;
        }
        seal(current);
    }

    private int take(Engine current, Work work) throws CommitFailedException {
        if (work instanceof Work.Intake record) {
            batch.add(work);
            inbox.record(current, record, () -> cut(current), answers::add);
            return record.checked().size() + 1;
        }
        if (work instanceof Work.Decide<?> decide) {
            try {
                answers.add(decide.carryOut(current));
                batch.add(work);
            } catch (LaurelException refused) {
                committer.answer(() -> work.fail(refused));
            }
            return 1;
        }
        seal(current);
        if (work instanceof Work.Maintain maintain) {
            land();
            maintain(maintain);
            begin(current);
            return 1;
        }
        Work.Read<?> read = (Work.Read<?>) work;
        committer.answerAfterFlight(read.answer(current), read);
        begin(current);
        return 1;
    }

    private void maintain(Work.Maintain work) {
        try {
            work.task().accept(store);
            committer.answer(() -> work.done().complete(null));
        } catch (RuntimeException e) {
            committer.answer(() -> work.fail(e));
        }
    }

    private void begin(Engine current) {
        current.begin(now());
    }

    /** Seals in the middle of a call that is too long for one segment. */
    private void cut(Engine current) {
        try {
            seal(current);
            begin(current);
        } catch (CommitFailedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void seal(Engine current) throws CommitFailedException {
        current.settle();
        inbox.settled();
        Commit commit = current.seal();
        List<Work> works = batch;
        List<Runnable> done = answers;
        batch = new ArrayList<>();
        answers = new ArrayList<>();
        try {
            land();
        } catch (CommitFailedException e) {
            committer.fail(works, failure(e));
            throw e;
        }
        committer.start(store, commit, done, works);
    }

    private void land() throws CommitFailedException {
        Commit landed = committer.land();
        Engine current = engine;
        if (landed != null && current != null) {
            current.committed(landed);
        }
    }

    private void idle(Engine current) throws CommitFailedException {
        if (store.isFollowing()) {
            return;
        }
        idle++;
        land();
        boolean due = current.reputation().nextDue() <= now();
        boolean settling = current.reputation().deferred() > 0 && (historyOpen.isEmpty() || idle > IDLE_TICKS);
        if (due || settling) {
            begin(current);
            if (settling) {
                current.reputation().settleDeferred(MOST_SETTLED, Engine.SEGMENT_BYTES, now());
            }
            seal(current);
        }
    }

    private void follow(Engine current, Work work) {
        if (work instanceof Work.Read<?> read) {
            current.follow();
            committer.answer(read.answer(current));
        } else {
            work.fail(new LaurelException("community " + name
                    + " is open in another process and only followed here: write there, or stop the other process"));
        }
    }

    private @Nullable Engine ready() {
        if (engine == null && closed == null) {
            try {
                store = opener.get();
                Engine opened = opened(store);
                engine = opened;
                admission = new Admission(opened.vault().hash());
            } catch (RuntimeException e) {
                closed = new LaurelException(
                        "community " + name + " could not be opened again after a failed commit: " + e.getMessage(), e);
            }
        }
        return engine;
    }

    /** What is in memory may be ahead of what is durable: it is thrown away, and read anew from the store. */
    private void reopenAfter(Throwable failure) {
        LaurelException told = failure(failure);
        committer.fail(batch, told);
        batch = new ArrayList<>();
        answers = new ArrayList<>();
        inbox.forget();
        try {
            committer.land();
        } catch (CommitFailedException e) {
            told.addSuppressed(e);
        }
        engine = null;
        store.close();
        if (failure.getCause() instanceof FencedException) {
            closed = told;
        }
    }

    private LaurelException failure(Throwable failure) {
        return new LaurelException(
                "community " + name + " could not commit, and nothing of the batch was kept: " + failure.getMessage(),
                failure);
    }

    private LaurelException closedReason() {
        LaurelException reason = closed;
        return reason != null ? reason : new LaurelException("community " + name + " is closed");
    }

    /** Finishes what was handed over, commits it, and closes the store. Waits for it. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
