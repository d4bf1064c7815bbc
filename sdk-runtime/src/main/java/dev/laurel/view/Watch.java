package dev.laurel.view;

/** Somebody watches a community, until this is closed. */
public interface Watch extends AutoCloseable {

    /** Ends it: nothing is told after the call that is being made, if one is. Idempotent. */
    @Override
    void close();
}
