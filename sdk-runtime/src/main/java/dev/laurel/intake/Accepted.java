package dev.laurel.intake;

import dev.laurel.spi.activity.Activity;
import org.jspecify.annotations.Nullable;

/** An activity whose shape is acceptable, with the keyed hashes of all ids in it. Not changed after it is made. */
public final class Accepted {
    /** The source it came from. */
    public final String source;
    /** The activity. */
    public final Activity activity;
    /** When it happened, in microseconds since 1970. */
    public final long at;
    /** The keyed hash of its id, two halves. */
    public final long[] id;
    /** A digest of its content. */
    public final long digest;
    /** The keyed hashes of the actors named, two halves each, in the order of {@link #roles}. */
    public final long[] actors;
    /** The roles named, in alphabetical order. */
    public final String[] roles;
    /** The keyed hashes of the object, its parent and its author, or null where there is none. */
    public final long @Nullable [] object;
    /** The keyed hash of the parent, or null. */
    public final long @Nullable [] parent;
    /** The keyed hash of the object's author, or null. */
    public final long @Nullable [] author;
    /** The keyed hash of what it withdraws, or null. */
    public final long @Nullable [] withdraws;

    Accepted(String source, Activity activity, long at, Hashes hashes) {
        this.source = source;
        this.activity = activity;
        this.at = at;
        this.id = hashes.id;
        this.digest = hashes.digest;
        this.roles = hashes.roles;
        this.actors = hashes.actors;
        this.object = hashes.object;
        this.parent = hashes.parent;
        this.author = hashes.author;
        this.withdraws = hashes.withdraws;
    }
}
