package dev.laurel.spi;

import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;

/**
 * Says what a participation earns. Pure: the same participation gives the same answer; no clock ({@code p.at()}), no
 * I/O, no static state. What has to be remembered is declared as a counter, so that late, withdrawn and merged
 * activities are judged as if they had come in order.
 */
public interface RewardRule extends AutoCloseable {

    /**
     * What the rule listens to, may grant and needs. Asked once, when the rule is loaded. Its digest is the version of
     * the rule: change the behaviour and the declared revision changes with it.
     *
     * @return the declaration
     */
    RuleSpec spec();

    /**
     * Judges one participation of a type and role that the rule listens to. Called on the partition's thread, often
     * more than once for the same participation: when something earlier becomes known, it is judged again.
     *
     * @param participation what happened, for one member in one role, with the counters the rule declared
     * @return the rewards, the reasons for giving none, and when the rule wants to be asked again
     */
    Decision decide(Participation participation);

    /** Lets go of what the rule holds. Called once. */
    @Override
    default void close() {}
}
