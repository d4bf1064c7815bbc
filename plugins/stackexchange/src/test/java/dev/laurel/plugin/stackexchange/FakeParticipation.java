package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A participation that is what a test says it is. */
final class FakeParticipation implements Participation {
    private final String type;
    private final Role role;
    private final Map<Role, Long> members = new HashMap<>();
    private final Map<String, Long> before = new HashMap<>();
    private final Map<String, Long> after = new HashMap<>();
    private Optional<ObjectView> object = Optional.empty();
    private OptionalLong amount = OptionalLong.empty();

    private FakeParticipation(String type, Role role) {
        this.type = type;
        this.role = role;
        members.put(role, 1L);
    }

    static FakeParticipation of(String type, Role role) {
        return new FakeParticipation(type, role);
    }

    /** Somebody in a further role; the member itself is number 1. */
    FakeParticipation with(Role other, long member) {
        members.put(other, member);
        return this;
    }

    FakeParticipation about(String objectType) {
        object = Optional.of(new FakeObject(objectType));
        return this;
    }

    FakeParticipation amount(long value) {
        amount = OptionalLong.of(value);
        return this;
    }

    FakeParticipation counter(String name, long valueBefore, long valueAfter) {
        before.put(name, valueBefore);
        after.put(name, valueAfter);
        return this;
    }

    private record FakeMember(long number) implements MemberView {}

    private record FakeObject(String type) implements ObjectView {
        @Override
        public long number() {
            return 1;
        }

        @Override
        public List<String> topics() {
            return List.of();
        }

        @Override
        public Optional<ObjectView> parent() {
            return Optional.empty();
        }
    }

    @Override
    public Instant at() {
        return Instant.EPOCH;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String source() {
        return "site";
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public MemberView member() {
        return new FakeMember(1);
    }

    @Override
    public Optional<ObjectView> object() {
        return object;
    }

    @Override
    public OptionalLong amount() {
        return amount;
    }

    @Override
    public Optional<Object> attribute(String key) {
        return Optional.empty();
    }

    @Override
    public Optional<MemberView> counterpart(Role other) {
        return Optional.ofNullable(members.get(other)).map(FakeMember::new);
    }

    @Override
    public boolean alsoAs(Role other) {
        return Long.valueOf(1).equals(members.get(other));
    }

    @Override
    public long before(Counter counter) {
        return value(before, counter);
    }

    @Override
    public long after(Counter counter) {
        return value(after, counter);
    }

    private static long value(Map<String, Long> values, Counter counter) {
        Long value = values.get(counter.name());
        if (value == null) {
            throw new IllegalArgumentException("nothing was said of the counter " + counter.name());
        }
        return value;
    }

    @Override
    public Optional<String> timer() {
        return Optional.empty();
    }
}
