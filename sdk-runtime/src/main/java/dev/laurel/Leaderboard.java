package dev.laurel;

import dev.laurel.leaderboard.Declaration;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.pipeline.Partition;
import dev.laurel.pipeline.Rankings;
import dev.laurel.view.LeaderboardPage;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Place;
import dev.laurel.view.RankedMember;
import dev.laurel.view.RankedObject;
import dev.laurel.view.Slice;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A leaderboard of a community. It shows durable things only. Whoever opted out, staff, bots, whoever was erased and
 * accounts that have gone into others are on no page and in no count. Safe for use by several threads.
 *
 * <p>{@link #places}, {@link #place} and {@link #around} answer at once, from memory, with numbers; the others look up
 * names and fail with a {@link dev.laurel.view.LaurelException} if the community is closed.
 */
public final class Leaderboard {
    /** How many lines one call gives at the most. */
    public static final int MOST_LINES = 1_000;

    private final Partition partition;
    private final Rankings rankings;
    private final Declaration declaration;

    Leaderboard(Partition partition, Declaration declaration) {
        this.partition = partition;
        this.rankings = new Rankings(partition);
        this.declaration = declaration;
    }

    /** {@return the name} */
    public String name() {
        return declaration.name();
    }

    /** {@return whether it ranks members, and not objects} */
    public boolean isOfMembers() {
        return declaration.ofMembers();
    }

    /** {@return how many calendar periods are kept, the one that runs included; 1 for all-time and rolling ones} */
    public int periods() {
        return declaration.kept();
    }

    /** {@return whether it can be had for a single topic} */
    public boolean isByTopic() {
        return declaration.byTopic();
    }

    /** {@return the attribute by whose values it can be had; empty if there is none} */
    public Optional<String> group() {
        return Optional.of(declaration.group()).filter(attribute -> !attribute.isEmpty());
    }

    /**
     * Those in a row, as numbers.
     *
     * @param slice which part of it
     * @param from how many come before the first one asked for, 0 or more
     * @param limit how many at the most, up to {@link #MOST_LINES}
     * @return in order
     * @throws dev.laurel.view.LaurelException if the leaderboard has no such slices
     */
    public List<Place> places(Slice slice, long from, int limit) {
        return boards().page(name(), Objects.requireNonNull(slice, "slice"), start(from), Math.min(limit, MOST_LINES));
    }

    /**
     * Where a member or object stands.
     *
     * @param slice which part of it
     * @param subject the number of the member, as {@link Community#member} tells it, or of the object
     * @return empty if they have no place
     * @throws dev.laurel.view.LaurelException if the leaderboard has no such slices
     */
    public Optional<Place> place(Slice slice, long subject) {
        int number = number(subject);
        return number < 0
                ? Optional.empty()
                : Optional.ofNullable(boards().place(name(), Objects.requireNonNull(slice, "slice"), number));
    }

    /**
     * Those around a member or object, itself among them, as numbers.
     *
     * @param slice which part of it
     * @param subject the number of the member, as {@link Community#member} tells it, or of the object
     * @param each how many before and how many behind, at the most
     * @return in order; empty if they have no place
     * @throws dev.laurel.view.LaurelException if the leaderboard has no such slices
     */
    public List<Place> around(Slice slice, long subject, int each) {
        int number = number(subject);
        int most = Math.max(0, Math.min(each, MOST_LINES / 2));
        return number < 0 ? List.of() : boards().around(name(), Objects.requireNonNull(slice, "slice"), number, most);
    }

    /**
     * How many have a place.
     *
     * @param slice which part of it
     * @return how many
     * @throws dev.laurel.view.LaurelException if the leaderboard has no such slices
     */
    public long size(Slice slice) {
        return boards().size(name(), Objects.requireNonNull(slice, "slice"));
    }

    /**
     * Members in a row.
     *
     * @param slice which part of it
     * @param from how many come before the first one asked for, 0 or more
     * @param limit how many at the most, up to {@link #MOST_LINES}
     * @return in order
     * @throws IllegalStateException if it ranks objects
     */
    public CompletableFuture<LeaderboardPage<RankedMember>> members(Slice slice, long from, int limit) {
        of(true);
        return rankings.members(
                name(), Objects.requireNonNull(slice, "slice"), start(from), Math.min(limit, MOST_LINES));
    }

    /**
     * The members around one, that one among them.
     *
     * @param slice which part of it
     * @param key the member, by any of their ids
     * @param each how many before and how many behind, at the most
     * @return in order; empty if the member is not known or has no place
     * @throws IllegalStateException if it ranks objects
     */
    public CompletableFuture<LeaderboardPage<RankedMember>> around(Slice slice, MemberKey key, int each) {
        of(true);
        return rankings.around(
                name(),
                Objects.requireNonNull(slice, "slice"),
                Objects.requireNonNull(key, "key"),
                Math.max(0, Math.min(each, MOST_LINES / 2)));
    }

    /**
     * Objects in a row, each with what put it there.
     *
     * @param slice which part of it
     * @param from how many come before the first one asked for, 0 or more
     * @param limit how many at the most, up to {@link #MOST_LINES}
     * @return in order
     * @throws IllegalStateException if it ranks members
     */
    public CompletableFuture<LeaderboardPage<RankedObject>> objects(Slice slice, long from, int limit) {
        of(false);
        return rankings.objects(
                name(), Objects.requireNonNull(slice, "slice"), start(from), Math.min(limit, MOST_LINES));
    }

    private void of(boolean members) {
        if (members != isOfMembers()) {
            throw new IllegalStateException("the leaderboard " + name() + " ranks "
                    + (isOfMembers() ? "members: ask for members(...)" : "objects: ask for objects(...)"));
        }
    }

    private Leaderboards boards() {
        return partition.leaderboards();
    }

    private static int start(long from) {
        return (int) Math.max(0, Math.min(from, Integer.MAX_VALUE));
    }

    private static int number(long subject) {
        return subject < 0 || subject > Integer.MAX_VALUE ? -1 : (int) subject;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Leaderboard board
                && board.partition == partition
                && board.name().equals(name());
    }

    @Override
    public int hashCode() {
        return name().hashCode();
    }

    @Override
    public String toString() {
        return "leaderboard " + name();
    }
}
