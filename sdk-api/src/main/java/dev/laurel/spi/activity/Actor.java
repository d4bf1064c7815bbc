package dev.laurel.spi.activity;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, as a source knows them. Everything here is personal data: the community keeps it in its vault, encrypted
 * under a key of the member's own, and facts carry a number in its stead. Immutable.
 */
public final class Actor {
    private final String id;
    private final Optional<String> name;
    private final Map<String, String> attributes;

    private Actor(String id, Optional<String> name, Map<String, String> attributes) {
        this.id = id;
        this.name = name;
        this.attributes = attributes;
    }

    /**
     * Somebody, by the id that the source gives to them.
     *
     * @param id the id, unique within the source
     * @return the actor
     */
    public static Actor of(String id) {
        return new Actor(Objects.requireNonNull(id, "id"), Optional.empty(), Map.of());
    }

    /**
     * The same actor with a name to show.
     *
     * @param name what others read
     * @return a copy
     */
    public Actor named(String name) {
        return new Actor(id, Optional.of(Objects.requireNonNull(name, "name")), attributes);
    }

    /**
     * The same actor with one more attribute, for example a language.
     *
     * @param key lower case, words joined by hyphens
     * @param value the value
     * @return a copy
     */
    public Actor with(String key, String value) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return new Actor(id, name, Collections.unmodifiableMap(all));
    }

    /** {@return the id that the source gives to them} */
    public String id() {
        return id;
    }

    /** {@return what others read} */
    public Optional<String> name() {
        return name;
    }

    /** {@return further personal data, in the order of the keys} */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** {@return whether the other has the same id, name and attributes} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Actor actor
                && actor.id.equals(id)
                && actor.name.equals(name)
                && actor.attributes.equals(attributes);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** {@return a text without the person in it} */
    @Override
    public String toString() {
        return "an actor";
    }
}
