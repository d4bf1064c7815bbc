package dev.laurel.pipeline;

import dev.laurel.intake.Admission;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.pipeline.Committer.CommitFailedException;
import dev.laurel.store.Commit;
import dev.laurel.store.FencedException;
import dev.laurel.store.Store;
import dev.laurel.view.Change;
import dev.laurel.view.LaurelException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a partition's thread does: takes what waits as a batch, folds it while the last one syncs, and hands it over to be
 * committed. After a failed commit it starts anew from the store.
 */
final class PartitionLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(PartitionLoop.class.getName());
    private static final int MOST_BATCH = 10_000;
    private static final int FAIR_BATCH = 256;
    private static final int MOST_SETTLED = 4_096;
    private static final int SMALL = 16 << 10;
    private static final long TICK_MILLIS = 50;
    private static final int IDLE_TICKS = 40;
    private static final int FOLLOW_TICKS = 10;
    private static final long REOPEN_NANOS = 1_000_000_000L;

    /** What a loop stands on. */
    record Ground(String name, Supplier<Store> opener, Engine.Setup setup, InstantSource clock) {}

    private final Ground ground;
    private final String name;
    private final Reasons reasons;
    private final BlockingQueue<Work> queue;
    private final Committer committer;
    private final Watches watches = new Watches(this::answer);
    private final Set<String> historyOpen = new HashSet<>();
    private final Inbox inbox = new Inbox();
    private volatile Store store;
    private volatile Admission admission;
    private volatile Leaderboards leaderboards;
    private volatile boolean closing;
    private volatile @Nullable LaurelException closed;
    private @Nullable Engine engine;
    private @Nullable LaurelException broken;
    private long reopenAt = System.nanoTime();
    private List<Work> batch = new ArrayList<>();
    private List<Runnable> answers = new ArrayList<>();
    private @Nullable Work inHand;
    private int idle;

    PartitionLoop(Ground ground, BlockingQueue<Work> queue) {
        this.ground = ground;
        this.name = ground.name();
        this.reasons = new Reasons(name);
        this.queue = queue;
        this.store = ground.opener().get();
        try {
            Engine opened = opened(store);
            this.engine = opened;
            this.leaderboards = opened.projections().boards();
            this.admission = new Admission(opened.vault().hash());
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
        this.committer = new Committer(name, () -> queue.add(Work.LANDED), reasons::failed);
    }

    private Engine opened(Store from) {
        Engine opened = Engine.open(from, ground.setup(), now());
        if (!from.isFollowing()) {
            Commit first = opened.seal();
            if (!first.isEmpty()) {
                from.commit(first);
            }
            opened.show(now());
            opened.committed(first);
        }
        return opened;
    }

    private long now() {
        return Admission.micros(ground.clock().instant());
    }

    Admission admission() {
        return admission;
    }

    /** {@return the leaderboards, as far as they are durable} */
    Leaderboards leaderboards() {
        return leaderboards;
    }

    Watches watches() {
        return watches;
    }

    Store store() {
        return store;
    }

    /** {@return why nothing more is taken, or null if it is} */
    @Nullable
    LaurelException refusal() {
        return closing ? closedReason() : closed;
    }

    /** Finishes what waits, and ends. */
    void stop() {
        closing = true;
        queue.add(Work.LANDED);
    }

    void answer(Runnable answer) {
        committer.answer(answer);
    }

    /** Notes whether a source's history is still coming in; on the loop's thread. */
    boolean history(String source, boolean more) {
        return more ? historyOpen.add(source) : historyOpen.remove(source);
    }

    @Override
    public void run() {
        while (!closing || !queue.isEmpty()) {
            try {
                turn();
            } catch (InterruptedException e) {
                // Nobody of ours does this: a partition ends when it is closed, not when a guest leaves a flag behind.
                LOG.log(System.Logger.Level.WARNING, "the thread of community {0} was interrupted, and goes on", name);
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
            committer.fail(batch, reasons.failed(e));
        }
        for (Work work = queue.poll(); work != null; work = queue.poll()) {
            work.fail(reasons.shut());
        }
        committer.close();
        store.close();
    }

    /** One turn: what waits becomes a batch, or if nothing does, what is due is seen to. */
    private void turn() throws InterruptedException, CommitFailedException {
        if (committer.isDone()) {
            land();
        }
        Work first = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
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
        if (first instanceof Work.Landed) {
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
            next = takesMore(current, taken) ? queue.poll() : null;
        }
        seal(current);
    }

    /** While a commit is on its way a batch may grow; once the way is free, a fair batch goes, so that both have work to do. */
    private boolean takesMore(Engine current, int taken) {
        boolean way = !committer.isBusy() || committer.isDone();
        return taken < (way ? FAIR_BATCH : MOST_BATCH) && !current.isFull();
    }

    private int take(Engine current, Work work) throws CommitFailedException {
        inHand = work;
        int taken = takeOne(current, work);
        inHand = null;
        return taken;
    }

    private int takeOne(Engine current, Work work) throws CommitFailedException {
        if (work instanceof Work.Intake record) {
            batch.add(work);
            inbox.record(current, record, () -> cut(current, record), answer -> answers.add(answer));
            return record.checked().size() + 1;
        }
        if (work instanceof Work.Decide<?> decide) {
            decide(current, decide);
            return 1;
        }
        if (work instanceof Work.Landed) {
            return 0;
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

    /** A decision that fails before it has written anything fails alone. */
    private void decide(Engine current, Work.Decide<?> decide) {
        long before = current.staged();
        try {
            answers.add(decide.carryOut(current));
            batch.add(decide);
        } catch (LaurelException refused) {
            committer.answer(() -> decide.fail(refused));
        } catch (RuntimeException e) {
            if (current.staged() != before) {
                throw e;
            }
            committer.answer(() -> decide.fail(reasons.undecided(e)));
        }
    }

    private void maintain(Work.Maintain work) {
        try {
            work.task().accept(store);
            committer.answer(() -> work.done().complete(null));
        } catch (RuntimeException e) {
            committer.answer(() -> work.fail(Work.told(e)));
        }
    }

    private void begin(Engine current) {
        current.projections().watched(!watches.isEmpty());
        current.begin(now());
    }

    /** Seals in the middle of a call that is too long for one segment. */
    private void cut(Engine current, Work work) {
        try {
            seal(current);
            begin(current);
            batch.add(work);
        } catch (CommitFailedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void seal(Engine current) throws CommitFailedException {
        current.settle();
        Commit commit = current.seal();
        List<Work> works = batch;
        List<Runnable> done = answers;
        batch = new ArrayList<>();
        answers = new ArrayList<>();
        try {
            land();
        } catch (CommitFailedException e) {
            committer.fail(works, reasons.failed(e));
            throw e;
        }
        Runnable shown = () -> tell(current.show(now()));
        if (commit.isEmpty() || (queue.isEmpty() && isSmall(commit))) {
            committer.startHere(store, commit, done, works, shown);
            land();
        } else {
            committer.start(store, commit, done, works, shown);
        }
    }

    private void tell(Change change) {
        if (change.leaderboards() || change.everybody() || !change.members().isEmpty()) {
            watches.changed(change);
        }
    }

    /** Whether handing a commit to another thread would cost more than folding meanwhile could gain. */
    private static boolean isSmall(Commit commit) {
        Commit.Segment segment = commit.segment();
        return segment == null || segment.body().length < SMALL;
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
            if (++idle % FOLLOW_TICKS == 0 && current.follow(now())) {
                tell(new Change(Set.of(), true, true));
            }
            return;
        }
        idle++;
        land();
        long shown = current.projections().boards().changes();
        current.projections().boards().advance(now());
        tell(new Change(Set.of(), false, current.projections().boards().changes() != shown));
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
            current.follow(now());
            committer.answer(read.answer(current));
        } else {
            work.fail(reasons.followed());
        }
    }

    private @Nullable Engine ready() {
        if (engine == null && closed == null && System.nanoTime() - reopenAt >= 0) {
            try {
                store = ground.opener().get();
                Engine opened = opened(store);
                engine = opened;
                leaderboards = opened.projections().boards();
                admission = new Admission(opened.vault().hash());
                broken = null;
            } catch (FencedException e) {
                closed = reasons.broken(e);
            } catch (RuntimeException e) {
                broken = reasons.broken(e);
                reopenAt = System.nanoTime() + REOPEN_NANOS;
            }
        }
        return engine;
    }

    /** What is in memory may be ahead of what is durable: it is thrown away, and read anew from the store. */
    private void reopenAfter(Throwable failure) {
        LaurelException told = reasons.failed(failure);
        Work taken = inHand;
        if (taken != null && batch.stream().noneMatch(work -> work == taken)) {
            batch.add(taken);
        }
        inHand = null;
        committer.fail(batch, told);
        batch = new ArrayList<>();
        answers = new ArrayList<>();
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

    private LaurelException closedReason() {
        LaurelException reason = closed != null ? closed : broken;
        return reason != null ? reason : reasons.shut();
    }
}
