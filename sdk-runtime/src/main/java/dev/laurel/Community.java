package dev.laurel;

import dev.laurel.http.Open;
import dev.laurel.leaderboard.Declaration;
import dev.laurel.pipeline.Commands;
import dev.laurel.pipeline.LetterBox;
import dev.laurel.pipeline.Partition;
import dev.laurel.pipeline.Questions;
import dev.laurel.plugin.Guests;
import dev.laurel.spi.activity.Activity;
import dev.laurel.view.Change;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.EntryLine;
import dev.laurel.view.MemberFlag;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.Recorded;
import dev.laurel.view.Standing;
import dev.laurel.view.VerifyReport;
import dev.laurel.view.Watch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A community: what happens in it is recorded here, and what its members have earned is read here. Answers show durable
 * things only. Safe for use by several threads; futures are completed on a thread of the community's, which what follows
 * should not block for long. What is refused at once is complete when the call returns. Futures fail, as a rule, with a
 * {@link dev.laurel.view.LaurelException}.
 */
public final class Community {
    private final String name;
    private final Partition partition;
    private final Guests guests;
    private final List<String> idle;
    private final Questions questions;
    private final Commands commands;
    private final List<Declaration> declared;
    private final Map<String, Leaderboard> leaderboards = new LinkedHashMap<>();

