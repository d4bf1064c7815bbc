package dev.laurel.leaderboard;

import org.jspecify.annotations.Nullable;

/**
 * Subjects in the order of their scores, highest first, equal ones by number: a counted B+ tree, in which a place is
 * found from a rank and a rank from a place without looking at those between. Not safe for use by several threads; a
 * reader that may be overtaken by a change has to check afterwards that it was not.
 */
final class RankTree {
    private final Seats seats = new Seats();
    private final Leaves leaves = new Leaves(seats);
    private final Trunk trunk = new Trunk(leaves);
    private final Branches branches = trunk.branches;

    /** How many changes are made together at the most. */
    static final int GROUP = 8;

    // Of the group of changes that is being made: for the writer alone.
    private final int[] near = new int[GROUP];
    private final int[] slots = new int[GROUP];
    private long seen;

    /** Gets subjects one after the other. */
    @FunctionalInterface
    interface Visitor {
        /**
         * A subject in its place.
         *
         * @param subject the subject
         * @param score its score
         */
        void subject(int subject, long score);
    }

    /** {@return how many subjects there are} */
    int size() {
        return seats.size();
    }

    /** {@return whether a subject is there} */
    boolean contains(int subject) {
        return seats.get(subject) != Leaves.NONE;
    }

    /**
     * A score.
     *
     * @param subject the subject
     * @param otherwise what to say of somebody who is not there
     * @return the score
     */
    long score(int subject, long otherwise) {
        int leaf = seats.get(subject);
        int position = leaf == Leaves.NONE ? leaf : leaves.find(leaf, subject);
        return position == Leaves.NONE ? otherwise : leaves.score(leaf, position);
    }

    /**
     * Gives a subject a score.
     *
     * @param subject the subject, whether it is there or not
     * @param score its score
     */
    void put(int subject, long score) {
        put(subject, score, Leaves.NONE);
    }

    /** Gives a subject a score, if somebody has looked already in which leaf it would stand. */
    void put(int subject, long score, int supposed) {
        remove(subject);
        int leaf = supposed >= 0 && leaves.spans(supposed, score, subject) ? supposed : trunk.leafFor(score, subject);
        if (!leaves.admits(leaf, score)) {
            leaf = trunk.beside(leaf, score, subject);
        } else if (leaves.size(leaf) == Leaves.ROOM) {
            trunk.makeRoom(leaf);
            leaf = trunk.leafFor(score, subject);
            leaves.admits(leaf, score);
        }
        int position = leaves.before(leaf, score, subject);
        leaves.insert(leaf, position, score, subject);
        int begins = trunk.begins(leaf, position) ? 1 : 0;
        trunk.note(leaf, 1, begins);
        int heir = begins == 1 ? heir(leaf, position) : Leaves.NONE;
        if (heir != Leaves.NONE) {
            trunk.note(heir, 0, -1);
        }
    }

    /**
     * Adds to scores, a group at a time. Who comes to 0 or less is taken out.
     *
     * @param subjects different subjects, each there or not yet
     * @param more what to add to each; afterwards, what each has come to
     * @param count how many, at most {@link #GROUP}
     */
    void add(int[] subjects, long[] more, int count) {
        look(subjects, more, count);
        put(subjects, more, count);
    }

    /**
     * Looks where subjects stand and will stand, so that all wait for memory together. Changes nothing that is ranked:
     * readers need not be kept away.
     *
     * @param subjects different subjects, each there or not yet
     * @param more what to add to each; afterwards, what each will have come to
     * @param count how many, at most {@link #GROUP}
     */
    void look(int[] subjects, long[] more, int count) {
        long sum = seen;
        for (int i = 0; i < count; i++) {
            near[i] = seats.get(subjects[i]);
        }
        for (int i = 0; i < count; i++) {
            sum += near[i] == Leaves.NONE ? 0 : leaves.near(near[i]);
        }
        for (int i = 0; i < count; i++) {
            int leaf = near[i];
            if (leaf != Leaves.NONE) {
                sum += branches.near(leaves.parent(leaf), leaves.slot(leaf));
                more[i] += leaves.score(leaf, leaves.find(leaf, subjects[i]));
            }
            near[i] = trunk.nodeFor(more[i], subjects[i]);
            sum += branches.near(near[i]);
        }
        for (int i = 0; i < count; i++) {
            slots[i] = branches.slot(near[i], more[i], subjects[i]);
            sum += branches.near(near[i], slots[i]);
        }
        for (int i = 0; i < count; i++) {
            near[i] = branches.child(near[i], slots[i]);
            sum += leaves.near(near[i]);
        }
        seen = sum;
    }

    /**
     * Gives subjects the scores that {@link #look} found, with nothing changed since. Who comes to 0 or less is taken out.
     *
     * @param subjects those that were looked at
     * @param scores what each has come to
     * @param count how many
     */
    void put(int[] subjects, long[] scores, int count) {
        for (int i = 0; i < count; i++) {
            if (scores[i] > 0) {
                put(subjects[i], scores[i], near[i]);
            } else {
                remove(subjects[i]);
            }
        }
    }

