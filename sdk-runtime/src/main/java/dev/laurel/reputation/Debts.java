package dev.laurel.reputation;

import dev.laurel.reputation.Marks.Mark;
import java.util.Map;
import java.util.TreeMap;

/** What rules owe answers to, because they failed or were suspended. Used by the partition's thread only. */
public final class Debts {
    private final Reputation of;

    Debts(Reputation of) {
        this.of = of;
    }

    /**
     * Has everybody judged anew, bit by bit, to whom a rule still owes an answer that it could give: it may have been mended
     * since.
     *
     * @param mostBytes stops when the segment is longer than this; whoever is left is left for the next start
     */
    public void retry(int mostBytes) {
        for (var owed : of.gaps.all().entrySet()) {
            if (of.writer.length() > mostBytes) {
                return;
            }
            long first = Long.MAX_VALUE;
            for (var gap : owed.getValue().entrySet()) {
                Plan.Rule rule = of.plan.rule(gap.getKey());
                if (rule != null && !of.judge.isSuspended(rule.index)) {
                    first = Math.min(first, gap.getValue());
                }
            }
            if (first != Long.MAX_VALUE) {
                of.rejudging.owe(of.around.identities().member(owed.getKey()), new Mark(first, of.failed));
            }
        }
    }

    /**
     * To how many each rule owes answers.
     *
     * @return the rules' names, and how many identities
     */
    public Map<String, Integer> all() {
        Map<String, Integer> owing = new TreeMap<>();
        of.gaps
                .count()
                .forEach((rule, count) -> owing.put(of.around.dictionary().word(rule), count));
        return owing;
    }

    /**
     * Whether a rule owes a member an answer that it will be asked for.
     *
     * @param rule the word for the rule
     * @param member the identity that names the member
     * @return whether it does
     */
    public boolean isOwed(int rule, int member) {
        return of.gaps.isOwed(rule, member);
    }

    /**
     * Has a rule owe nothing any more of what it missed: it is not asked about that again, and what it had granted stays.
     *
     * @param rule the rule's name
     * @param before what is recorded before this place is meant
     * @param at timers that were due by this time are meant
     */
    public void waive(String rule, long before, long at) {
        of.gaps.waive(of.around.dictionary().number(rule), before, at);
    }
}
