package dev.laurel.log;

import java.util.Map;

/**
 * An activity as the log has it: numbers for everybody and everything. Immutable once written; built by the stage that
 * attributes activities.
 */
public final class ActivityFact {
    /** No identity, no object, no word. */
    public static final int NONE = -1;

    private static final int[] NOBODY = new int[0];

    /** Its number: activities are numbered in the order of their admission. */
    public long number;
    /** Where it stands; {@link Place#NONE} until it is written. */
    public long place;
    /** First half of the keyed hash of its source and id. */
    public long idHigh;
    /** Second half of the keyed hash of its source and id. */
    public long idLow;
    /** A digest of its content. */
    public long digest;
    /** The word for its type. */
    public int type;
    /** The word for its source. */
    public int source;
    /** When it happened, in microseconds since 1970. */
    public long at;
    /** The source's own order among activities of the same instant. */
    public long sequence;
    /** The object it is about, or {@link #NONE}. */
    public int object = NONE;
    /** The activity about the same object that was written before. */
    public long previousOfObject;
    /** The words for the roles of those who are named. */
    public int[] roles = NOBODY;
    /** The identities of those who are named, in step with the roles. */
    public int[] identities = NOBODY;
    /** Whether it carries an amount. */
    public boolean hasAmount;
    /** The amount. */
    public long amount;
    /** Further values. */
    public Map<String, Object> attributes = Map.of();
    /** The version of a state, 0 for an event. */
    public long revision;
    /** Whether it takes another one back. */
    public boolean withdraws;
    /** First half of the keyed hash of what it takes back. */
    public long withdrawsHigh;
    /** Second half of the keyed hash of what it takes back. */
    public long withdrawsLow;
    /** The number of what it takes back, or {@link #NONE} if that had not arrived. */
    public long withdrawn = NONE;
    /** The number of the older revision it replaces, or {@link #NONE}. */
    public long replaces = NONE;
    /** What it says of its object, or null. */
    public @org.jspecify.annotations.Nullable ObjectFact says;

    /** What an activity says of its object. */
    public static final class ObjectFact {
        /** Its type, a word, or {@link #NONE}. */
        public int type = NONE;
        /** Its parent, an object, or {@link #NONE}. */
        public int parent = NONE;
        /** Its author, an identity, or {@link #NONE}. */
        public int author = NONE;
        /** Whether it is said to belong to nobody. */
        public boolean authorless;
        /** Its topics, words. */
        public int[] topics = NOBODY;
        /** Its state, the ordinal of the SPI's enum, or {@link #NONE}. */
        public int state = NONE;
    }

    /**
     * Who is named in a role.
     *
     * @param role the word for the role
     * @return the identity, or {@link #NONE}
     */
    public int named(int role) {
        for (int i = 0; i < roles.length; i++) {
            if (roles[i] == role) {
                return identities[i];
            }
        }
        return NONE;
    }
}