    /**
     * Takes a subject out.
     *
     * @param subject the subject, whether it is there or not
     */
    void remove(int subject) {
        int leaf = seats.get(subject);
        if (leaf == Leaves.NONE) {
            return;
        }
        int position = leaves.find(leaf, subject);
        int begins = trunk.begins(leaf, position) ? 1 : 0;
        int heir = begins == 1 ? heir(leaf, position) : Leaves.NONE;
        leaves.remove(leaf, position);
        seats.remove(subject);
        trunk.note(leaf, -1, -begins);
        if (heir != Leaves.NONE) {
            trunk.note(heir, 0, 1);
        }
        trunk.shrink(leaf);
    }

    /** {@return the leaf of the next entry, if it has the same score; else -1} */
    private int heir(int leaf, int position) {
        long score = leaves.score(leaf, position);
        if (position + 1 < leaves.size(leaf)) {
            return leaves.score(leaf, position + 1) == score ? leaf : Leaves.NONE;
        }
        int next = trunk.next(leaf);
        return next != Leaves.NONE && leaves.score(next, 0) == score ? next : Leaves.NONE;
    }

    /** {@return how many come before a subject, from 0; -1 if it is not there} */
    int position(int subject) {
        Spot spot = spotOf(subject);
        return spot == null ? Leaves.NONE : spot.before;
    }

    /** {@return how many have a higher score} */
    int above(long score) {
        return before(score, false);
    }

    /** {@return how many different scores are higher} */
    int scoresAbove(long score) {
        return before(score, true);
    }

    private int before(long score, boolean different) {
        int sum = 0;
        int node = trunk.root();
        for (int level = trunk.levels(); level > 0; level--) {
            int slot = branches.slot(node, score, -1);
            sum += different ? branches.changesBefore(node, slot) : branches.countBefore(node, slot);
            node = branches.child(node, slot);
        }
        int position = leaves.before(node, score, 0);
        if (!different) {
            return sum + position;
        }
        return position == 0 ? sum : sum + leaves.changes(node, position) + (trunk.begins(node, 0) ? 1 : 0);
    }

    /**
     * Where somebody stands.
     *
     * @param leaf the leaf
     * @param at where in it
     * @param before how many come before
     */
    record Spot(int leaf, int at, int before) {}

    /** {@return where a subject stands, or null if it is not there} */
    @Nullable
    Spot spotOf(int subject) {
        int leaf = seats.get(subject);
        int at = leaf == Leaves.NONE ? leaf : leaves.find(leaf, subject);
        if (at == Leaves.NONE) {
            return null;
        }
        int before = at;
        int slot = leaves.slot(leaf);
        for (int node = leaves.parent(leaf); node != Leaves.NONE; node = branches.parent(node)) {
            before += branches.countBefore(node, slot);
            slot = branches.slot(node);
        }
        return new Spot(leaf, at, before);
    }

    /**
     * Finds a spot by how many come before.
     *
     * @param before how many, fewer than there are in all
     * @return the spot
     */
    Spot spot(int before) {
        int left = before;
        int node = trunk.root();
        for (int level = trunk.levels(); level > 0; level--) {
            int slot = 0;
            while (slot + 1 < branches.size(node) && left >= branches.count(node, slot)) {
                left -= branches.count(node, slot);
                slot++;
            }
            node = branches.child(node, slot);
        }
        return new Spot(node, left, before);
    }

    /**
     * Finds the spot that is some way before another one, from there and not from the top again.
     *
     * @param spot the other one
     * @param by how many entries there are between, no more than come before it
     * @return the spot
     */
    Spot back(Spot spot, int by) {
        int leaf = spot.leaf;
        int at = spot.at;
        int left = by;
        while (left > at) {
            left -= at;
            leaf = trunk.previous(leaf);
            at = leaves.size(leaf);
            if (at == 0) {
                throw new IllegalStateException("an empty leaf, which only whoever was overtaken can see");
            }
        }
        return new Spot(leaf, at - left, spot.before - by);
    }

    /** {@return how many have a higher score than whoever stands at a spot} */
    int above(Spot spot) {
        long score = leaves.score(spot.leaf, spot.at);
        return leaves.score(spot.leaf, 0) == score
                ? above(score)
                : spot.before - (spot.at - leaves.before(spot.leaf, score, 0));
    }

    /**
     * Visits those in a row.
     *
     * @param first where the first one stands
     * @param count how many at the most
     * @param visitor gets each, in order
     */
    void visit(Spot first, int count, Visitor visitor) {
        int at = first.at;
        int leaf = first.leaf;
        int visited = 0;
        while (leaf != Leaves.NONE && visited < count) {
            for (int i = at; i < leaves.size(leaf) && visited < count; i++, visited++) {
                visitor.subject(leaves.subject(leaf, i), leaves.score(leaf, i));
            }
            at = 0;
            leaf = visited < count ? trunk.next(leaf) : leaf;
        }
    }

    /** {@return how much memory this takes, in bytes, without what the JVM adds to arrays} */
    long bytes() {
        return seats.bytes() + leaves.bytes() + branches.bytes();
    }
}
