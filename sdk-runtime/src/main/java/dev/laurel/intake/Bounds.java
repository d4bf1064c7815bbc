package dev.laurel.intake;

import java.time.Duration;

/** How large things may be that come from outside. */
public final class Bounds {
    /** Characters of an id. */
    public static final int ID = 256;
    /** Characters of a source, type, role, topic or attribute key. */
    public static final int WORD = 100;
    /** Characters of a name. */
    public static final int NAME = 200;
    /** Characters of a title. */
    public static final int TITLE = 1_000;
    /** Characters of a text. */
    public static final int TEXT = 100_000;
    /** Characters of the value of an attribute. */
    public static final int VALUE = 2_000;
    /** Attributes of an activity or an actor. */
    public static final int ATTRIBUTES = 100;
    /** Roles named in an activity, topics of an object. */
    public static final int LIST = 32;
    /** An amount, either way. */
    public static final long AMOUNT = 1_000_000_000_000L;
    /** How far ahead of the clock an activity may be. */
    public static final Duration AHEAD = Duration.ofMinutes(5);
    /** Activities in one call. */
    public static final int BATCH = 10_000;

    private Bounds() {}
}
