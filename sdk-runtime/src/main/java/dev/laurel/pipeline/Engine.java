package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.identity.Participants;
import dev.laurel.identity.Vault;
import dev.laurel.identity.Withdrawals;
import dev.laurel.intake.Accepted;
import dev.laurel.intake.RememberedIds;
import dev.laurel.leaderboard.Declaration;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.ledger.Ledger;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.LogReader;
import dev.laurel.log.SegmentReading;
import dev.laurel.log.SegmentWriter;
import dev.laurel.log.TimeOrder;
import dev.laurel.reputation.Judge;
import dev.laurel.reputation.Reputation;
import dev.laurel.reputation.Surroundings;
import dev.laurel.store.Commit;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import dev.laurel.view.Change;
import dev.laurel.view.Recorded;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A community in memory: takes activities and decisions in, puts the stages in order (attribute, fold, post), and hands
 * out what has to be committed. It takes the time as an argument, knows no thread and no timer, and is used by one
 * thread at a time. After a failed commit it is thrown away and opened anew.
 */
final class Engine {
    /** How much a segment holds before it is sealed, in bytes. */
    static final int SEGMENT_BYTES = 4 << 20;

    private static final int HASH_BYTES = 32;

    /** How an engine is set up. */
    record Setup(
            ZoneId zone,
            Judge judge,
            @Nullable SecretKey vaultKey,
            SecureRandom random,
            int cachedMembers,
            long cachedLogBytes,
            long idsInMemory,
            List<Declaration> leaderboards) {

        /** {@return the same with another judge} */
        Setup with(Judge other) {
            return new Setup(zone, other, vaultKey, random, cachedMembers, cachedLogBytes, idsInMemory, leaderboards);
        }
    }

    /** What is known of the community. */
    record World(Surroundings around, Withdrawals withdrawals) {}

    private final Store store;
    private final Setup setup;
    private final Dictionary dictionary = new Dictionary();
    private final SegmentWriter writer = new SegmentWriter(dictionary);
    private final LogReader log;
    private final SegmentDirectory directory = new SegmentDirectory();
    private final World world;
    private final Ledger ledger = new Ledger();
    private final Vault vault;
    private final RememberedIds ids;
    private final Outcomes outcomes;
    private final Projections projections;
    private final Reputation reputation;
    private final Consequences consequences;
    private final Attribution attribution;
    private final LookAhead ahead;
    private final Decisions decisions;
    private final ForeignIds sources;
    private byte[] lastHash = new byte[HASH_BYTES];
    private long segment;
    private long activities;
    private long knownActivities;
    private Commit commit = new Commit();

    private Engine(Store store, Setup setup, long now) {
        this.store = store;
        this.setup = setup;
        this.log = new LogReader(store, writer, setup.cachedLogBytes());
        this.vault = Vault.open(store, setup.vaultKey(), setup.random());
        this.ids = RememberedIds.open(store, setup.idsInMemory());
        TimeOrder order = new TimeOrder(dictionary);
        Identities identities = new Identities();
        Objects objects = new Objects(log, order);
        Withdrawals withdrawals = new Withdrawals();
        Participants participants = new Participants(dictionary, identities, objects, withdrawals);
        this.world =
                new World(new Surroundings(dictionary, identities, objects, participants, log, order), withdrawals);
        this.projections = new Projections(this, new Leaderboards(setup.leaderboards(), setup.zone(), now));
        this.outcomes = new Outcomes(dictionary, identities, ledger, projections);
        this.reputation = new Reputation(
                world.around(),
                log,
                writer,
                outcomes,
                new Reputation.Setup(setup.zone(), setup.judge(), setup.cachedMembers()));
        this.consequences = new Consequences(this);
        this.attribution = new Attribution(this);
        this.ahead = new LookAhead(this);
        this.decisions = new Decisions(this);
        this.sources = new ForeignIds(vault.hash(), ids);
    }

    /** Opens a community: reads its log, and starts a batch that puts the versions of its rules in force. */
    static Engine open(Store store, Setup setup, long now) {
        Engine engine = new Engine(store, setup, now);
        engine.reputation.replaying(true);
        engine.catchUp(now);
        engine.reputation.replaying(false);
        if (!store.isFollowing()) {
            engine.reputation.ready();
            engine.begin(now);
            engine.decisions.enforce(now);
            engine.reputation.debts().retry(SEGMENT_BYTES);
            engine.settle();
        }
        return engine;
    }

