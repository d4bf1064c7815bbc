package dev.laurel.pipeline;

import dev.laurel.identity.Person;
import dev.laurel.identity.StoredObject;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.log.Dictionary;
import dev.laurel.view.LeaderboardPage;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Place;
import dev.laurel.view.RankedMember;
import dev.laurel.view.RankedObject;
import dev.laurel.view.RankedObject.Contribution;
import dev.laurel.view.Slice;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Leaderboards with names and titles. Safe for use by several threads. */
public final class Rankings {
    private final Partition partition;

    /**
     * The leaderboards of a partition.
     *
     * @param partition the partition
     */
    public Rankings(Partition partition) {
        this.partition = partition;
    }

    /**
     * Members in a row.
     *
     * @param board the leaderboard
     * @param slice the part of it
     * @param from how many come before the first
     * @param limit how many at the most
     * @return in order
     */
    public CompletableFuture<LeaderboardPage<RankedMember>> members(String board, Slice slice, int from, int limit) {
        return partition.read(engine -> {
            Leaderboards boards = engine.projections().boards();
            return page(
                    boards.size(board, slice), boards.page(board, slice, from, limit), place -> member(engine, place));
        });
    }

    /**
     * The members around one.
     *
     * @param board the leaderboard
     * @param slice the part of it
     * @param key the one
     * @param each how many before and how many behind, at the most
     * @return in order; empty if there is no such member or they have no place
     */
    public CompletableFuture<LeaderboardPage<RankedMember>> around(String board, Slice slice, MemberKey key, int each) {
        return partition.read(engine -> {
            Leaderboards boards = engine.projections().boards();
            int member = new Reading(engine).member(key);
            List<Place> around = member < 0 ? List.of() : boards.around(board, slice, member, each);
            return page(boards.size(board, slice), around, place -> member(engine, place));
        });
    }

    /**
     * Objects in a row.
     *
     * @param board the leaderboard
     * @param slice the part of it
     * @param from how many come before the first
     * @param limit how many at the most
     * @return in order
     */
    public CompletableFuture<LeaderboardPage<RankedObject>> objects(String board, Slice slice, int from, int limit) {
        return partition.read(engine -> {
            Leaderboards boards = engine.projections().boards();
            return page(
                    boards.size(board, slice),
                    boards.page(board, slice, from, limit),
                    place -> object(engine, board, slice, place));
        });
    }

    private static <T> LeaderboardPage<T> page(int size, List<Place> places, Function<Place, T> line) {
        return new LeaderboardPage<>(size, places.stream().map(line).toList());
    }

    private static RankedMember member(Engine engine, Place place) {
        Person person = engine.vault().person((int) place.subject());
        return new RankedMember(
                place.rank(),
                place.subject(),
                person == null ? MemberKey.of("", "") : MemberKey.of(person.source(), person.id()),
                person == null ? "" : person.name().orElse(""),
                place.score());
    }

    private static RankedObject object(Engine engine, String board, Slice slice, Place place) {
        int object = (int) place.subject();
        Dictionary dictionary = engine.dictionary();
        StoredObject stored = engine.projections()
                .things()
                .stored(engine.projections().boards().number(board), object);
        List<Contribution> because = engine.projections().boards().happened(board, slice, object).stream()
                .map(each -> new Contribution(
                        dictionary.word(each.type()), dictionary.word(each.source()), each.count(), each.score()))
                .toList();
        return new RankedObject(
                place.rank(),
                place.subject(),
                stored == null ? "" : stored.source(),
                stored == null ? "" : stored.id(),
                stored == null ? "" : stored.title().orElse(""),
                place.score(),
                because);
    }
}
