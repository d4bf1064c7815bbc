package dev.laurel.leaderboard;

import dev.laurel.leaderboard.Membership.Member;
import dev.laurel.view.LaurelException;
import dev.laurel.view.Place;
import dev.laurel.view.Slice;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The leaderboards of a community. What happens is noted with the batch in which it happens, and shown once the batch is
 * durable. Noting and sealing is for the partition's thread, showing for one thread at a time; asking is for any thread,
 * and never waits for the partition.
 */
public final class Leaderboards {
    private static final String NO_ATTRIBUTE = "";
    private static final int UNKNOWN = -2;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Board> boards = new ArrayList<>();
    private final Map<String, Membership> memberships = new HashMap<>();
    private final ConcurrentMap<String, Integer> topics = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> groups = new ConcurrentHashMap<>();
    private List<List<Who>> regrouped = new ArrayList<>();
    private final Queue<Sealed> sealed = new ConcurrentLinkedQueue<>();
    private final AtomicLong changes = new AtomicLong();

    /** What a batch brought. */
    private record Sealed(List<Map<Board.Key, Changes>> noted, List<List<Who>> regrouped) {}

    /**
     * A member, as they are from a batch on.
     *
     * @param identities all identities of the member, the one that names it first
     * @param shown whether the member stands on leaderboards
     * @param attributes the values of the attributes by which leaderboards group members, as far as known
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Who(int[] identities, boolean shown, Map<String, String> attributes) {}

    /**
     * How often something happened to an object.
     *
     * @param type the word for the type of activity
     * @param source the word for the source
     * @param count how often
     * @param score what that adds to its score
     */
    public record Happened(int type, int source, long count, long score) {}

    /**
     * Leaderboards on which nobody stands yet.
     *
     * @param declarations what each ranks
     * @param zone the community's time zone
     * @param now the time, in microseconds since 1970
     */
    public Leaderboards(List<Declaration> declarations, ZoneId zone, long now) {
        for (Declaration declaration : declarations) {
            numbers.put(declaration.name(), boards.size());
            String attribute = declaration.ofMembers() ? declaration.group() : NO_ATTRIBUTE;
            Membership membership = declaration.ofMembers()
                    ? memberships.computeIfAbsent(attribute, any -> new Membership())
                    : new Membership();
            boards.add(new Board(declaration, zone, membership));
        }
        advance(now);
    }

    /** {@return how many there are; they are numbered from 0} */
    public int size() {
        return boards.size();
    }

