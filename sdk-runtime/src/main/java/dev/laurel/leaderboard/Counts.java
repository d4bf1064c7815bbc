package dev.laurel.leaderboard;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How often what happened to each object: what put it where it stands. Written by one thread, read by any.
 *
 * <p>A key is an object and a kind, which is a type of activity from a source.
 */
final class Counts {
    private static final int KIND_BITS = 12;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;

    /** How many types and sources a leaderboard of objects may have, taken together. */
    static final int MOST_KINDS = 1 << KIND_BITS;

    private final Kinds kinds;
    private final Changes counts = new Changes();
    private final Changes scores = new Changes();

    /** What counts how much: types of activities by source. Written by one thread, read by any. */
    static final class Kinds {
        private volatile long[] numbers = new long[0];
        private volatile long[] weights = new long[0];

        /** {@return the kind of a type and a source; -1 if there are too many} */
        int of(int type, int source, long weight) {
            long number = (long) type << 32 | source;
            long[] known = numbers;
            for (int i = 0; i < known.length; i++) {
                if (known[i] == number) {
                    return i;
                }
            }
            if (known.length == MOST_KINDS) {
                return -1;
            }
            long[] heavier = Arrays.copyOf(weights, known.length + 1);
            heavier[known.length] = weight;
            weights = heavier;
            long[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = number;
            numbers = more;
            return known.length;
        }

        long weight(int kind) {
            return weights[kind];
        }

        int type(int kind) {
            return (int) (numbers[kind] >> 32);
        }

        int source(int kind) {
            return (int) numbers[kind];
        }

        int size() {
            return numbers.length;
        }
    }

    /**
     * How often something happened to an object.
     *
     * @param type the word for the type of activity
     * @param source the word for the source
     * @param count how often
     * @param weight how much each counts
     */
    record Count(int type, int source, long count, long weight) {}

    Counts(Kinds kinds) {
        this.kinds = kinds;
    }

    static long key(int object, int kind) {
        return (long) object << KIND_BITS | kind;
    }

    /** Adds counts; {@return what the scores of objects change by, valid until the next call} */
    synchronized Changes add(Changes changes, int sign) {
        scores.clear();
        changes.visit((key, sum) -> {
            counts.add(key, sign * sum);
            scores.add(key >>> KIND_BITS, sign * sum * kinds.weight((int) key & KIND_MASK));
        });
        return scores;
    }

    /** {@return what happened to an object, what counts most first} */
    synchronized List<Count> of(int object) {
        return IntStream.range(0, kinds.size())
                .mapToObj(kind -> new Count(
                        kinds.type(kind), kinds.source(kind), counts.get(key(object, kind)), kinds.weight(kind)))
                .filter(count -> count.count() != 0)
                .sorted(Comparator.comparingLong((Count count) -> -Math.abs(count.count() * count.weight()))
                        .thenComparing(Count::type)
                        .thenComparing(Count::source))
                .collect(Collectors.toUnmodifiableList());
    }
}