    /** A community on a partition that is open; the rules are closed with it, and idle is what nothing can move. */
    Community(CommunityBuilder declared, Partition partition, Guests guests, List<String> idle) {
        this.name = declared.name();
        this.partition = partition;
        this.guests = guests;
        this.idle = List.copyOf(idle);
        this.declared = declared.leaderboards();
        this.questions = new Questions(partition);
        this.commands = new Commands(partition);
        this.declared.forEach(board -> leaderboards.put(board.name(), new Leaderboard(partition, board)));
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /**
     * Records an activity.
     *
     * @param source where it comes from; the same id from the same source is the same activity
     * @param activity what happened
     * @return what became of it, once it is durable; fails if the community is overloaded, closed or could not commit,
     *     and sending it again is then safe
     */
    public CompletableFuture<Recorded> record(String source, Activity activity) {
        Objects.requireNonNull(activity, "activity");
        return record(source, List.of(activity)).thenApply(recorded -> recorded.get(0));
    }

    /**
     * Records activities, at most 10,000 at once. Those that are not acceptable are refused one by one. Should a long
     * call fail, a part of it may have been kept: sent again, that part is known.
     *
     * @param source where they come from
     * @param activities what happened, in any order
     * @return what became of each, in the same order, once all are durable; fails if the community is overloaded, closed
     *     or could not commit, and sending them again is then safe
     */
    public CompletableFuture<List<Recorded>> record(String source, List<Activity> activities) {
        Objects.requireNonNull(source, "source");
        for (Activity activity : Objects.requireNonNull(activities, "activities")) {
            Objects.requireNonNull(activity, "one of the activities");
        }
        return partition.record(source, activities);
    }

    /**
     * What the community holds of a member.
     *
     * @param key the member, by any of their ids
     * @return empty if nobody is known under this id, or they were erased
     */
    public CompletableFuture<Optional<MemberSummary>> member(MemberKey key) {
        return questions.member(Objects.requireNonNull(key, "key"));
    }

    /**
     * Why a member has what they have, entry by entry.
     *
     * @param key the member, by any of their ids
     * @param limit how many at the most
     * @return last recorded first, each with the balance after it; empty if nobody is known under this id
     */
    public CompletableFuture<List<EntryLine>> entries(MemberKey key, int limit) {
        return questions.entries(Objects.requireNonNull(key, "key"), limit);
    }

    /**
     * Why a member has what they have, as far as it was recorded after an entry that is known.
     *
     * @param key the member, by any of their ids
     * @param after the id of an entry
     * @param limit how many at the most
     * @return last recorded first, each with the balance after it; empty if nobody is known under this id
     * @throws IllegalArgumentException if {@code after} is not the id of an entry
     */
    public CompletableFuture<List<EntryLine>> entriesAfter(MemberKey key, String after, int limit) {
        return questions.entriesAfter(
                Objects.requireNonNull(key, "key"), Objects.requireNonNull(after, "after"), limit);
    }

    /**
     * What a member was refused, and why: what rules said when they were asked, as far as the activity still counts and
     * nothing was given for it since. Of what is judged at once, such as a history that is imported, the last
     * 32 refusals are kept.
     *
     * @param key the member, by any of their ids
     * @param limit how many at the most
     * @return last recorded first; empty if nobody is known under this id
     */
    public CompletableFuture<List<DeclineLine>> declines(MemberKey key, int limit) {
        return questions.declines(Objects.requireNonNull(key, "key"), limit);
    }

    /**
     * Tells whoever wants to know what changes, once it is durable and shown. A listener is called on a thread of the
     * community's, never by two at a time; what changes while it is busy comes in one piece afterwards.
     *
     * @param listener is told
     * @return ends it when closed
     */
    public Watch watch(Consumer<Change> listener) {
        return partition.watch(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * The members with the highest balances. Members whose imported history is not complete yet are shown as they
     * stand.
     *
     * @param unit for example {@code points/reputation}
     * @param limit how many at the most
     * @return highest first, also those who once had a balance and are at 0
     */
    public CompletableFuture<List<Standing>> top(String unit, int limit) {
        return questions.top(Objects.requireNonNull(unit, "unit"), limit);
    }

    /**
     * All members that have ever had a balance in a unit, for reports.
     *
     * @param unit for example {@code points/reputation}
     * @return highest first
     */
    public CompletableFuture<List<Standing>> standings(String unit) {
        return questions.top(Objects.requireNonNull(unit, "unit"), Integer.MAX_VALUE);
    }

    /**
     * A leaderboard.
     *
     * @param leaderboard the name under which it was declared
     * @return the leaderboard
     * @throws IllegalArgumentException if none was declared under this name
     */
    public Leaderboard leaderboard(String leaderboard) {
        Leaderboard found = leaderboards.get(Objects.requireNonNull(leaderboard, "leaderboard"));
        if (found == null) {
            throw new IllegalArgumentException("community " + name + " has no leaderboard " + leaderboard + ", only "
                    + leaderboards.keySet() + ": declare it with leaderboard(...)");
        }
        return found;
    }

    /** {@return the leaderboards, in the order in which they were declared} */
    public List<Leaderboard> leaderboards() {
        return List.copyOf(leaderboards.values());
    }

    /** {@return how many members there are} */
    public CompletableFuture<Long> memberCount() {
        return questions.members();
    }

    /** {@return how many activities are in the log} */
    public CompletableFuture<Long> activityCount() {
        return questions.activities();
    }

    /**
     * Makes two members one: balances add up, and whoever met both has met one.
     *
     * @param from the member that goes into the other
     * @param into the member that stays
     * @param by who decided, an operator's name or role; kept for good, so not a member's name
     * @param reason why; kept for good, without personal data
     * @return completes when it is durable
     */
    public CompletableFuture<Void> merge(MemberKey from, MemberKey into, String by, String reason) {
        return commands.merge(
                Objects.requireNonNull(from, "from"),
                Objects.requireNonNull(into, "into"),
                Objects.requireNonNull(by, "by"),
                Objects.requireNonNull(reason, "reason"));
    }

    /**
     * Takes back the merge by which two came to be one member last.
     *
     * @param from an id of the member that went into the other
     * @param into the member it went into
     * @param by who decided, an operator's name or role; kept for good, so not a member's name
     * @param reason why; kept for good, without personal data
     * @return completes when it is durable
     */
    public CompletableFuture<Void> unmerge(MemberKey from, MemberKey into, String by, String reason) {
        return commands.unmerge(
                Objects.requireNonNull(from, "from"),
                Objects.requireNonNull(into, "into"),
                Objects.requireNonNull(by, "by"),
                Objects.requireNonNull(reason, "reason"));
    }

    /**
     * Puts a flag on a member, which keeps them off all leaderboards, or takes it off. A flag that is there already, or
     * not there, stays as it is.
     *
     * @param key the member, by any of their ids
     * @param flag the flag
     * @param on whether it is to be there
     * @param by who decided, a role rather than a name; kept for good, so not a member's name
     * @param reason why; kept for good, without personal data
     * @return completes when it is durable
     */
    public CompletableFuture<Void> flag(MemberKey key, MemberFlag flag, boolean on, String by, String reason) {
        return commands.flag(
                Objects.requireNonNull(key, "key"),
                Objects.requireNonNull(flag, "flag"),
                on,
                List.of(Objects.requireNonNull(by, "by"), Objects.requireNonNull(reason, "reason")));
    }

    /**
     * Closes a period of a currency, for good. What comes later is posted in the open one, naming the closed one.
     *
     * @param currency of points, for example {@code credit}
     * @param period what people call it, for example {@code 2026-H1}; no other of the currency has the name
     * @param until when it ended: not in the future, and after the end of the period closed before
     * @param by who decided, an operator's name or role
     * @return completes when it is durable
     */
    public CompletableFuture<Void> closePeriod(String currency, String period, Instant until, String by) {
        return commands.closePeriod(
                Objects.requireNonNull(currency, "currency"),
                Objects.requireNonNull(period, "period"),
                Objects.requireNonNull(until, "until"),
                Objects.requireNonNull(by, "by"));
    }

    /**
     * Erases a member. Nobody else's points move, the ledger still adds up, and the next import does not bring them back.
     *
     * @param key the member, by any of their ids
     * @param by who decided, an operator's name or role
     * @return completes when nothing of their personal data is readable any more in the community's files; backups made
     *     before still hold it. Fails if somebody reads the file for long, such as a backup: they are erased then, and
     *     calling it again scrubs the file
     */
    public CompletableFuture<Void> erase(MemberKey key, String by) {
        return commands.erase(Objects.requireNonNull(key, "key"), Objects.requireNonNull(by, "by"));
    }

    /**
     * What the community holds of a member: who they are, balances, what they took part in with objects and texts, and
     * entries. Amounts and attributes of activities are not in it.
     *
     * @param key the member, by any of their ids
     * @return a JSON document; empty if nobody is known under this id
     */
    public CompletableFuture<String> export(MemberKey key) {
        return questions.export(Objects.requireNonNull(key, "key"));
    }

    /**
     * Reads the whole log and all pages beside it again, looks whether each activity would be known if it were sent again,
     * and says what does not add up. Work goes on meanwhile.
     *
     * @return what was found
     */
    public CompletableFuture<VerifyReport> verify() {
        return questions.verify();
    }

    /**
     * Copies the community to a file while work goes on; see {@link Laurel#restore}.
     *
     * @param target a file that does not exist yet
     * @return completes when the copy is durable
     */
    public CompletableFuture<Void> backup(Path target) {
        return commands.backup(Objects.requireNonNull(target, "target"));
    }

    /** {@return what could not be taken in from connectors, to be inspected, replayed or waived} */
    public DeadLetterBox deadLetters() {
        return new DeadLetterBox(new LetterBox(partition, guests));
    }

    /** {@return what plugins do here: deliveries to connectors, and what rules owe} */
    public CommunityPlugins plugins() {
        return new CommunityPlugins(name, partition, guests);
    }

    /** {@return how the connectors are doing; empty if the community is only followed} */
    public List<ConnectorStatus> connectors() {
        return guests.connectors();
    }

    /** {@return how rules have failed, a sentence each; empty if none has} */
    public List<String> ruleFailures() {
        return guests.rules().failures();
    }

    Guests guests() {
        return guests;
    }

    /** {@return what the routes need to know of this} */
    Open open() {
        return Open.of(name, partition, guests, declared);
    }

    /** {@return what is not as it was meant, though everything goes on} */
    List<String> problems() {
        List<String> problems = new ArrayList<>(guests.problems());
        problems.addAll(idle);
        return problems.stream()
                .map(sentence -> "community " + name + ": " + sentence)
                .toList();
    }

    /**
     * When a connector has brought all its source had, for the first time. Members of an imported history may still
     * have to be judged then.
     *
     * @param source the connector's source
     * @return completes when there was nothing more; fails with an {@link IllegalStateException} if the connector needs
     *     a person, does not come back from a call, or is stopped
     * @throws IllegalArgumentException if there is no connector for the source here
     */
    public CompletableFuture<Void> upToDate(String source) {
        CompletionStage<Void> reached = guests.upToDate(source);
        if (reached != null) {
            return reached.toCompletableFuture().thenRunAsync(() -> {}, partition.answering());
        }
        throw CommunityPlugins.noConnector(name, source);
    }

    void close() {
        guests.stop();
        partition.close();
        guests.close();
    }

    @Override
    public String toString() {
        return "community " + name;
    }
}
