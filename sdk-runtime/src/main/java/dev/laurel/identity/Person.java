package dev.laurel.identity;

import java.util.Map;
import java.util.Optional;

/**
 * Who an identity is, out of the vault. Everything here is personal data: show it, do not keep it. Immutable.
 *
 * @param source the source that knows them
 * @param id the id that the source gives to them
 * @param name what others read; empty if the source never said
 * @param attributes further personal data
 */
public record Person(String source, String id, Optional<String> name, Map<String, String> attributes) {

    /** Copies the attributes. */
    public Person {
        attributes = Map.copyOf(attributes);
    }

    /** {@return a text without the person in it} */
    @Override
    public String toString() {
        return "a person";
    }
}