    /**
     * The number of a leaderboard.
     *
     * @param name its name
     * @return its number
     */
    public int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("there is no leaderboard " + name + ", only " + numbers.keySet()
                    + ": declare it with leaderboard(...)");
        }
        return number;
    }

    /**
     * What a leaderboard ranks.
     *
     * @param board its number
     * @return its declaration
     */
    public Declaration declaration(int board) {
        return boards.get(board).declaration();
    }

    /**
     * What an identity earned or lost.
     *
     * @param identity who
     * @param amount how much
     * @param at when the cause happened, in microseconds since 1970
     */
    public record Earned(int identity, long amount, long at) {}

    /**
     * Notes that an identity earned or lost something.
     *
     * @param board the leaderboard
     * @param about the topics: a word and its text each; read only if the leaderboard is by topic
     * @param what who and how much
     */
    public void earned(int board, Map<Integer, String> about, Earned what) {
        Board of = boards.get(board);
        of.note(what.at(), Board.ANY_TOPIC, what.identity(), what.amount());
        noteTopics(of, what.at(), about, what.identity(), what.amount());
    }

    /**
     * Notes that what an identity earned belongs to other topics than before.
     *
     * @param board the leaderboard
     * @param from the topics it counted under
     * @param to the topics it counts under from now on
     * @param what who and how much
     */
    public void moved(int board, Map<Integer, String> from, Map<Integer, String> to, Earned what) {
        Board of = boards.get(board);
        noteTopics(of, what.at(), from, what.identity(), -what.amount());
        noteTopics(of, what.at(), to, what.identity(), what.amount());
    }

    /**
     * Notes that something happened to an object, or did not after all.
     *
     * @param board the leaderboard
     * @param at when it happened, in microseconds since 1970
     * @param about the topics: a word and its text each; read only if the leaderboard is by topic
     * @param object the object that is ranked
     * @param what the type and source, with 1 as the count or -1
     */
    public void happened(int board, long at, Map<Integer, String> about, int object, Happened what) {
        Board of = boards.get(board);
        int kind = of.kinds().of(what.type(), what.source(), what.score());
        if (kind >= 0) {
            long key = Counts.key(object, kind);
            of.note(at, Board.ANY_TOPIC, key, what.count());
            noteTopics(of, at, about, key, what.count());
        }
    }

    private void noteTopics(Board board, long at, Map<Integer, String> about, long key, long more) {
        if (board.declaration().byTopic()) {
            about.forEach((topic, text) -> {
                topics.putIfAbsent(text, topic);
                board.note(at, topic, key, more);
            });
        }
    }

    /**
     * Notes that members are others now: merged, told apart, shown or not, of another group. All identities of all members
     * concerned are among them.
     *
     * @param members those members, as they are now
     */
    public void regrouped(List<Who> members) {
        regrouped.add(List.copyOf(members));
    }

    /** The batch is complete: what was noted is shown once this many batches have been {@link #committed}. */
    public void seal() {
        List<Map<Board.Key, Changes>> noted = new ArrayList<>(boards.size());
        boards.forEach(board -> noted.add(board.cut()));
        sealed.add(new Sealed(noted, regrouped));
        if (!regrouped.isEmpty()) {
            regrouped = new ArrayList<>();
        }
    }

    /**
     * The oldest batch that was sealed is durable.
     *
     * @param now the time, in microseconds since 1970
     */
    public void committed(long now) {
        Sealed batch = sealed.remove();
        boolean changed = !batch.regrouped().isEmpty();
        for (int i = 0; i < boards.size(); i++) {
            boards.get(i).advance(now);
            boards.get(i).apply(batch.noted().get(i));
            changed |= !batch.noted().get(i).isEmpty();
        }
        batch.regrouped().forEach(this::regroup);
        if (changed) {
            changes.incrementAndGet();
        }
    }

    private void regroup(List<Who> members) {
        memberships.forEach((attribute, membership) -> {
            List<Member> after = members.stream()
                    .map(member -> new Member(member.identities(), member.shown(), group(attribute, member)))
                    .toList();
            Set<Member> before = new LinkedHashSet<>();
            for (Member member : after) {
                for (int identity : member.identities()) {
                    Member known = membership.of(identity);
                    before.add(known != null ? known : new Member(new int[] {identity}, true, Membership.NO_GROUP));
                }
            }
            List<Board> concerned = boards.stream()
                    .filter(board -> board.declaration().ofMembers()
                            && board.declaration().group().equals(attribute))
                    .toList();
            before.forEach(member -> concerned.forEach(board -> board.leave(member)));
            after.forEach(membership::put);
            after.forEach(member -> concerned.forEach(board -> board.place(member)));
        });
    }

    private int group(String attribute, Who member) {
        String value = attribute.isEmpty() ? null : member.attributes().get(attribute);
        return value == null ? Membership.NO_GROUP : groups.computeIfAbsent(value, any -> groups.size());
    }

    /**
     * Time goes on: days and months come and go.
     *
     * @param now the time, in microseconds since 1970
     */
    public void advance(long now) {
        for (Board board : boards) {
            long before = board.current();
            board.advance(now);
            if (board.current() != before) {
                changes.incrementAndGet();
            }
        }
    }

    /** {@return a number that is another as soon as anything shown has changed} */
    public long changes() {
        return changes.get();
    }

    /**
     * Those in a row.
     *
     * @param name the leaderboard
     * @param slice the part of it
     * @param from how many come before the first
     * @param limit how many at the most
     * @return in order
     */
    public List<Place> page(String name, Slice slice, int from, int limit) {
        Board board = board(name);
        Ranking ranking = ranking(board, slice);
        return ranking == null || limit <= 0
                ? List.of()
                : ranking.page(from, limit, board.declaration().ties());
    }

    /**
     * Where a subject stands.
     *
     * @param name the leaderboard
     * @param slice the part of it
     * @param subject the identity that names the member, or the object
     * @return the place, or null if it is not there
     */
    public @Nullable Place place(String name, Slice slice, int subject) {
        Board board = board(name);
        Ranking ranking = ranking(board, slice);
        return ranking == null
                ? null
                : ranking.place(subject, board.declaration().ties());
    }

    /**
     * Those around a subject.
     *
     * @param name the leaderboard
     * @param slice the part of it
     * @param subject the identity that names the member, or the object
     * @param each how many before it and behind it, at the most
     * @return in order; empty if the subject is not there
     */
    public List<Place> around(String name, Slice slice, int subject, int each) {
        Board board = board(name);
        Ranking ranking = ranking(board, slice);
        return ranking == null
                ? List.of()
                : ranking.around(subject, each, board.declaration().ties());
    }

    /**
     * How many have a place.
     *
     * @param name the leaderboard
     * @param slice the part of it
     * @return how many
     */
    public int size(String name, Slice slice) {
        Ranking ranking = ranking(board(name), slice);
        return ranking == null ? 0 : ranking.size();
    }

    /**
     * What put an object where it stands.
     *
     * @param name a leaderboard of objects
     * @param slice the part of it
     * @param object the object
     * @return what counts most first
     */
    public List<Happened> happened(String name, Slice slice, int object) {
        Tally tally = board(name).tally(slice.back(), topic(slice));
        Counts counts = tally == null ? null : tally.counts();
        return counts == null
                ? List.of()
                : counts.of(object).stream()
                        .map(count -> new Happened(
                                count.type(), count.source(), count.count(), count.count() * count.weight()))
                        .toList();
    }

    private @Nullable Ranking ranking(Board board, Slice slice) {
        Declaration declaration = board.declaration();
        if (slice.back() >= declaration.kept()) {
            throw refused(
                    declaration,
                    declaration.kept() == 1
                            ? "keeps the running period only: ask for 0 periods back"
                            : "keeps " + declaration.kept() + " periods: ask for at most " + (declaration.kept() - 1)
                                    + " back");
        }
        if (!slice.topic().isEmpty() && !declaration.byTopic()) {
            throw refused(declaration, "is not kept by topic: ask without one, or have it declared with byTopic()");
        }
        if (!slice.group().isEmpty() && declaration.group().isEmpty()) {
            throw refused(declaration, "is not kept by group: ask without one, or have it declared with byGroup(...)");
        }
        int topic = topic(slice);
        Integer group = slice.group().isEmpty() ? Integer.valueOf(Membership.NO_GROUP) : groups.get(slice.group());
        if (topic == UNKNOWN && board.isOverflowed()) {
            throw refused(
                    declaration,
                    "has more topics and periods than the " + Board.MOST_TALLIES
                            + " that are kept: let its source use fewer topics");
        }
        return topic == UNKNOWN || group == null ? null : board.ranking(slice.back(), topic, group);
    }

    private int topic(Slice slice) {
        return slice.topic().isEmpty() ? Board.ANY_TOPIC : topics.getOrDefault(slice.topic(), UNKNOWN);
    }

    private static LaurelException refused(Declaration declaration, String why) {
        return new LaurelException("the leaderboard " + declaration.name() + " " + why);
    }

    private Board board(String name) {
        return boards.get(number(name));
    }

    /** {@return how much memory the rankings take, in bytes} */
    public long bytes() {
        return boards.stream().mapToLong(Board::bytes).sum();
    }
}
