package dev.laurel;

/** What to do when another process has a community open. */
public enum WhenBusy {
    /** Fail at once. */
    FAIL,
    /** Wait for the other to finish, up to the time the builder says. This is how a rolling deployment hands over. */
    WAIT,
    /** Read only, following what the other writes, whether there is one or not. Connectors are not started. */
    FOLLOW
}
