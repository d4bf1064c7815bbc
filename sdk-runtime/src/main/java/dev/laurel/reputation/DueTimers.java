package dev.laurel.reputation;

import dev.laurel.log.Step;
import java.util.BitSet;
import java.util.TreeSet;

/** When timers are due and whose they are, and which rules ask for timers. */
final class DueTimers {
    /** Somebody has a timer; what it is about stands in the member's state. */
    record Due(long at, int member) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Integer.compare(member, other.member);
        }
    }

    private final TreeSet<Due> due = new TreeSet<>();
    private final BitSet waking = new BitSet();

    void add(int member, Step.Timer timer) {
        due.add(new Due(timer.at(), member));
        waking.set(timer.rule());
    }

    void fired(int member, long at) {
        due.remove(new Due(at, member));
    }

    boolean isDue(long now) {
        return !due.isEmpty() && due.first().at() <= now;
    }

    /** {@return who has the timer that is due next; it is taken out} */
    int next() {
        Due first = due.first();
        due.remove(first);
        return first.member();
    }

    /** {@return when the next one is due; the far future if there is none} */
    long nextAt() {
        return due.isEmpty() ? Long.MAX_VALUE : due.first().at();
    }

    /** {@return whether a rule has ever asked for a timer} */
    boolean isWaking(int rule) {
        return rule >= 0 && waking.get(rule);
    }
}
