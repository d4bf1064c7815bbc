package dev.laurel.log;

/** Reads activities by their place. */
@FunctionalInterface
public interface Facts {
    /**
     * Reads an activity.
     *
     * @param place where it stands
     * @return the activity
     */
    ActivityFact activity(long place);
}
