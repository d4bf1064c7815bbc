package dev.laurel;

/** What to do when another process has a community open. */
public enum WhenBusy {
    /** Fail at once. */
    FAIL,
    /** Wait for the other to finish, up to the time the builder says. This is how a rolling deployment hands over. */
    WAIT,
    /**
     * Read only, following what the other writes, whether there is one or not. The community has been opened for
     * writing once, and the folder can be written to. Connectors are not started, and what would write fails; so does a
     * question about a member whose imported history is still coming in.
     */
    FOLLOW
}
