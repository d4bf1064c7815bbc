package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Scenario.Worth;

/**
 * Something that was written or shown in a conversation.
 *
 * @param id its id
 * @param type for example {@code answer}
 * @param author who
 * @param worth what it is worth to others
 */
record Post(String id, String type, Person author, Worth worth) {}
