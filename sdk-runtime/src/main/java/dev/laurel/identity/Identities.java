package dev.laurel.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who there is: identities by their keyed hashes, where the chain of each ends, and which identities are one member. A
 * member is named by the identity at the root of its links. Used by the partition's thread only.
 */
public final class Identities {
    private final HashIndex index = new HashIndex();
    private long[] heads = new long[64];
    private final BitSet erased = new BitSet();
    private final Map<Integer, Integer> links = new HashMap<>();
    private final Map<Integer, List<Integer>> linked = new HashMap<>();

    /**
     * Finds an identity.
     *
     * @param high first half of its keyed hash
     * @param low second half
     * @return its number, or -1
     */
    public int find(long high, long low) {
        return index.find(high, low);
    }

    /**
     * Adds an identity that is not there yet.
     *
     * @param high first half of its keyed hash
     * @param low second half
     * @return its number
     */
    public int add(long high, long low) {
        int number = index.add(high, low);
        if (number >= heads.length) {
            heads = Arrays.copyOf(heads, number + (number >> 2) + 64);
        }
        return number;
    }

    /** {@return how many identities there are, erased ones included} */
    public int size() {
        return index.size();
    }

    /**
     * Where the chain of an identity ends.
     *
     * @param identity the identity
     * @return the place of its newest record, 0 if it has none
     */
    public long head(int identity) {
        return heads[identity];
    }

    /**
     * Moves the end of a chain.
     *
     * @param identity the identity
     * @param place the place of its newest record
     */
    public void head(int identity, long place) {
        heads[identity] = place;
    }

    /**
     * Whether somebody has been erased: a tombstone stands in their stead.
     *
     * @param identity the identity
     * @return whether it is erased
     */
    public boolean isErased(int identity) {
        return erased.get(identity);
    }

    /**
     * Puts a tombstone.
     *
     * @param identity the identity
     */
    public void erase(int identity) {
        erased.set(identity);
    }

    /** {@return how many members there are: identities that are neither linked to another nor erased} */
    public int members() {
        return index.size() - links.size() - erased.cardinality();
    }

    /**
     * The member an identity belongs to.
     *
     * @param identity the identity
     * @return the identity that names the member
     */
    public int member(int identity) {
        if (links.isEmpty()) {
            return identity;
        }
        int root = identity;
        Integer next = links.get(root);
        while (next != null) {
            root = next;
            next = links.get(root);
        }
        return root;
    }

    /**
     * All identities of a member.
     *
     * @param member the identity that names the member
     * @return it and all that are linked to it
     */
    public int[] of(int member) {
        List<Integer> children = linked.get(member);
        if (children == null) {
            return new int[] {member};
        }
        List<Integer> all = new ArrayList<>();
        all.add(member);
        for (int i = 0; i < all.size(); i++) {
            all.addAll(linked.getOrDefault(all.get(i), List.of()));
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Whether a member has more than one identity.
     *
     * @param member the identity that names the member
     * @return whether something is linked to it
     */
    public boolean isMerged(int member) {
        return !linked.isEmpty() && linked.containsKey(member);
    }

    /**
     * Makes two members one.
     *
     * @param from the member that goes into the other; named by its root
     * @param into the member that stays; named by its root
     */
    public void link(int from, int into) {
        if (links.containsKey(from) || member(into) == from) {
            throw new IllegalStateException("identity " + from + " is linked already");
        }
        links.put(from, into);
        linked.computeIfAbsent(into, key -> new ArrayList<>()).add(from);
    }

    /**
     * Takes a link back.
     *
     * @param from the identity that was linked
     * @return the identity it was linked to, or -1 if it was not
     */
    public int unlink(int from) {
        Integer into = links.remove(from);
        if (into == null) {
            return -1;
        }
        List<Integer> rest = linked.getOrDefault(into, new ArrayList<>());
        rest.remove((Integer) from);
        if (rest.isEmpty()) {
            linked.remove(into);
        }
        return into;
    }

    /**
     * The identity through which one is linked to another, walking up from the first.
     *
     * @param identity where to start
     * @param member the member it is to be cut from
     * @return the last identity before the member on the way up, or -1 if the way does not lead there
     */
    public int linkBelow(int identity, int member) {
        int below = identity;
        Integer next = links.get(below);
        while (next != null) {
            if (next == member) {
                return below;
            }
            below = next;
            next = links.get(below);
        }
        return -1;
    }
}
