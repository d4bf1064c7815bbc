package dev.laurel.identity;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.ActivityFact.ObjectFact;
import dev.laurel.log.Facts;
import dev.laurel.log.Place;
import dev.laurel.log.TimeOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * What facts are about: objects by their keyed hashes, with what is known of each now. What is said later, by the time
 * at which it happened, wins over what was said before, whenever it arrives. Used by the partition's thread only.
 */
public final class Objects {
    /** How many levels of parents an object may have above it. */
    public static final int MOST_LEVELS = 1000;

    private static final int NONE = ObjectTree.NONE;
    private static final int[] NO_TOPICS = new int[0];
    private static final int TYPE = 0;
    private static final int PARENT = 1;
    private static final int AUTHOR = 2;
    private static final int TOPICS = 3;
    private static final int STATE = 4;

    private final HashIndex index = new HashIndex();
    private final Facts facts;
    private final TimeOrder order;
    private final ObjectTree tree = new ObjectTree(MOST_LEVELS);
    private int[] types = new int[0];
    private int[] authors = new int[0];
    private byte[] states = new byte[0];
    private long[] heads = new long[0];
    private long[] saidAt = new long[0];
    private int[][] topics = new int[0][];
    private final Map<Long, Long> saidElsewhere = new HashMap<>();

    /**
     * No objects yet.
     *
     * @param facts reads the activities that said something, when they have to be compared
     * @param order compares when things were said
     */
    public Objects(Facts facts, TimeOrder order) {
        this.facts = facts;
        this.order = order;
    }

    /**
     * Finds an object.
     *
     * @param high first half of its keyed hash
     * @param low second half
     * @return its number, or -1
     */
    public int find(long high, long low) {
        return index.find(high, low);
    }

    /**
     * Looks to where a search will begin, so that it need not wait for memory.
     *
     * @param high first half of the keyed hash
     * @return nothing of meaning
     */
    public int near(long high) {
        return index.near(high);
    }

    /**
     * Adds an object that is not there yet.
     *
     * @param high first half of its keyed hash
     * @param low second half
     * @return its number
     */
    public int add(long high, long low) {
        int number = index.add(high, low);
        if (number >= types.length) {
            int room = number + (number >> 2) + 64;
            tree.room(room);
            types = ObjectTree.grown(types, room);
            authors = ObjectTree.grown(authors, room);
            states = Arrays.copyOf(states, room);
            heads = Arrays.copyOf(heads, room);
            saidAt = Arrays.copyOf(saidAt, room);
            topics = Arrays.copyOf(topics, room);
        }
        return number;
    }

    /** {@return how many objects there are} */
    public int size() {
        return index.size();
    }

    /**
     * What an object is.
     *
     * @param object the object
     * @return the word for its type, or -1 if nobody has said so
     */
    public int type(int object) {
        return types[object];
    }

    /**
     * What an object belongs to.
     *
     * @param object the object
     * @return its parent, or -1
     */
    public int parent(int object) {
        return tree.parent(object);
    }

    /**
     * Who wrote an object.
     *
     * @param object the object
     * @return the identity of its author, or -1
     */
    public int author(int object) {
        return authors[object];
    }

    /**
     * What an object is about.
     *
     * @param object the object
     * @return words; not to be changed
     */
    public int[] topics(int object) {
        int[] known = topics[object];
        return known == null ? NO_TOPICS : known;
    }

    /**
     * What an object is about, or if nobody has said so, what the nearest object above it is about.
     *
     * @param object the object
     * @return words; not to be changed
     */
    public int[] topicsFromAbove(int object) {
        int above = object;
        for (int level = 0; above != NONE && level <= MOST_LEVELS; level++) {
            if (topics(above).length > 0) {
                return topics(above);
            }
            above = tree.parent(above);
        }
        return NO_TOPICS;
    }

    /**
     * The nearest object of a type: an object itself, or one above it.
     *
     * @param object the object
     * @param type the word for the type
     * @return the object, or -1
     */
    public int nearest(int object, int type) {
        int above = object;
        for (int level = 0; above != NONE && level <= MOST_LEVELS; level++) {
            if (types[above] == type) {
                return above;
            }
            above = tree.parent(above);
        }
        return NONE;
    }

    /**
     * The activity about an object that was written last.
     *
     * @param object the object
     * @return its place
     */
    public long head(int object) {
        return heads[object];
    }

    /**
     * Moves the end of an object's chain.
     *
     * @param object the object
     * @param place the place of the newest activity about it
     */
    public void head(int object, long place) {
        heads[object] = place;
    }

    /**
     * Whether an object is to be seen, its parents included.
     *
     * @param object the object
     * @return whether it and all above it are live
     */
    public boolean isLive(int object) {
        int above = object;
        for (int level = 0; above != NONE && level <= MOST_LEVELS; level++) {
            if (states[above] != 0) {
                return false;
            }
            above = tree.parent(above);
        }
        return true;
    }

