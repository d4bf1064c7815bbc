package dev.laurel.pipeline;

import dev.laurel.pipeline.Committer.CommitFailedException;
import dev.laurel.pipeline.Tenure.RemovedException;
import dev.laurel.store.Commit;
import dev.laurel.store.FencedException;
import dev.laurel.store.Store;
import dev.laurel.view.Change;
import dev.laurel.view.LaurelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the thread that holds a partition's office does: takes what waits as a batch, folds it while the last one syncs, and
 * hands it over to be committed. After a failed commit it starts anew from the store.
 *
 * <p>A thread that does not come back from a guest is removed from office by {@link Office#giveUp}, on another thread. From then
 * on it may still compute, on what is thrown away anyway, but everything that others could see is done under the lock that
 * the removal takes, and refused.
 */
final class PartitionLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(PartitionLoop.class.getName());
    private static final int MOST_BATCH = 10_000;
    private static final int FAIR_BATCH = 256;
    private static final int MOST_SETTLED = 4_096;
    private static final long TICK_MILLIS = 50;
    private static final int IDLE_TICKS = 40;
    private static final int FOLLOW_TICKS = 10;
    private static final long REOPEN_NANOS = 1_000_000_000L;

    private final Office office;
    private final Committer committer;
    final Tenure tenure;
    /** The thread it runs on. */
    @Nullable
    Thread thread;

    private boolean over;
    private @Nullable PartitionLoop successor;
    /** Who waits for the rules that this holder begins with. */
    private volatile Work.@Nullable Adopt adopting;

    private @Nullable Engine engine;
    private long reopenAt = System.nanoTime();
    private List<Runnable> answers = new ArrayList<>();
    private int idle;

    PartitionLoop(Office office, List<Work> inherited) {
        this.office = office;
        this.committer = office.committer;
        this.tenure = new Tenure(office.queue, inherited);
    }

    @Override
    public void run() {
        try {
            serve();
            PartitionLoop next = successor;
            if (next != null) {
                office.install(next);
            } else {
                finish();
            }
        } catch (RemovedException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a thread of community {0} that was left behind has ended",
                    office.ground.name());
        }
    }

    private void serve() {
        while (!over && (!office.isClosing() || !office.queue.isEmpty() || tenure.hasInherited())) {
            try {
                turn();
            } catch (RemovedException e) {
                throw e;
            } catch (InterruptedException e) {
                // Nobody of ours does this: a partition ends when it is closed, not when a guest leaves a flag behind.
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the thread of community {0} was interrupted, and goes on",
                        office.ground.name());
            } catch (CommitFailedException | RuntimeException | Error e) {
                reopenAfter(e);
            }
        }
    }

    /** {@return a loop that takes over from this one, which was given up, with what was begun and who waits for the rules} */
    PartitionLoop heir(List<Work> begun) {
        PartitionLoop heir = new PartitionLoop(office, begun);
        heir.adopting = adopting;
        return heir;
    }

    private void finish() {
        adopted(done -> done.completeExceptionally(office.reasons.shut()));
        try {
            land();
        } catch (CommitFailedException e) {
            committer.fail(tenure.batch(), office.reasons.failed(e));
        }
        tenure.end(office::shut);
    }

    /** One turn: what waits becomes a batch, or if nothing does, what is due is seen to. */
    private void turn() throws InterruptedException, CommitFailedException {
        if (committer.isDone()) {
            land();
        }
        Work first = tenure.inherited();
        if (first == null && office.opened().isDone()) {
            first = office.queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        tenure.hold(first);
        Engine current = ready();
        if (current == null) {
            tenure.hold(null);
            if (first != null) {
                first.fail(office.closedReason());
            }
            return;
        }
        if (first == null) {
            idle(current);
            return;
        }
        if (first instanceof Work.Landed) {
            tenure.hold(null);
            return;
        }
        idle = 0;
        if (office.store().isFollowing()) {
            follow(current, first);
            tenure.hold(null);
            return;
        }
        begin(current);
        int taken = 0;
        Work next = first;
        while (next != null && !over) {
            taken += take(current, next);
            next = !over && takesMore(current, taken) ? next() : null;
        }
        if (!over) {
            seal(current);
        }
    }

    private @Nullable Work next() {
        Work next = tenure.inherited();
        return next != null ? next : office.queue.poll();
    }

    /** While a commit is on its way a batch may grow; once the way is free, a fair batch goes, so that both have work to do. */
    private boolean takesMore(Engine current, int taken) {
        boolean way = !committer.isBusy() || committer.isDone();
        return taken < (way ? FAIR_BATCH : MOST_BATCH) && !current.isFull();
    }

    private int take(Engine current, Work work) throws CommitFailedException {
        tenure.hold(work);
        int taken = takeOne(current, work);
        tenure.hold(null);
        return taken;
    }

    private int takeOne(Engine current, Work work) throws CommitFailedException {
        if (work instanceof Work.Intake record) {
            tenure.inBatch(work);
            office.inbox.record(current, record, () -> cut(current, record), answer -> answers.add(answer));
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
            tenure.act(() -> {
                land();
                office.maintain(maintain);
            });
            begin(current);
            return 1;
        }
        if (work instanceof Work.Adopt adopt) {
            adopt(adopt);
            return 1;
        }
        Work.Read<?> read = (Work.Read<?>) work;
        Runnable answer = read.answer(current);
        tenure.act(() -> committer.answerAfterFlight(answer, read));
        begin(current);
        return 1;
    }

    /** A decision that fails before it has written anything fails alone. */
    private void decide(Engine current, Work.Decide<?> decide) {
        long before = current.staged();
        try {
            answers.add(decide.carryOut(current));
            tenure.inBatch(decide);
        } catch (LaurelException refused) {
            committer.answer(() -> decide.fail(refused));
        } catch (RuntimeException e) {
            if (current.staged() != before) {
                throw e;
            }
            committer.answer(() -> decide.fail(office.reasons.undecided(e)));
        }
    }

    /** Other rules, and another thread: what the guests before left on this one goes with it. */
    private void adopt(Work.Adopt adopt) throws CommitFailedException {
        tenure.act(() -> {
            land();
            office.judge(adopt.change().apply(office.judge()));
            over = true;
            PartitionLoop next = new PartitionLoop(office, tenure.rest());
            next.adopting = adopt;
            successor = next;
        });
    }

    private void begin(Engine current) {
        current.projections().watched(!office.watches.isEmpty());
        current.begin(office.now());
    }

    /** Seals in the middle of a call that is too long for one segment. */
    private void cut(Engine current, Work work) {
        try {
            seal(current);
            begin(current);
            tenure.inBatch(work);
        } catch (CommitFailedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void seal(Engine current) throws CommitFailedException {
        current.settle();
        Commit commit = current.seal();
        tenure.act(() -> {
            List<Work> works = tenure.batch();
            List<Runnable> done = answers;
            answers = new ArrayList<>();
            try {
                land();
            } catch (CommitFailedException e) {
                committer.fail(works, office.reasons.failed(e));
                throw e;
            }
            Runnable shown = () -> office.tell(current.show(office.now()));
            if (commit.isEmpty() || (office.queue.isEmpty() && Committer.isSmall(commit))) {
                committer.startHere(office.store(), commit, done, works, shown);
                land();
            } else {
                committer.start(office.store(), commit, done, works, shown);
            }
        });
    }

    private void land() throws CommitFailedException {
        tenure.act(() -> {
            Commit landed = committer.land();
            Engine current = engine;
            if (landed != null && current != null) {
                current.committed(landed);
            }
        });
    }

    private void idle(Engine current) throws CommitFailedException {
        if (office.store().isFollowing()) {
            if (++idle % FOLLOW_TICKS == 0 && current.follow(office.now())) {
                office.tell(new Change(Set.of(), true, true));
            }
            return;
        }
        idle++;
        land();
        long shown = current.projections().boards().changes();
        current.projections().boards().advance(office.now());
        office.tell(new Change(Set.of(), false, current.projections().boards().changes() != shown));
        boolean due = current.reputation().nextDue() <= office.now();
        boolean settling = current.reputation().deferred() > 0 && (office.historyOpen.isEmpty() || idle > IDLE_TICKS);
        if (due || settling) {
            begin(current);
            if (settling) {
                current.reputation().settleDeferred(MOST_SETTLED, Engine.SEGMENT_BYTES, office.now());
            }
            seal(current);
        }
    }

    private void follow(Engine current, Work work) {
        if (work instanceof Work.Read<?> read) {
            current.follow(office.now());
            committer.answer(read.answer(current));
        } else if (work instanceof Work.Adopt adopt) {
            office.judge(adopt.change().apply(office.judge()));
            engine = null;
            adopting = adopt;
        } else {
            work.fail(office.reasons.followed());
        }
    }

    /** {@return the engine, opened if it is not and can be; null if it cannot at the moment} */
    private @Nullable Engine ready() throws CommitFailedException {
        if (engine == null && !office.isClosed() && System.nanoTime() - reopenAt >= 0) {
            try {
                // The holder before may have left a commit on its way.
                land();
                engine = open(office.openStore());
                adopted(done -> done.complete(null));
            } catch (RemovedException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                notOpened(e);
            }
        }
        return engine;
    }

    private Engine open(Store store) throws CommitFailedException {
        Engine opened = Engine.open(store, office.ground.setup().with(office.judge()), office.now());
        if (!store.isFollowing()) {
            Commit first = opened.seal();
            tenure.act(() -> {
                if (!first.isEmpty()) {
                    store.commit(first);
                }
            });
            opened.show(office.now());
            opened.committed(first);
        }
        tenure.act(() -> office.show(opened));
        return opened;
    }

    private void notOpened(Throwable failure) throws CommitFailedException {
        tenure.act(() -> {
            office.closeStore();
            if (office.isUnopened(failure)) {
                over = true;
            } else if (failure instanceof FencedException fenced) {
                office.closed(office.reasons.broken(fenced));
            } else {
                office.broken(office.reasons.broken(failure));
                reopenAt = System.nanoTime() + REOPEN_NANOS;
            }
        });
        adopted(done -> done.completeExceptionally(office.closedReason()));
    }

    private void adopted(Consumer<CompletableFuture<Void>> end) {
        Work.Adopt waiting = adopting;
        adopting = null;
        if (waiting != null) {
            committer.answer(() -> end.accept(waiting.done()));
        }
    }

    /** What is in memory may be ahead of what is durable: it is thrown away, and read anew from the store. */
    private void reopenAfter(Throwable failure) {
        LaurelException told = office.reasons.failed(failure);
        tenure.fail(works -> {
            committer.fail(works, told);
            answers = new ArrayList<>();
            try {
                committer.land();
            } catch (CommitFailedException e) {
                told.addSuppressed(e);
            }
            engine = null;
            office.closeStore();
            if (failure.getCause() instanceof FencedException) {
                office.closed(told);
            }
        });
    }
}
