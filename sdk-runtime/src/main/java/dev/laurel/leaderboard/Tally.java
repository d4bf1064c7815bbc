package dev.laurel.leaderboard;

import dev.laurel.leaderboard.Membership.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one period and topic, ranked, all together and a group at a time. Written by one thread, read by any.
 *
 * <p>What an identity has earned stays that identity's: where several are one member, or somebody is not shown, or has
 * come to nothing, it is kept beside the ranking, so that it can be told apart again.
 */
final class Tally {
    private final Membership membership;
    private final @Nullable Counts counts;
    private final Ranking all = new Ranking();
    private final ConcurrentMap<Integer, Ranking> groups = new ConcurrentHashMap<>();
    private final Map<Integer, Long> apart = new HashMap<>();
    private final int[] subjects = new int[Ranking.GROUP];
    private final long[] scores = new long[Ranking.GROUP];
    private int waiting;

    /**
     * Nobody has a score yet.
     *
     * @param membership who is who
     * @param counts for objects, what happened to each; null for members
     */
    Tally(Membership membership, @Nullable Counts counts) {
        this.membership = membership;
        this.counts = counts;
    }

    Ranking all() {
        return all;
    }

    /** {@return the ranking of a group, or null if nobody of it has a score} */
    @Nullable
    Ranking group(int group) {
        return groups.get(group);
    }

    /** {@return for objects, what happened to each} */
    @Nullable
    Counts counts() {
        return counts;
    }

    /** Adds what a batch or a day came to: for members by identity, for objects by what happened to them. */
    void add(Changes changes, int sign) {
        if (counts == null) {
            changes.visit((identity, sum) -> add((int) identity, sign * sum));
        } else {
            counts.add(changes, sign).visit((object, sum) -> add((int) object, sum));
        }
        flush();
    }

    private void add(int identity, long more) {
        Member member = membership.of(identity);
        if ((member == null || member.isPlain()) && (apart.isEmpty() || !apart.containsKey(identity))) {
            subjects[waiting] = identity;
            scores[waiting++] = more;
            if (waiting == subjects.length) {
                flush();
            }
            return;
        }
        keep(identity, apart.getOrDefault(identity, 0L) + more);
        place(member == null ? new Member(new int[] {identity}, true, Membership.NO_GROUP) : member);
    }

    private void flush() {
        if (waiting == 0) {
            return;
        }
        all.add(subjects, scores, waiting);
        for (int i = 0; i < waiting; i++) {
            Member member = membership.of(subjects[i]);
            if (member != null && member.group() != Membership.NO_GROUP) {
                ranking(member.group()).put(subjects[i], scores[i]);
            }
            if (scores[i] < 0) {
                apart.put(subjects[i], scores[i]);
            }
        }
        waiting = 0;
    }

    private Ranking ranking(int group) {
        return groups.computeIfAbsent(group, number -> new Ranking());
    }

    private void keep(int identity, long score) {
        if (score == 0) {
            apart.remove(identity);
        } else {
            apart.put(identity, score);
        }
    }

    /** Takes a member off, and tells apart what each of their identities has. */
    void leave(Member member) {
        int root = member.root();
        if (member.isPlain()) {
            long score = all.score(root);
            if (score != 0) {
                keep(root, score);
            }
        }
        show(member, 0);
    }

    /** Puts a member where what their identities have together says. */
    void place(Member member) {
        long sum = 0;
        for (int identity : member.identities()) {
            sum += apart.getOrDefault(identity, 0L);
        }
        if (member.isPlain() && sum > 0) {
            apart.remove(member.root());
        }
        show(member, member.shown() ? sum : 0);
    }

    private void show(Member member, long score) {
        all.put(member.root(), score);
        if (member.group() != Membership.NO_GROUP && (score > 0 || groups.containsKey(member.group()))) {
            ranking(member.group()).put(member.root(), score);
        }
    }

    /** {@return how much memory the rankings take, in bytes} */
    long bytes() {
        return all.bytes() + groups.values().stream().mapToLong(Ranking::bytes).sum();
    }
}
