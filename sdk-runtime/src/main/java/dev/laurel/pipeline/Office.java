package dev.laurel.pipeline;

import dev.laurel.intake.Admission;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.reputation.Judge;
import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.store.Store;
import dev.laurel.thread.LostThreads;
import dev.laurel.thread.Threads;
import dev.laurel.view.Change;
import dev.laurel.view.LaurelException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The office of a community's single writer: what it stands on, and what others may see. One thread holds it at a time;
 * the next takes over when the rules are others, so that nothing of the guests before stays on its thread, and when the
 * thread does not come back from a guest.
 */
final class Office {

    private static final Judge NOBODY = new Judge() {
        @Override
        public List<RuleDeclaration> rules() {
            return List.of();
        }

        @Override
        public Decision judge(int rule, Participation participation) {
            throw new IllegalStateException("there is no rule to be asked");
        }
    };

    /** What a partition stands on. */
    record Ground(String name, Supplier<Store> opener, Engine.Setup setup, InstantSource clock) {}

    final Ground ground;
    final Reasons reasons;
    final BlockingQueue<Work> queue;
    final Committer committer;
    final Watches watches;
    final Inbox inbox = new Inbox();
    /** Sources whose history is still coming in; only the holder looks. */
    final Set<String> historyOpen = new HashSet<>();

    private final Watchdog watchdog;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final LostThreads lost;
    private volatile @Nullable Store store;
    private boolean storeOpen;
    private volatile @Nullable Admission admission;
    private volatile @Nullable Leaderboards leaderboards;
    private volatile boolean closing;
    private volatile @Nullable LaurelException closed;
    private volatile @Nullable LaurelException broken;
    private volatile Judge judge;
    private volatile @Nullable PartitionLoop holder;
    private int threads;

    Office(Ground ground, BlockingQueue<Work> queue, Watchdog watchdog) {
        this.watchdog = watchdog;
        this.lost = new LostThreads(ground.clock());
        // Whoever judges first must be free to go like those after.
        this.ground = new Ground(ground.name(), ground.opener(), ground.setup().with(NOBODY), ground.clock());
        this.reasons = new Reasons(ground.name());
        this.queue = queue;
        this.judge = ground.setup().judge();
        this.committer = new Committer(ground.name(), () -> queue.add(Work.LANDED), reasons::failed);
        this.watches = new Watches(committer::answer);
    }

    long now() {
        return Admission.micros(ground.clock().instant());
    }

    /** {@return the judge that is asked from now on} */
    Judge judge() {
        return judge;
    }

    void judge(Judge next) {
        judge = next;
    }

    /** {@return the store, opened if it is not; for the holder only} */
    Store openStore() {
        Store open = store;
        if (open == null || !storeOpen) {
            open = ground.opener().get();
            store = open;
            storeOpen = true;
        }
        return open;
    }

    /** Closes the store; who still asks it is told so. */
    void closeStore() {
        Store open = store;
        storeOpen = false;
        if (open != null) {
            open.close();
        }
    }

    /** Lets everybody see what a holder has opened. */
    void show(Engine engine) {
        leaderboards = engine.projections().boards();
        admission = new Admission(engine.vault().hash());
        broken = null;
        opened.complete(null);
    }

    /** It could not be opened for the first time: whoever waits for it is told, and nothing is left behind. */
    boolean isUnopened(Throwable failure) {
        return opened.completeExceptionally(failure);
    }

    /** {@return completes when the partition is open for the first time} */
    CompletableFuture<Void> opened() {
        return opened;
    }

    /** {@return completes when the last holder has finished} */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Puts a holder in office, on a thread of its own. */
    void install(PartitionLoop next) {
        Thread thread = Threads.daemon("laurel-" + ground.name() + (threads++ == 0 ? "" : "-" + threads), next);
        next.thread = thread;
        holder = next;
        watchdog.watch(this);
        thread.start();
    }

    /** Has the holder not wait for another process any longer, while it opens. */
    void interrupt() {
        PartitionLoop opening = holder;
        if (opening != null && opening.thread != null && !opened.isDone()) {
            opening.thread.interrupt();
        }
    }

    /** {@return who holds the office} */
    @Nullable
    PartitionLoop holder() {
        return holder;
    }

    /**
     * Removes a holder that is still in the same call into a guest, and puts another one in its place that begins anew from
     * the store, with what it had in hand. On another thread than the holder's.
     *
     * @param stuck the holder
     * @param call the call
     * @param where where its thread stands, for people
     */
    void giveUp(PartitionLoop stuck, long call, String where) {
        Judge asked = judge;
        List<Work> begun = stuck.tenure.remove(() -> asked.underWay() == call);
        if (begun == null) {
            return;
        }
        Judge.GivenUp result = asked.giveUp(call, where);
        judge = result.next();
        Thread behind = Objects.requireNonNull(stuck.thread);
        lost.add(behind, result.culprit());
        install(stuck.heir(begun));
        behind.interrupt();
    }

    /** {@return the threads that were left behind in a guest} */
    LostThreads lost() {
        return lost;
    }

    Admission admission() {
        return Objects.requireNonNull(admission, "nothing is asked before it is open");
    }

    Leaderboards leaderboards() {
        return Objects.requireNonNull(leaderboards, "nothing is asked before it is open");
    }

    Store store() {
        return Objects.requireNonNull(store, "nothing is asked before it is open");
    }

    /** Tells whoever watches what has changed, if anything has. */
    void tell(Change change) {
        if (change.leaderboards() || change.everybody() || !change.members().isEmpty()) {
            watches.changed(change);
        }
    }

    /** Does something with the store; for the holder, while no commit is on its way. */
    void maintain(Work.Maintain work) {
        try {
            work.task().accept(store());
            committer.answer(() -> work.done().complete(null));
        } catch (RuntimeException e) {
            committer.answer(() -> work.fail(Work.told(e)));
        }
    }

    /** {@return why nothing more is taken, or null if it is} */
    @Nullable
    LaurelException refusal() {
        return closing ? closedReason() : closed;
    }

    LaurelException closedReason() {
        LaurelException reason = closed != null ? closed : broken;
        return reason != null ? reason : reasons.shut();
    }

    boolean isClosed() {
        return closed != null;
    }

    void closed(LaurelException why) {
        closed = why;
    }

    void broken(LaurelException why) {
        broken = why;
    }

    boolean isClosing() {
        return closing;
    }

    /** Has what waits finished, and ends. */
    void stop() {
        closing = true;
        queue.add(Work.LANDED);
    }

    /** The last thing a holder does when nobody follows. */
    void shut() {
        for (Work work = queue.poll(); work != null; work = queue.poll()) {
            work.fail(reasons.shut());
        }
        committer.close();
        closeStore();
        watchdog.forget(this);
        ended.complete(null);
    }
}
