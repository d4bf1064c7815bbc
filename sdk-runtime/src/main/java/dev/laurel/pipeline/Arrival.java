package dev.laurel.pipeline;

/** How an activity came in. */
enum Arrival {
    /** A host recorded it, under a source that it names itself. */
    RECORDED,
    /** A connector brought it, as it happened. */
    PULLED,
    /** A connector brought it with history that is still coming in, to be judged when it is complete. */
    HISTORY
}
