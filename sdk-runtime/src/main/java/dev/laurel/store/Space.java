package dev.laurel.store;

/** Kinds of page. The numbers are in files: they never change. */
public enum Space {
    /** Small facts about the community as a whole: schema, secrets, dictionaries. */
    META(1),
    /** Where connector instances stopped reading. */
    CURSOR(2),
    /** Checkpoints of the table of identities, by chunk. */
    IDENTITY(3),
    /** Checkpoints of the table of objects, by chunk. */
    OBJECT(4),
    /** Checkpoints of remembered ids, by chunk of activity numbers. */
    IDS(5),
    /** Sorted runs of remembered ids that no longer fit in memory. */
    ID_RUN(6),
    /** Checkpoints of what members' folds remember, by chunk. */
    MEMBER(7),
    /** What the vault knows of an identity, encrypted under the identity's key. */
    VAULT_IDENTITY(8),
    /** What the vault knows of an object, encrypted under its author's key. */
    VAULT_OBJECT(9),
    /** Free text of activities, encrypted under the writer's key. */
    VAULT_TEXT(10),
    /** The keys of identities. */
    VAULT_KEY(11),
    /** What could not be taken in. */
    DEAD_LETTER(12);

    private final int number;

    Space(int number) {
        this.number = number;
    }

    /** The name of the kind with a number, in words about a file that may hold any number. */
    static String name(long number) {
        for (Space space : values()) {
            if (space.number == number) {
                return space.name();
            }
        }
        return "of unknown kind " + number;
    }

    /** {@return the number that stands for it in files} */
    public int number() {
        return number;
    }
}
