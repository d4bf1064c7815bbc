package dev.laurel.reputation;

import dev.laurel.log.Grant;
import dev.laurel.log.Step;

/** Takes what the fold of a member comes to. */
interface Output {
    /** A grant has an amount. */
    void granted(Grant grant, long amount, int version, long at);

    /** What a limit adds in a period has come to a new amount, by a change of delta. */
    void adjusted(Grant limit, long amount, long delta, int version, long at);

    /** Something was not given. */
    void declined(Step.Declined declined);

    /** A rule gave no usable answer; the grant says about what, without a unit. */
    default void failed(Grant cause, Fold.Moment moment) {}

    /** {@return whether a rule is not asked about this, because it was decided that what it missed is not owed} */
    default boolean isWaived(Grant cause, Fold.Moment moment) {
        return false;
    }

    /** What a rule granted to this before stays, and it is not asked; the grant says about what, without a unit. */
    default void kept(Grant cause, Fold.Moment moment) {}

    /** A rule wants to be asked again. */
    void timer(int rule, int key, long at);

    /** Takes nothing: for states that are built from what has been decided before. */
    Output NOWHERE = new Output() {
        @Override
        public void granted(Grant grant, long amount, int version, long at) {}

        @Override
        public void adjusted(Grant limit, long amount, long delta, int version, long at) {}

        @Override
        public void declined(Step.Declined declined) {}

        @Override
        public void timer(int rule, int key, long at) {}
    };
}
