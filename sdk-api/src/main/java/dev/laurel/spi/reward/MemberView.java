package dev.laurel.spi.reward;

/** What a rule sees of a member. Implemented by the runtime and the testkit only; methods may be added. */
public interface MemberView {

    /** {@return a number that stands for the member; it says nothing outside the community} */
    long number();
}
