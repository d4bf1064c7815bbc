package dev.laurel.identity;

/** What an activity changed in what is known of its object. */
public final class ObjectChange {
    boolean author;
    boolean parent;
    boolean state;
    boolean kind;

    ObjectChange() {}

    /** {@return whether somebody else is the author now} */
    public boolean isOfAuthor() {
        return author;
    }

    /** {@return whether it belongs to something else now} */
    public boolean isOfParent() {
        return parent;
    }

    /** {@return whether it is seen now and was not before, or the other way round} */
    public boolean isOfState() {
        return state;
    }

    /** {@return whether its type or topics are others now} */
    public boolean isOfKind() {
        return kind;
    }

    /** {@return whether anything changed} */
    public boolean isAny() {
        return author || parent || state || kind;
    }
}
