package dev.laurel.testkit;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.ObjectView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Participations and objects for tests of rules and scorers. */
public final class Participations {
    private Participations() {}

    /**
     * Starts a participation of member 1, at {@link FakeClock#START}, from the source {@code source}, about nothing.
     *
     * @param type the type of the activity
     * @param role as what the member takes part
     * @return a builder
     */
    public static ParticipationBuilder of(String type, Role role) {
        return new ParticipationBuilder(type, role);
    }

    /**
     * An object that belongs to no other.
     *
     * @param number its number
     * @param type what it is, for example {@code answer}; empty if nobody has said
     * @param topics what it is about
     * @return the object
     */
    public static ObjectView object(long number, String type, String... topics) {
        return new FakeObject(number, Objects.requireNonNull(type, "type"), List.of(topics), Optional.empty());
    }

    /**
     * The same object, as a part of another.
     *
     * @param parent what it belongs to, for example the question of an answer
     * @param object the object
     * @return a copy of the object that has this parent
     */
    public static ObjectView in(ObjectView parent, ObjectView object) {
        return new FakeObject(
                object.number(),
                object.type(),
                List.copyOf(object.topics()),
                Optional.of(Objects.requireNonNull(parent)));
    }

    private record FakeObject(long number, String type, List<String> topics, Optional<ObjectView> parent)
            implements ObjectView {}
}
