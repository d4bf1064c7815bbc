package dev.laurel.view;

import java.util.Objects;
import java.util.Optional;

/**
 * Who sends a request, as the host knows them. Immutable.
 *
 * @param kind what they may do at the most
 * @param community the community of a guest or member; empty for others
 * @param member the member, for a member
 */
public record Caller(Kind kind, String community, Optional<MemberKey> member) {

    /** What callers there are, each may do what those before may. */
    public enum Kind {
        /** Nobody the host knows: may load what is the same for everybody, such as the widgets. */
        NOBODY,
        /** A visitor of a community's pages: may read what the community shows, such as leaderboards. */
        GUEST,
        /** A member of a community: may read what is said of them. */
        MEMBER,
        /** Works for whoever runs the communities, or is the host itself: may do everything. */
        OPERATOR
    }

    /** Checks the parts. */
    public Caller {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(community, "community");
        Objects.requireNonNull(member, "member");
        if ((kind == Kind.MEMBER) != member.isPresent()) {
            throw new IllegalArgumentException("a member, and nobody else, has a key");
        }
    }

    /** {@return nobody the host knows} */
    public static Caller nobody() {
        return new Caller(Kind.NOBODY, "", Optional.empty());
    }

    /**
     * A visitor of a community's pages.
     *
     * @param community the community
     * @return the caller
     */
    public static Caller guest(String community) {
        return new Caller(Kind.GUEST, community, Optional.empty());
    }

    /**
     * A member of a community, whom the host has made sure of.
     *
     * @param community the community
     * @param key one of their ids
     * @return the caller
     */
    public static Caller member(String community, MemberKey key) {
        return new Caller(Kind.MEMBER, community, Optional.of(key));
    }

    /** {@return somebody who may do everything} */
    public static Caller operator() {
        return new Caller(Kind.OPERATOR, "", Optional.empty());
    }

    /** {@return what they are, without the person in it} */
    @Override
    public String toString() {
        return kind + (community.isEmpty() ? "" : " of " + community);
    }
}
