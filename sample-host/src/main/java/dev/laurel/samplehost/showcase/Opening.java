package dev.laurel.samplehost.showcase;

import java.time.Instant;
import java.util.Map;

/**
 * How a conversation begins.
 *
 * @param starter who begins it
 * @param at when; everybody in it has joined by then
 * @param given values that are decided already, by name
 */
record Opening(Person starter, Instant at, Map<String, String> given) {}
