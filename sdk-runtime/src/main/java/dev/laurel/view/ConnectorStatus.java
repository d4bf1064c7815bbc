package dev.laurel.view;

/**
 * How a connector instance is doing.
 *
 * @param source the instance's name, which its activities carry as their source
 * @param connector {@code PLUGIN/EXTENSION}
 * @param state what it is doing
 * @param accepted activities taken in since the community was opened
 * @param duplicates activities already known
 * @param rejected what went to the dead letters
 * @param pages pages committed
 * @param upToDate whether the source had nothing more when last asked
 * @param failure the last failure in plain words; empty if there was none since the last success
 */
public record ConnectorStatus(
        String source,
        String connector,
        State state,
        long accepted,
        long duplicates,
        long rejected,
        long pages,
        boolean upToDate,
        String failure) {

    /** What a plugin instance can be doing. */
    public enum State {
        /** Being made. */
        LOADING,
        /** At work, or waiting for its next turn. */
        RUNNING,
        /** Waits after a failure; it goes on by itself. */
        SUSPENDED,
        /** Needs a person, and then to be started again. */
        FAILED,
        /** Its plugin is not there; it begins when it is. */
        MISSING,
        /** Is not asked any more, because it did not come back from a call; needs to be started again. */
        QUARANTINED,
        /** Does not come back from a call. */
        STUCK,
        /** Stopped. */
        STOPPED
    }
}