    /**
     * Whether an object is to be seen as far as it and its parents up to, and without, another are concerned.
     *
     * @param object the object
     * @param top an object above it, or itself
     * @return whether all below the top are live
     */
    public boolean isLiveBelow(int object, int top) {
        for (int above = object; above != top && above != NONE; above = tree.parent(above)) {
            if (states[above] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Visits an object and all below it.
     *
     * @param object the object
     * @param visitor gets each
     */
    public void visitTree(int object, IntConsumer visitor) {
        tree.visitTree(object, visitor);
    }

    /**
     * Whether nothing belongs to an object.
     *
     * @param object the object
     * @return whether nothing does
     */
    public boolean isChildless(int object) {
        return tree.isChildless(object);
    }

    /**
     * Visits what directly belongs to an object.
     *
     * @param object the object
     * @param visitor gets each
     */
    public void visitChildren(int object, IntConsumer visitor) {
        tree.visitChildren(object, visitor);
    }

    /**
     * Whether a parent could be given to an object.
     *
     * @param object the object, or -1 if it is not known yet
     * @param parent the parent, or -1 if it is not known yet
     * @return null if so; else the code of the reason why not
     */
    public @org.jspecify.annotations.Nullable String refusalOfParent(int object, int parent) {
        return tree.refusalOfParent(object, parent);
    }

    /**
     * Takes in what an activity says of its object.
     *
     * @param fact the activity, already written
     * @return what changed
     */
    public ObjectChange say(ActivityFact fact) {
        ObjectFact says = fact.says;
        int object = fact.object;
        ObjectChange change = new ObjectChange();
        if (says == null) {
            return change;
        }
        if (says.type != NONE && isNews(object, TYPE, fact) && types[object] != says.type) {
            types[object] = says.type;
            change.kind = true;
        }
        if (says.topics.length > 0 && isNews(object, TOPICS, fact) && !Arrays.equals(topics(object), says.topics)) {
            topics[object] = says.topics;
            change.kind = true;
        }
        if (says.parent != NONE && isNews(object, PARENT, fact) && tree.parent(object) != says.parent) {
            boolean wasLive = isLive(object);
            tree.move(object, says.parent);
            change.parent = true;
            change.state = wasLive != isLive(object);
        }
        if ((says.author != NONE || says.authorless)
                && isNews(object, AUTHOR, fact)
                && authors[object] != says.author) {
            authors[object] = says.author;
            change.author = true;
        }
        if (says.state != NONE && isNews(object, STATE, fact) && states[object] != says.state) {
            boolean wasLive = isLive(object);
            states[object] = (byte) says.state;
            change.state |= wasLive != isLive(object);
        }
        if (saidAt[object] == Place.NONE) {
            saidAt[object] = fact.place;
        }
        return change;
    }

    /**
     * Learns an object anew, after something that was said of it has been taken back or given back.
     *
     * @param object the object
     * @param saying the activities that say something of it and count, in time order
     * @return what changed
     */
    public ObjectChange relearn(int object, List<ActivityFact> saying) {
        ObjectChange change = new ObjectChange();
        ObjectFact all = new ObjectFact();
        all.state = 0;
        for (ActivityFact fact : saying) {
            ObjectFact says = java.util.Objects.requireNonNull(fact.says);
            all.type = says.type != NONE ? says.type : all.type;
            all.parent = says.parent != NONE ? says.parent : all.parent;
            all.author = says.author != NONE || says.authorless ? says.author : all.author;
            all.topics = says.topics.length > 0 ? says.topics : all.topics;
            all.state = says.state != NONE ? says.state : all.state;
        }
        boolean wasLive = isLive(object);
        change.kind = types[object] != all.type || !Arrays.equals(topics(object), all.topics);
        change.author = authors[object] != all.author;
        change.parent = tree.parent(object) != all.parent;
        types[object] = all.type;
        topics[object] = all.topics;
        authors[object] = all.author;
        states[object] = (byte) all.state;
        if (change.parent) {
            tree.move(object, all.parent);
        }
        change.state = wasLive != isLive(object);
        remember(object, saying);
        return change;
    }

    private void remember(int object, List<ActivityFact> saying) {
        saidAt[object] = Place.NONE;
        for (int aspect = TYPE; aspect <= STATE; aspect++) {
            saidElsewhere.remove((long) object << 3 | aspect);
            for (ActivityFact fact : saying) {
                if (says(fact, aspect)) {
                    saidElsewhere.put((long) object << 3 | aspect, fact.place);
                }
            }
        }
        if (!saying.isEmpty()) {
            saidAt[object] = saying.get(0).place;
        }
    }

    private boolean isNews(int object, int aspect, ActivityFact fact) {
        long key = (long) object << 3 | aspect;
        Long by = saidElsewhere.get(key);
        if (by == null && saidAt[object] != Place.NONE) {
            by = says(facts.activity(saidAt[object]), aspect) ? saidAt[object] : null;
        }
        if (by != null && order.compare(facts.activity(by), fact) > 0) {
            return false;
        }
        if (saidAt[object] != Place.NONE) {
            saidElsewhere.put(key, fact.place);
        }
        return true;
    }

    private static boolean says(ActivityFact fact, int aspect) {
        ObjectFact says = fact.says;
        if (says == null) {
            return false;
        }
        return switch (aspect) {
            case TYPE -> says.type != NONE;
            case PARENT -> says.parent != NONE;
            case AUTHOR -> says.author != NONE || says.authorless;
            case TOPICS -> says.topics.length > 0;
            default -> says.state != NONE;
        };
    }
}
