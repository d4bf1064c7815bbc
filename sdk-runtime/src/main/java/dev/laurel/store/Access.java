package dev.laurel.store;

/** How to open a community that another process, or another part of this one, may have open. */
public enum Access {
    /** For writing; a {@link BusyException} at once if it is open for writing elsewhere. */
    FAIL,
    /** For writing; waits until the other closes it or ends, up to the time given. */
    WAIT,
    /** For reading only, following what another writes. Takes no lock, and works whether or not there is a writer. */
    FOLLOW
}
