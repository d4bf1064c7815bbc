package dev.laurel.leaderboard;

import dev.laurel.leaderboard.RankTree.Spot;
import dev.laurel.view.Place;
import dev.laurel.view.Ties;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Subjects in order, for one writer and any number of readers. A reader that was overtaken looks again, and after a few
 * times waits; whatever it is told was true at one moment.
 */
final class Ranking {
    /** How many changes are made at a time before readers get a chance: a few microseconds' worth. */
    static final int GROUP = RankTree.GROUP;

    // A group of changes is over sooner than a thread that waits would be awake again.
    private static final int SPINS = 1_000;
    private static final int TRIES = 64;

    private final StampedLock lock = new StampedLock();
    private final RankTree tree = new RankTree();

    /**
     * Adds to scores, on the writer's thread. Who comes to 0 or less is taken out.
     *
     * @param subjects different subjects
     * @param more what to add to each; afterwards, what each has come to
     * @param count how many, at most {@link #GROUP}
     */
    void add(int[] subjects, long[] more, int count) {
        // Waiting for memory is most of it, and that holds no reader up: nobody else changes anything.
        tree.look(subjects, more, count);
        long stamp = lock.writeLock();
        try {
            tree.put(subjects, more, count);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Gives a subject a score, or takes it out if the score is 0 or less; on the writer's thread. */
    void put(int subject, long score) {
        long stamp = lock.writeLock();
        try {
            if (score > 0) {
                tree.put(subject, score);
            } else {
                tree.remove(subject);
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** {@return the score of a subject, 0 if it is not there; on the writer's thread} */
    long score(int subject) {
        return tree.score(subject, 0);
    }

    int size() {
        return read(RankTree::size);
    }

    /**
     * Those in a row.
     *
     * @param from how many come before the first
     * @param limit how many at the most
     * @param ties which ranks equal scores have
     * @return in order
     */
    List<Place> page(int from, int limit, Ties ties) {
        return read(now -> from < 0 || from >= now.size() || limit <= 0
                ? List.of()
                : page(now, now.spot(from), Math.min(limit, now.size() - from), ties));
    }

    /** {@return where a subject stands, or null if it does not} */
    @Nullable
    Place place(int subject, Ties ties) {
        List<Place> found = read(now -> {
            long score = now.score(subject, 0);
            return score <= 0 ? List.of() : List.of(new Place(rank(now, subject, score, ties), subject, score));
        });
        return found.isEmpty() ? null : found.get(0);
    }

    /** {@return those around a subject, itself included, in order; empty if it is not there} */
    List<Place> around(int subject, int each, Ties ties) {
        return read(now -> {
            Spot own = now.spotOf(subject);
            if (own == null) {
                return List.of();
            }
            int ahead = Math.min(each, own.before());
            int behind = Math.min(each, now.size() - own.before() - 1);
            return page(now, now.back(own, ahead), ahead + 1 + behind, ties);
        });
    }

    /** Only of the first one it has to be found out which rank it has. */
    private static List<Place> page(RankTree now, Spot first, int count, Ties ties) {
        List<Place> places = new ArrayList<>(count);
        now.visit(first, count, (subject, score) -> {
            long rank;
            if (places.isEmpty()) {
                rank = 1L
                        + switch (ties) {
                            case COMPETITION -> now.above(first);
                            case DENSE -> now.scoresAbove(score);
                            case ORDINAL -> first.before();
                        };
            } else {
                Place before = places.get(places.size() - 1);
                boolean same = before.score() == score;
                rank = switch (ties) {
                    case COMPETITION -> same ? before.rank() : (long) first.before() + places.size() + 1;
                    case DENSE -> same ? before.rank() : before.rank() + 1;
                    case ORDINAL -> before.rank() + 1;
                };
            }
            places.add(new Place(rank, subject, score));
        });
        return places;
    }

    private static long rank(RankTree now, int subject, long score, Ties ties) {
        return 1L
                + switch (ties) {
                    case COMPETITION -> now.above(score);
                    case DENSE -> now.scoresAbove(score);
                    case ORDINAL -> now.position(subject);
                };
    }

    /** Asks without holding anything up; what was asked while something changed is asked again. */
    <T> T read(Function<RankTree, T> question) {
        int spins = 0;
        int tries = 0;
        while (spins < SPINS && tries < TRIES) {
            long stamp = lock.tryOptimisticRead();
            if (stamp == 0) {
                spins++;
                Thread.onSpinWait();
            } else {
                tries++;
                try {
                    T answer = question.apply(tree);
                    if (lock.validate(stamp)) {
                        return answer;
                    }
                } catch (RuntimeException e) {
                    // Half a change can be seen here, and anything can come of it; a whole one is another matter.
                    if (lock.validate(stamp)) {
                        throw e;
                    }
                }
            }
        }
        long stamp = lock.readLock();
        try {
            return question.apply(tree);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** {@return how much memory this takes, in bytes} */
    long bytes() {
        return tree.bytes();
    }
}
