package dev.laurel.spi.reward;

import dev.laurel.spi.Incubating;
import dev.laurel.spi.activity.Actor;
import java.util.Locale;
import java.util.Objects;

/** Something to tell a member. Its id stays the same when it is sent again. Immutable. */
@Incubating
public final class Notification {
    private final String id;
    private final Actor recipient;
    private final Locale locale;
    private final Words words;

    private Notification(String id, Actor recipient, Locale locale, Words words) {
        this.id = Objects.requireNonNull(id, "id");
        this.recipient = Objects.requireNonNull(recipient, "recipient");
        this.locale = Objects.requireNonNull(locale, "locale");
        this.words = Objects.requireNonNull(words, "words");
    }

    /**
     * A notification.
     *
     * @param id unique within the community
     * @param recipient whom to tell
     * @param locale the language the recipient reads
     * @param words what to tell
     * @return the notification
     */
    public static Notification of(String id, Actor recipient, Locale locale, Words words) {
        return new Notification(id, recipient, locale, words);
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return whom to tell} */
    public Actor recipient() {
        return recipient;
    }

    /** {@return the language the recipient reads} */
    public Locale locale() {
        return locale;
    }

    /** {@return what to tell} */
    public Words words() {
        return words;
    }

    @Override
    public String toString() {
        return "notification " + id;
    }
}
