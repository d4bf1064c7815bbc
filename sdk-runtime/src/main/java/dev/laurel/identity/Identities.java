package dev.laurel.identity;

import dev.laurel.view.MemberFlag;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who there is: identities by their keyed hashes, where the chain of each ends, and which identities are one member. A
 * member is named by the identity at the root of its links. Used by the partition's thread only.
 */
public final class Identities {
    private final HashIndex index = new HashIndex();
    private long[] heads = new long[64];
    private final BitSet erased = new BitSet();
    private final Map<MemberFlag, BitSet> flags = new EnumMap<>(MemberFlag.class);
    private final Links links = new Links();

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
     * Looks to where a search will begin, so that it need not wait for memory.
     *
     * @param high first half of the keyed hash
     * @return nothing of meaning
     */
    public int near(long high) {
        return index.near(high);
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

    /**
     * Puts a flag on an identity, or takes it off.
     *
     * @param identity the identity
     * @param flag the flag
     * @param on whether it is to be there
     */
    public void flag(int identity, MemberFlag flag, boolean on) {
        flags.computeIfAbsent(flag, any -> new BitSet()).set(identity, on);
    }

    /**
     * Whether a member has a flag: one of their identities has.
     *
     * @param member the identity that names the member
     * @param flag the flag
     * @return whether it is there
     */
    public boolean isFlagged(int member, MemberFlag flag) {
        BitSet flagged = flags.get(flag);
        if (flagged == null) {
            return false;
        }
        for (int identity : of(member)) {
            if (flagged.get(identity)) {
                return true;
            }
        }
        return false;
    }

    /** {@return how many members there are, without those who have been erased} */
    public int members() {
        int gone = 0;
        for (int identity = erased.nextSetBit(0); identity >= 0; identity = erased.nextSetBit(identity + 1)) {
            gone += links.root(identity) == identity ? 1 : 0;
        }
        return index.size() - links.size() - gone;
    }

    /**
     * The member an identity belongs to.
     *
     * @param identity the identity
     * @return the identity that names the member
     */
    public int member(int identity) {
        return links.root(identity);
    }

    /**
     * Whether a member has one identity only.
     *
     * @param member the identity that names the member
     * @return whether nothing is linked to it
     */
    public boolean isSingle(int member) {
        return links.isSingle(member);
    }

    /**
     * All identities of a member.
     *
     * @param member the identity that names the member
     * @return it and all that are one with it
     */
    public int[] of(int member) {
        return links.of(member);
    }

    /**
     * Whether a member has more than one identity.
     *
     * @param member the identity that names the member
     * @return whether others are one with it
     */
    public boolean isMerged(int member) {
        return links.isMerged(member);
    }

    /**
     * Makes two members one, by an identity of each. The member is named as that of the second was.
     *
     * @param from an identity of the one
     * @param into an identity of the other
     */
    public void link(int from, int into) {
        links.add(from, into);
    }

    /**
     * Takes a link back.
     *
     * @param one an identity that was linked
     * @param other the identity it was linked to
     */
    public void unlink(int one, int other) {
        links.remove(one, other);
    }

    /**
     * Which link to take back so that two identities are no longer one member: the newest one of those that hold them
     * together.
     *
     * @param one an identity
     * @param other another one
     * @return the two identities that were linked; null if they are not one member
     */
    public int @Nullable [] linkBetween(int one, int other) {
        return links.newestBetween(one, other);
    }
}
