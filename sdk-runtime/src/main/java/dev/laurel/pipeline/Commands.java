package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.intake.Admission;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import dev.laurel.thread.Threads;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberFlag;
import dev.laurel.view.MemberKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** What people can decide about a community. Every answer comes when the decision is durable. Safe for use by several threads. */
public final class Commands {
    private static final int LONGEST_NOTE = 1_000;
    private static final Instant LONG_AGO = Instant.parse("1900-01-01T00:00:00Z");

    private final Partition partition;

    /**
     * Commands to a partition.
     *
     * @param partition the partition
     */
    public Commands(Partition partition) {
        this.partition = partition;
    }

    /**
     * Makes two members one.
     *
     * @param from the member that goes into the other
     * @param into the member that stays
     * @param by who decided; not a name of a member
     * @param reason why
     * @return completes when it is durable and everybody concerned has been judged anew
     */
    public CompletableFuture<Void> merge(MemberKey from, MemberKey into, String by, String reason) {
        return noted(List.of(by, reason), engine -> {
            if (known(engine, from) == known(engine, into)) {
                throw new LaurelException("both ids belong to one member already: there is nothing to merge");
            }
            Reading reading = new Reading(engine);
            engine.decisions().merge(reading.identity(from), reading.identity(into), by, reason);
        });
    }

    /**
     * Takes a merge back: the one by which the two came to be one member last.
     *
     * @param from an identity of the member that went into the other
     * @param into an identity of the member it went into
     * @param by who decided; not a name of a member
     * @param reason why
     * @return completes when it is durable and everybody concerned has been judged anew
     */
    public CompletableFuture<Void> unmerge(MemberKey from, MemberKey into, String by, String reason) {
        return noted(List.of(by, reason), engine -> {
            known(engine, from);
            known(engine, into);
            Reading reading = new Reading(engine);
            if (!engine.decisions().unmerge(reading.identity(from), reading.identity(into), by, reason)) {
                throw new LaurelException("the two ids are not one member: there is nothing to take back");
            }
        });
    }

    /**
     * Puts a flag on a member, or takes it off.
     *
     * @param key the member
     * @param flag the flag
     * @param on whether it is to be there
     * @param note who decided, not a name of a member, and why
     * @return completes when it is durable
     */
    public CompletableFuture<Void> flag(MemberKey key, MemberFlag flag, boolean on, List<String> note) {
        return noted(note, engine -> {
            int member = known(engine, key);
            if (engine.world().around().identities().isFlagged(member, flag) != on) {
                engine.decisions().flag(new Reading(engine).identity(key), flag, on, note);
            }
        });
    }

    /**
     * Decides that a rule owes nothing any more of what it missed because it failed or was suspended: it is never asked
     * about that again, and what it had granted before stays.
     *
     * @param rule {@code PLUGIN/EXTENSION/RULE}
     * @param by who decided; not a name of a member
     * @param reason why
     * @return completes when it is durable
     */
    public CompletableFuture<Void> waive(String rule, String by, String reason) {
        return noted(List.of(rule, by, reason), engine -> {
            if (!engine.reputation().debts().all().containsKey(rule)) {
                throw new LaurelException("the rule " + rule + " owes nobody an answer; those that do are "
                        + engine.reputation().debts().all().keySet() + ": there is nothing to waive");
            }
            engine.decisions().waive(rule, by, reason);
        });
    }

    /**
     * Closes a period of a currency: what comes later is posted in the open one, naming it.
     *
     * @param currency the currency
     * @param period what people call the period
     * @param until when it ended, not in the future
     * @param by who decided; not a name of a member
     * @return completes when it is durable
     */
    public CompletableFuture<Void> closePeriod(String currency, String period, Instant until, String by) {
        return noted(List.of(currency, period, by), engine -> {
            if (until.isBefore(LONG_AGO)) {
                throw new LaurelException(
                        "the period " + period + " ends at " + until + ", before the year 1900: check the time");
            }
            if (until.isAfter(Explanation.instant(engine.writer().time()))) {
                throw new LaurelException("the period " + period + " ends at " + until
                        + ", which is still to come: close it when it is over");
            }
            String refusal = engine.decisions().close("points/" + currency, period, Admission.micros(until), by);
            if (refusal != null) {
                throw new LaurelException(refusal);
            }
        });
    }

