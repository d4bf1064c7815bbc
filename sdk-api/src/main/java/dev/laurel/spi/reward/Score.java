package dev.laurel.spi.reward;

import dev.laurel.spi.Incubating;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a participation adds to a score of its member or its object. Immutable. */
@Incubating
public final class Score {

    /** Of what a score speaks. */
    public enum Subject {
        /** The member of the participation. */
        MEMBER,
        /** The object of the participation. */
        OBJECT
    }

    private final Subject subject;
    private final String name;
    private final double value;

    private Score(Subject subject, String name, double value) {
        this.subject = subject;
        this.name = Objects.requireNonNull(name, "name");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("score " + name + " is a finite number, not " + value);
        }
        this.value = value;
    }

    /**
     * Adds to a score of the member.
     *
     * @param name kebab-case
     * @param value what to add; finite
     * @return the score
     */
    public static Score ofMember(String name, double value) {
        return new Score(Subject.MEMBER, name, value);
    }

    /**
     * Adds to a score of the object.
     *
     * @param name kebab-case
     * @param value what to add; finite
     * @return the score
     */
    public static Score ofObject(String name, double value) {
        return new Score(Subject.OBJECT, name, value);
    }

    /** {@return of what it speaks} */
    public Subject subject() {
        return subject;
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return what it adds} */
    public double value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Score score
                && score.subject == subject
                && score.name.equals(name)
                && Double.compare(score.value, value) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, name, value);
    }

    @Override
    public String toString() {
        return value + " to " + name + " of " + subject;
    }
}
