package dev.laurel.identity;

import java.util.Optional;

/**
 * Which thing an object is, out of the vault. Immutable.
 *
 * @param source the source that knows it
 * @param id the id that the source gives to it
 * @param title its title; empty if the source never said
 */
public record StoredObject(String source, String id, Optional<String> title) {

    /** {@return a text without anything personal in it} */
    @Override
    public String toString() {
        return "an object";
    }
}
