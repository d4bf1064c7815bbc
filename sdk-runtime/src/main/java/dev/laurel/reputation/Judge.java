package dev.laurel.reputation;

import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import java.util.List;

/** What the fold asks about participations. Implemented by the shell around plugins, and by tests. */
public interface Judge {

    /** {@return the rules that can be asked; their order is their number and does not change while the judge lives} */
    List<RuleDeclaration> rules();

    /**
     * Which sets of rules are selected and not all there, because making them failed. What happens meanwhile is judged
     * when they are.
     *
     * @return the names of the sets, which their rules' names begin with; empty if all are there
     */
    default List<String> incomplete() {
        return List.of();
    }

    /**
     * Whether a rule is suspended: it would not answer now, and what it owes an answer to is not judged anew for it.
     *
     * @param rule the number of the rule
     * @return whether it is
     */
    default boolean isSuspended(int rule) {
        return false;
    }

    /**
     * {@return which call into a rule is under way: another number for each, 0 if none is. May be asked by any thread, while
     * another one is in the call}
     */
    default long underWay() {
        return 0;
    }

    /**
     * Gives up a rule that does not come back from a call: its extension is suspended. Called on another thread than the
     * one in the call, at most once.
     *
     * @param call the call, as {@link #underWay} told it
     * @param where where its thread stands, for people
     * @return what to ask from now on; this judge gives no answers any more
     */
    default GivenUp giveUp(long call, String where) {
        throw new IllegalStateException("no call is under way that could be given up");
    }

    /**
     * What giving up a rule comes to.
     *
     * @param next what to ask from now on
     * @param culprit what did not come back, for people
     */
    record GivenUp(Judge next, String culprit) {}

    /**
     * Asks a rule. Called on the partition's thread.
     *
     * @param rule the number of the rule
     * @param participation what happened; valid during the call
     * @return its answer, checked against its declaration
     * @throws RuleFailedException if the rule threw, broke its declaration, or is suspended; the participation is kept
     *     as a gap and judged when the rule is back
     */
    Decision judge(int rule, Participation participation) throws RuleFailedException;
}
