package dev.laurel.identity;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Dictionary;

/**
 * Who takes part in an activity, and whether it counts, by what is known now: those it names, the author of its object,
 * the author of the object's parent. Used by the partition's thread only.
 */
public final class Participants {
    private final Identities identities;
    private final Objects objects;
    private final Withdrawals withdrawals;
    private final int author;
    private final int asker;

    /** Gets who takes part. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Somebody takes part.
         *
         * @param role the word for the role
         * @param identity the identity
         */
        void part(int role, int identity);
    }

    /**
     * Tells who takes part.
     *
     * @param dictionary words
     * @param identities who there is
     * @param objects what there is
     * @param withdrawals what has been taken back
     */
    public Participants(Dictionary dictionary, Identities identities, Objects objects, Withdrawals withdrawals) {
        this.identities = identities;
        this.objects = objects;
        this.withdrawals = withdrawals;
        this.author = dictionary.number("author");
        this.asker = dictionary.number("asker");
    }

    /** {@return the word for the role of an object's author} */
    public int author() {
        return author;
    }

    /** {@return the word for the role of the author of an object's parent} */
    public int asker() {
        return asker;
    }

    /**
     * Visits everybody who takes part.
     *
     * @param fact the activity
     * @param visitor gets each, named ones first
     */
    public void visit(ActivityFact fact, Visitor visitor) {
        boolean authorNamed = false;
        boolean askerNamed = false;
        for (int i = 0; i < fact.roles.length; i++) {
            authorNamed |= fact.roles[i] == author;
            askerNamed |= fact.roles[i] == asker;
            if (fact.identities[i] >= 0) {
                visitor.part(fact.roles[i], fact.identities[i]);
            }
        }
        if (fact.object < 0) {
            return;
        }
        if (!authorNamed && objects.author(fact.object) >= 0) {
            visitor.part(author, objects.author(fact.object));
        }
        int parent = objects.parent(fact.object);
        if (!askerNamed && parent >= 0 && objects.author(parent) >= 0) {
            visitor.part(asker, objects.author(parent));
        }
    }

    /**
     * Who has a role.
     *
     * @param fact the activity
     * @param role the word for the role
     * @return the identity, or -1
     */
    public int holder(ActivityFact fact, int role) {
        for (int i = 0; i < fact.roles.length; i++) {
            if (fact.roles[i] == role) {
                return fact.identities[i];
            }
        }
        if (fact.object < 0) {
            return -1;
        }
        if (role == author) {
            return objects.author(fact.object);
        }
        int parent = role == asker ? objects.parent(fact.object) : -1;
        return parent < 0 ? -1 : objects.author(parent);
    }

    /**
     * Which member has a role.
     *
     * @param fact the activity
     * @param role the word for the role
     * @return the identity that names the member, or -1
     */
    public int member(ActivityFact fact, int role) {
        int identity = holder(fact, role);
        return identity < 0 ? -1 : identities.member(identity);
    }

    /**
     * Whether an activity counts: not taken back, and its object is to be seen.
     *
     * @param fact the activity
     * @return whether it counts
     */
    public boolean counts(ActivityFact fact) {
        return !withdrawals.isWithdrawn(fact.number) && (fact.object < 0 || objects.isLive(fact.object));
    }
}
