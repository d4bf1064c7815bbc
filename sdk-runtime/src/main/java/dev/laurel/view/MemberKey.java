package dev.laurel.view;

import java.util.Objects;

/**
 * How a host names a member: by an id that a source gives to them. A member may have several.
 *
 * @param source the source, as activities carry it
 * @param id the id within the source
 */
public record MemberKey(String source, String id) {
    /** Refuses nulls. */
    public MemberKey {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(id, "id");
    }

    /**
     * A key.
     *
     * @param source the source
     * @param id the id within the source
     * @return the key
     */
    public static MemberKey of(String source, String id) {
        return new MemberKey(source, id);
    }

    /** {@return a text without the person in it} */
    @Override
    public String toString() {
        return "a member of " + source;
    }
}