    /**
     * Erases a member: keys, names, ids, attributes, titles and texts. A tombstone keeps them from coming back. Entries
     * stay, for they carry numbers only, and nobody else's points move.
     *
     * @param key the member
     * @param by who decided; not a name of a member
     * @return completes when nothing of it is readable any more in the store's files
     */
    public CompletableFuture<Void> erase(MemberKey key, String by) {
        return noted(List.of(by), engine -> {
                    if (isErased(engine, key)) {
                        // The last time, somebody was reading the file: what remains is to scrub it.
                        return;
                    }
                    int member = known(engine, key);
                    DeadLetters.forget(
                            engine, engine.world().around().identities().of(member));
                    for (int identity : engine.world().around().identities().of(member)) {
                        engine.vault()
                                .erase(identity, objects(engine, identity), texts(engine, identity), engine.commit());
                        engine.decisions().erase(identity, by);
                    }
                })
                .thenCompose(done -> partition.maintain(Store::scrub));
    }

    /** What is written down with a decision is kept for good: it has to be there, short, and text. */
    private CompletableFuture<Void> noted(List<String> texts, Consumer<Engine> decision) {
        for (String text : texts) {
            boolean isText = StandardCharsets.UTF_8.newEncoder().canEncode(text);
            if (text.isBlank() || text.length() > LONGEST_NOTE || !isText) {
                return CompletableFuture.failedFuture(new LaurelException("what is decided is kept with who decided it"
                        + " and why, and one of these texts is empty, longer than " + LONGEST_NOTE
                        + " characters or not valid Unicode: say it in a sentence"));
            }
        }
        return partition.carryOut(decision);
    }

    private static boolean isErased(Engine engine, MemberKey key) {
        int identity = new Reading(engine).identity(key);
        return identity >= 0 && engine.world().around().identities().isErased(identity);
    }

    private static int[] objects(Engine engine, int identity) {
        Objects objects = engine.world().around().objects();
        List<Integer> own = new ArrayList<>();
        for (int object = 0; object < objects.size(); object++) {
            if (objects.author(object) == identity) {
                own.add(object);
            }
        }
        return own.stream().mapToInt(Integer::intValue).toArray();
    }

    private static long[] texts(Engine engine, int identity) {
        Identities identities = engine.world().around().identities();
        List<Long> numbers = new ArrayList<>();
        long place = identities.head(identity);
        while (place != Place.NONE) {
            Step step = engine.log().step(place);
            if (step.cause() != Place.NONE) {
                ActivityFact fact = engine.log().activity(step.cause());
                if (engine.vault().text(fact.number, identity) != null) {
                    numbers.add(fact.number);
                }
            }
            place = step.previous();
        }
        return numbers.stream().distinct().mapToLong(Long::longValue).toArray();
    }

    private static int known(Engine engine, MemberKey key) {
        int member = new Reading(engine).member(key);
        if (member < 0) {
            throw new LaurelException("nobody is known under this id from the source " + key.source()
                    + ": check the source's name and the id; whoever was erased is not known either");
        }
        return member;
    }

    /**
     * Copies the community to a file while work goes on.
     *
     * @param target a file that does not exist yet
     * @return completes when the copy is durable
     */
    public CompletableFuture<Void> backup(Path target) {
        ExecutorService once = Threads.single("laurel-backup");
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> backUp(partition.store(), target), once);
        once.shutdown();
        return done;
    }

    private static void backUp(Store store, Path target) {
        try {
            store.backup(target);
        } catch (StoreException e) {
            throw Work.told(e);
        }
    }
}