    /** Reads what is in the log and has not been read yet. */
    private void catchUp(long now) {
        Replay replay = new Replay(this);
        store.scan(segment + 1, read -> {
            if (!Arrays.equals(SegmentWriter.hash(lastHash, read.body()), read.hash())) {
                throw new StoreException("segment " + read.number()
                        + " of the log, or the one before, has been changed or damaged: restore a backup");
            }
            directory.add(read.number(), SegmentReading.firstActivity(read.body()));
            knownActivities = SegmentReading.firstActivity(read.body()) + SegmentReading.activities(read.body());
            segment = read.number();
            lastHash = read.hash();
            replay.time(SegmentReading.time(read.body()));
            SegmentReading.read(read, dictionary, replay);
            projections.seal();
            projections.show(now);
        });
    }

    /** Reads what another process has written since; {@return whether there was anything} */
    boolean follow(long now) {
        long before = segment;
        reputation.replaying(true);
        catchUp(now);
        reputation.replaying(false);
        return segment != before;
    }

    /** {@return the activity of a number} */
    ActivityFact activity(long number) {
        return log.activity(number >= knownActivities ? writer.placeOf(number) : directory.place(number, log));
    }

    /** Starts a batch. */
    void begin(long now) {
        writer.begin(segment + 1, now, activities);
        commit = new Commit();
        outcomes.clear();
    }

    /** Takes in an activity; what became of it is known once the batch is settled. */
    Supplier<Recorded> record(Accepted accepted, Arrival arrival) {
        return attribution.record(accepted, arrival);
    }

    /** {@return whether the segment is long enough to be sealed} */
    boolean isFull() {
        return writer.length() >= SEGMENT_BYTES;
    }

    /** {@return a number that is another as soon as anything more is written or staged in this batch} */
    long staged() {
        return writer.length() + ((long) commit.pages().size() << 32);
    }

    /** Lets timers fire that are due, and folds anew who is marked. */
    void settle() {
        reputation.fireDue(writer.time(), SEGMENT_BYTES);
        reputation.settle(writer.time());
    }

    /** {@return what has to be committed; empty if nothing happened} */
    Commit seal() {
        if (!writer.isEmpty()) {
            Commit.Segment sealed = writer.seal(lastHash);
            directory.add(sealed.number(), activities - writer.activities());
            log.sealed(sealed);
            commit.append(sealed);
            segment = sealed.number();
            lastHash = sealed.hash();
            knownActivities = activities;
        }
        ids.contribute(commit);
        projections.seal();
        return commit;
    }

    /** Shows what the oldest commit that was sealed brought, once it is durable; {@return what changed} */
    Change show(long now) {
        return projections.show(now);
    }

    /** Says that a commit is durable. */
    void committed(Commit done) {
        Commit.Segment sealed = done.segment();
        if (sealed != null) {
            log.committed(sealed.number());
        }
        vault.committed(done);
    }

    Store store() {
        return store;
    }

    Setup setup() {
        return setup;
    }

    Dictionary dictionary() {
        return dictionary;
    }

    SegmentWriter writer() {
        return writer;
    }

    LogReader log() {
        return log;
    }

    World world() {
        return world;
    }

    Ledger ledger() {
        return ledger;
    }

    Vault vault() {
        return vault;
    }

    RememberedIds ids() {
        return ids;
    }

    LookAhead ahead() {
        return ahead;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    Projections projections() {
        return projections;
    }

    Reputation reputation() {
        return reputation;
    }

    Consequences consequences() {
        return consequences;
    }

    ForeignIds sources() {
        return sources;
    }

    Decisions decisions() {
        return decisions;
    }

    /** {@return the commit of the batch at work, for what goes beside the log} */
    Commit commit() {
        return commit;
    }

    /** {@return the number of the last segment that is sealed} */
    long segment() {
        return segment;
    }

    long activities() {
        return activities;
    }

    long nextActivity() {
        return activities++;
    }

    void replayed(ActivityFact fact) {
        activities = fact.number + 1;
    }
}
