package dev.laurel.spi.activity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * As what a member takes part in an activity. {@link #AUTHOR} and {@link #ASKER} need not be named: the community knows
 * who wrote an object and whose object it answers. A role that is named wins over one that is known.
 */
public final class Role implements Comparable<Role> {
    /** Did something on their own account: joined, visited, ordered. */
    public static final Role MEMBER = new Role("member");
    /** Wrote the object that the activity is about. */
    public static final Role AUTHOR = new Role("author");
    /** Wrote the object to which this one is an answer: its parent. */
    public static final Role ASKER = new Role("asker");
    /** Rated, voted, liked, accepted. */
    public static final Role RATER = new Role("rater");
    /** Was thanked. */
    public static final Role THANKED = new Role("thanked");
    /** Was brought in by somebody. */
    public static final Role REFERRED = new Role("referred");

    private final String name;

    private Role(String name) {
        this.name = name;
    }

    /**
     * A role by name.
     *
     * @param name lower case, words joined by hyphens
     * @return the role
     */
    public static Role of(String name) {
        return switch (Objects.requireNonNull(name, "name")) {
            case "member" -> MEMBER;
            case "author" -> AUTHOR;
            case "asker" -> ASKER;
            case "rater" -> RATER;
            case "thanked" -> THANKED;
            case "referred" -> REFERRED;
            default -> new Role(name);
        };
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Role role && role.name.equals(name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Roles are in the order of their names. */
    @Override
    public int compareTo(Role other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
