package dev.laurel.view;

/** Which ranks equal scores have. */
public enum Ties {
    /** Equal scores share a rank, and as many ranks are left out after them: 1, 2, 2, 4. */
    COMPETITION,
    /** Equal scores share a rank, and none is left out: 1, 2, 2, 3. */
    DENSE,
    /** Nobody shares a rank: of equal scores the one known for longer comes first: 1, 2, 3, 4. */
    ORDINAL
}
