package dev.laurel.view;

import java.time.Instant;

/**
 * Something that could not be taken in.
 *
 * @param source the connector instance it came from
 * @param position where it stands in the source
 * @param code why, upper case, words joined by underscores
 * @param reason what is wrong and what to do; no personal data
 * @param at when it was put aside
 */
public record DeadLetter(String source, String position, String code, String reason, Instant at) {}
