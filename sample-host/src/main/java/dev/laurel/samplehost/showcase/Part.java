package dev.laurel.samplehost.showcase;

/** What somebody is in the story. The host knows seeds, staff and bots; the rest is for its scores to find out. */
public enum Part {
    /** One of the many. */
    MEMBER,
    /** Somebody whom the host trusts: where trust begins. */
    SEED,
    /** One of a few who find each other helpful, and whom nobody else does. */
    RING,
    /** Has forty thousand followers, bought, and hardly talks to anybody. */
    FOLLOWED,
    /** Outstanding in one topic by those who can tell, and not in the top ten by points: nobody has noticed. */
    UNNOTICED,
    /** Works for the company. */
    STAFF,
    /** A program. */
    BOT
}
