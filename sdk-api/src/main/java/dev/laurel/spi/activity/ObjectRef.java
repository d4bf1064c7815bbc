package dev.laurel.spi.activity;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A thing that activities are about: a question, an answer, a review, a product, an idea. A reference may be bare, the
 * id alone, or say what is known of the object; the latest that is said counts, whenever it arrives. Immutable.
 */
public final class ObjectRef {
    private final String id;
    private final Optional<String> type;
    private final Optional<String> parent;
    private final Optional<Actor> author;
    private final boolean authorless;
    private final List<String> topics;
    private final Optional<ObjectState> state;
    private final Optional<String> title;

    private ObjectRef(Builder builder) {
        this.id = builder.id;
        this.type = builder.type;
        this.parent = builder.parent;
        this.author = builder.author;
        this.authorless = builder.authorless;
        this.topics = builder.topics;
        this.state = builder.state;
        this.title = builder.title;
    }

    /**
     * An object about which nothing further is said.
     *
     * @param id the id that the source gives to it, unique within the source
     * @return the reference
     */
    public static ObjectRef of(String id) {
        return new Builder(id).build();
    }

    /**
     * Starts to say what is known of an object.
     *
     * @param id the id that the source gives to it, unique within the source
     * @param type what it is, for example {@code question}
     * @return a builder
     */
    public static Builder of(String id, String type) {
        Builder builder = new Builder(id);
        builder.type = Optional.of(Objects.requireNonNull(type, "type"));
        return builder;
    }

    /** {@return the id that the source gives to it} */
    public String id() {
        return id;
    }

    /** {@return what it is; empty if not said} */
    public Optional<String> type() {
        return type;
    }

    /** {@return the id of the object it belongs to, from the same source; empty if not said} */
    public Optional<String> parent() {
        return parent;
    }

    /** {@return who wrote it; empty if not said} */
    public Optional<Actor> author() {
        return author;
    }

    /** {@return whether it is said that the object belongs to nobody, as a community wiki does} */
    public boolean authorless() {
        return authorless;
    }

    /** {@return what it is about; empty if not said} */
    public List<String> topics() {
        return topics;
    }

    /** {@return whether it is to be seen; empty if not said} */
    public Optional<ObjectState> state() {
        return state;
    }

    /** {@return its title; kept in the vault with its author} */
    public Optional<String> title() {
        return title;
    }

    /** {@return whether the other names the same object and says the same of it} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectRef object && object.parts().equals(parts());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** {@return the id; neither author nor title} */
    @Override
    public String toString() {
        return "object " + id;
    }

    private List<Object> parts() {
        return List.of(id, type, parent, author, authorless, topics, state, title);
    }

    /** Collects what is known of an object. Not safe for use by several threads. */
    public static final class Builder {
        private final String id;
        private Optional<String> type = Optional.empty();
        private Optional<String> parent = Optional.empty();
        private Optional<Actor> author = Optional.empty();
        private boolean authorless;
        private List<String> topics = List.of();
        private Optional<ObjectState> state = Optional.empty();
        private Optional<String> title = Optional.empty();

        private Builder(String id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        /**
         * The object it belongs to: the question of an answer, the topic of a post. States are inherited from it.
         *
         * @param parentId the id of an object of the same source
         * @return this
         */
        public Builder in(String parentId) {
            this.parent = Optional.of(Objects.requireNonNull(parentId, "parentId"));
            return this;
        }

        /**
         * Who wrote it.
         *
         * @param author the author
         * @return this
         */
        public Builder by(Actor author) {
            this.author = Optional.of(Objects.requireNonNull(author, "author"));
            this.authorless = false;
            return this;
        }

        /**
         * Says that it belongs to nobody.
         *
         * @return this
         */
        public Builder byNobody() {
            this.author = Optional.empty();
            this.authorless = true;
            return this;
        }

        /**
         * What it is about.
         *
         * @param topics short names
         * @return this
         */
        public Builder topics(List<String> topics) {
            this.topics = List.copyOf(topics);
            return this;
        }

        /**
         * Whether it is to be seen.
         *
         * @param state its state from the activity's time on
         * @return this
         */
        public Builder state(ObjectState state) {
            this.state = Optional.of(Objects.requireNonNull(state, "state"));
            return this;
        }

        /**
         * Its title.
         *
         * @param title free text
         * @return this
         */
        public Builder title(String title) {
            this.title = Optional.of(Objects.requireNonNull(title, "title"));
            return this;
        }

        /**
         * Makes the reference.
         *
         * @return the reference
         */
        public ObjectRef build() {
            return new ObjectRef(this);
        }
    }
}
