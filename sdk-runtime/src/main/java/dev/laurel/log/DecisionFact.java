package dev.laurel.log;

import java.util.List;

/**
 * A decision: something that Laurel or a person decided, with its result, never derived again.
 *
 * @param kind what was decided; a stable word such as {@code merge}
 * @param at when, in microseconds since 1970
 * @param numbers its numbers, in an order that the kind fixes
 * @param texts its texts, in an order that the kind fixes; never personal data
 */
public record DecisionFact(String kind, long at, List<Long> numbers, List<String> texts) {}
