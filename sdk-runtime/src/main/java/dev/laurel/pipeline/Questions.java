package dev.laurel.pipeline;

import dev.laurel.thread.Threads;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.EntryLine;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.Standing;
import dev.laurel.view.VerifyReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** What can be asked of a partition. Every answer shows durable things only. Safe for use by several threads. */
public final class Questions {
    private final Partition partition;

    /**
     * Questions to a partition.
     *
     * @param partition the partition
     */
    public Questions(Partition partition) {
        this.partition = partition;
    }

    /**
     * What the community holds of a member.
     *
     * @param key the member
     * @return empty if nobody of that name is known
     */
    public CompletableFuture<Optional<MemberSummary>> member(MemberKey key) {
        return settled(key, engine -> new Reading(engine).summary(key));
    }

    /**
     * The entries of a member.
     *
     * @param key the member
     * @param limit how many at the most
     * @return newest first; empty if nobody of that name is known
     */
    public CompletableFuture<List<EntryLine>> entries(MemberKey key, int limit) {
        return settled(key, engine -> {
            int member = new Reading(engine).member(key);
            return member < 0 ? List.of() : new Explanation(engine).lines(member, limit);
        });
    }

    /**
     * The entries of a member since another one.
     *
     * @param key the member
     * @param after the id of an entry; those recorded after it are meant
     * @param limit how many at the most
     * @return newest first; empty if nobody of that name is known
     */
    public CompletableFuture<List<EntryLine>> entriesAfter(MemberKey key, String after, int limit) {
        if (!isEntry(after)) {
            throw new IllegalArgumentException("this is not the id of an entry: take one that EntryLine.id() gave");
        }
        return settled(key, engine -> {
            int member = new Reading(engine).member(key);
            return member < 0 ? List.of() : new Explanation(engine).lines(member, after, limit);
        });
    }

    /**
     * Looks at the id of an entry.
     *
     * @param id what may be one
     * @return whether it looks like one
     */
    public static boolean isEntry(String id) {
        return Explanation.isId(id);
    }

    /**
     * What rules refused a member.
     *
     * @param key the member
     * @param limit how many at the most
     * @return newest first; empty if nobody of that name is known
     */
    public CompletableFuture<List<DeclineLine>> declines(MemberKey key, int limit) {
        return settled(key, engine -> {
            int member = new Reading(engine).member(key);
            return member < 0 ? List.of() : new Refusals(engine).lines(member, limit);
        });
    }

    /**
     * The highest balances.
     *
     * @param unit the unit
     * @param limit how many at the most
     * @return highest first
     */
    public CompletableFuture<List<Standing>> top(String unit, int limit) {
        if (unit.indexOf('/') < 0) {
            return CompletableFuture.failedFuture(new LaurelException("there is no unit " + unit
                    + ": points are written like points/reputation, badges like badge/teacher"));
        }
        return partition.read(engine -> new Reading(engine).top(unit, limit));
    }

    /** {@return how many members there are} */
    public CompletableFuture<Long> members() {
        return partition.read(
                engine -> (long) engine.world().around().identities().members());
    }

    /** {@return to how many identities each rule owes answers, because it failed or was suspended, by the rule's name} */
    public CompletableFuture<Map<String, Integer>> owing() {
        return partition.read(engine -> engine.reputation().debts().all());
    }

    /** {@return how many activities there are} */
    public CompletableFuture<Long> activities() {
        return partition.read(Engine::activities);
    }

    /**
     * All that the community holds of a member.
     *
     * @param key the member
     * @return a JSON document; empty if nobody of that name is known
     */
    public CompletableFuture<String> export(MemberKey key) {
        return settled(key, engine -> new Export(engine).of(key));
    }

    /**
     * Reads the whole log again, checks its chain of hashes, adds its entries up and compares them with the balances, and
     * each activity with what is remembered of its id; reads all pages beside the log. Intake goes on meanwhile.
     *
     * @return what was found
     */
    public CompletableFuture<VerifyReport> verify() {
        ExecutorService once = Threads.single("laurel-verify");
        CompletableFuture<VerifyReport> report =
                CompletableFuture.supplyAsync(() -> new Verification(partition).run(), once);
        once.shutdown();
        return report;
    }

    /** Somebody whose history is still coming in is folded anew before the question is answered. */
    private <T> CompletableFuture<T> settled(MemberKey key, Function<Engine, T> question) {
        if (partition.store().isFollowing()) {
            // Folding is for the process that writes; what it has folded so far is what there is to see.
            return partition.read(question);
        }
        return partition
                .read(engine -> {
                    int member = new Reading(engine).member(key);
                    return member >= 0 && engine.reputation().isDeferred(member);
                })
                .thenCompose(waits -> waits ? settle(key) : CompletableFuture.completedFuture(null))
                .thenCompose(settled -> partition.read(question));
    }

    private CompletableFuture<Void> settle(MemberKey key) {
        return partition.carryOut(engine -> {
            int member = new Reading(engine).member(key);
            if (member >= 0) {
                engine.reputation().settleOne(member, engine.writer().time());
            }
        });
    }
}
