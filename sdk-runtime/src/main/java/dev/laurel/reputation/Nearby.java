package dev.laurel.reputation;

/**
 * Where the things stand that judging will need. Looking at them beforehand, many at a time, brings them into the
 * processor's cache together, so that judging need not wait for each. What is returned means nothing; it is there so
 * that the looks are not left out. Used by the partition's thread only.
 */
public final class Nearby {
    private final States states;
    private final ObjectCounters objects;

    Nearby(States states, ObjectCounters objects) {
        this.states = states;
        this.objects = objects;
    }

    /**
     * Looks to where the counters of an object stand.
     *
     * @param object the object
     * @return nothing of meaning
     */
    public long object(int object) {
        return objects.near(object);
    }

    /**
     * Looks to where the state of a member stands.
     *
     * @param member the identity that names the member
     * @return nothing of meaning
     */
    public long member(int member) {
        return states.near(member);
    }

    /**
     * Looks at the state of a member itself.
     *
     * @param member the identity that names the member
     * @return nothing of meaning
     */
    public long state(int member) {
        return states.inside(member);
    }
}
