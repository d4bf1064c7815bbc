package dev.laurel.pipeline;

import dev.laurel.intake.Admission;
import dev.laurel.intake.Admission.Checked;
import dev.laurel.pipeline.PartitionSettings.Memory;
import dev.laurel.reputation.Judge;
import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import dev.laurel.spi.reward.Words;
import dev.laurel.store.Commit;
import dev.laurel.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** A community to load: members who vote on each other's answers, and rules like those of a forum. */
public final class LoadBench {
    /** The first moment of the made-up history. */
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    /** The moment at which everything made up has happened. */
    public static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private static final Counter SCORE =
            Counter.sum("score").of("vote.up", 1).of("vote.down", -1).perObject();
    private static final Counter RATERS = Counter.sum("rated").of("vote.up", 1).as(Role.RATER);

    private LoadBench() {}

    private record Rule(RuleSpec spec, Function<Participation, Decision> says) {}

    private static RuleSpec.Builder spec(String name) {
        return RuleSpec.of(name, 1, Words.of(name, "Rule " + name + ".", "Règle " + name + "."));
    }

    /** {@return two rules on the author of what is voted on, and one on who votes} */
    public static Judge judge() {
        Limit cap = Limit.cap("votes-a-day", "reputation", 200, Window.DAY);
        List<Rule> rules = List.of(
                new Rule(
                        spec("up")
                                .on("vote.up")
                                .as(Role.AUTHOR)
                                .gives("reputation")
                                .limitedBy(cap)
                                .build(),
                        p -> Decision.grant(Points.of("reputation", 10))),
                new Rule(
                        spec("nice")
                                .on("vote.up")
                                .as(Role.AUTHOR)
                                .awards("nice")
                                .reads(SCORE)
                                .build(),
                        p -> p.reaches(SCORE, 25) ? Decision.grant(Badge.perObject("nice")) : Decision.none()),
                new Rule(
                        spec("voter")
                                .on("vote.up")
                                .as(Role.RATER)
                                .awards("voter")
                                .reads(RATERS)
                                .build(),
                        p -> p.reaches(RATERS, 10) ? Decision.grant(Badge.once("voter")) : Decision.none()));
        List<RuleDeclaration> declared = new ArrayList<>();
        for (Rule rule : rules) {
            declared.add(new RuleDeclaration(
                    "bench/rules/" + rule.spec().name(),
                    rule.spec(),
                    "d" + rule.spec().name(),
                    "1"));
        }
        return new Judge() {
            @Override
            public List<RuleDeclaration> rules() {
                return declared;
            }

            @Override
            public Decision judge(int rule, Participation participation) {
                return rules.get(rule).says().apply(participation);
            }
        };
    }

    /** {@return how the bench's partitions are set up} */
    public static PartitionSettings settings() {
        return new PartitionSettings(
                ZoneOffset.UTC,
                judge(),
                null,
                new SecureRandom(),
                new Memory(200_000, 256L << 20, 20_000_000),
                List.of(),
                new Watchdog(Watchdog.PATIENCE));
    }

    /** {@return a partition over a store} */
    public static Partition partition(Supplier<Store> opener) {
        return Partition.open("bench", opener, settings(), () -> NOW);
    }

    /** {@return an answer of each author} */
    public static List<Activity> answers(int authors) {
        List<Activity> answers = new ArrayList<>(authors);
        for (int i = 0; i < authors; i++) {
            Actor author = Actor.of("m" + i);
            answers.add(Activity.of("answer.posted", "a" + i)
                    .at(BEGINNING)
                    .by(Role.AUTHOR, author)
                    .about(ObjectRef.of("o" + i, "answer").by(author).build())
                    .build());
        }
        return answers;
    }

    /** {@return votes, one a second from a number on} */
    public static List<Activity> votes(long from, int count, int members, int authors) {
        List<Activity> votes = new ArrayList<>(count);
        for (long n = from; n < from + count; n++) {
            SplittableRandom random = new SplittableRandom(n * 31 + 7);
            votes.add(Activity.of("vote.up", "v" + n)
                    .at(BEGINNING.plusSeconds(1 + n))
                    .by(Role.RATER, Actor.of("m" + random.nextInt(members)))
                    .about(ObjectRef.of("o" + random.nextInt(authors)))
                    .build());
        }
        return votes;
    }

    /** {@return one activity a member: they join and stay idle} */
    public static List<Activity> joins(int from, int count) {
        List<Activity> joins = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            joins.add(Activity.of("joined", "j" + i)
                    .at(BEGINNING.plusMillis(i))
                    .by(Role.MEMBER, Actor.of("m" + i))
                    .build());
        }
        return joins;
    }

    /**
     * Folds on the calling thread, batch by batch, committing to a store that should be in memory.
     *
     * @return the nanoseconds it took for the batches of a community that begins, and for those after them
     */
    public static long[] foldOnly(Store store, List<List<Activity>> first, List<List<Activity>> then) {
        Engine engine = Engine.open(store, settings().engine(), Admission.micros(NOW));
        commit(store, engine);
        Admission admission = new Admission(engine.vault().hash());
        List<List<Checked>> beginning = checked(admission, first);
        List<List<Checked>> rest = checked(admission, then);
        return new long[] {fold(store, engine, beginning), fold(store, engine, rest)};
    }

    private static List<List<Checked>> checked(Admission admission, List<List<Activity>> batches) {
        List<List<Checked>> checked = new ArrayList<>();
        for (List<Activity> batch : batches) {
            checked.add(batch.stream()
                    .map(activity -> admission.check("bench", activity, NOW))
                    .toList());
        }
        return checked;
    }

    private static long fold(Store store, Engine engine, List<List<Checked>> batches) {
        Inbox inbox = new Inbox();
        long start = System.nanoTime();
        for (List<Checked> batch : batches) {
            engine.begin(Admission.micros(NOW));
            Work.Intake work = new Work.Intake("bench", batch, Arrival.RECORDED, null, new CompletableFuture<>());
            inbox.record(engine, work, () -> {}, answer -> {});
            engine.settle();
            commit(store, engine);
        }
        return System.nanoTime() - start;
    }

    private static void commit(Store store, Engine engine) {
        Commit commit = engine.seal();
        store.commit(commit);
        engine.show(0);
        engine.committed(commit);
    }

    /** {@return how many bytes of heap the remembered ids of a partition take, for each id} */
    public static double bytesAnId(Partition partition) {
        return partition
                .read(engine -> (double) engine.ids().heapBytes()
                        / Math.max(1, engine.ids().size()))
                .join();
    }

    /** Hands a page of history over, newest first as most sources page, and waits until it is durable. */
    public static void history(Partition partition, List<Activity> page, boolean more) {
        partition
                .accept(
                        "bench",
                        Cursor.start(),
                        Page.of(page, Cursor.of("at " + page.get(0).id()))
                                .backfill(true)
                                .more(more)
                                .build())
                .toCompletableFuture()
                .join();
    }

    /** Waits until all history that came in has been folded. */
    public static void settle(Partition partition) {
        while (partition.read(engine -> engine.reputation().deferred()).join() > 0) {
            partition
                    .carryOut(engine -> engine.reputation()
                            .settleDeferred(
                                    4_096, Engine.SEGMENT_BYTES, engine.writer().time()))
                    .join();
        }
    }
}
