package dev.laurel.spi.activity;

/** Whether an object is to be seen. What is not live, or has a parent that is not, earns nothing while it is so. */
public enum ObjectState {
    /** To be seen. */
    LIVE,
    /** Taken out of sight, by a moderator for example. */
    HIDDEN,
    /** Deleted by its author or a moderator; may be restored. */
    DELETED
}
