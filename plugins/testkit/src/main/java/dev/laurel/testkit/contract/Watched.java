package dev.laurel.testkit.contract;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A participation that notes which counters were asked for that it does not have, and may have any attribute. */
final class Watched implements Participation {
    private final Participation inner;
    private final Optional<Object> everyAttribute;
    private final Set<String> undeclared = new TreeSet<>();

    /**
     * A participation.
     *
     * @param inner what it is
     * @param everyAttribute the value of every attribute that it does not have
     */
    Watched(Participation inner, Optional<Object> everyAttribute) {
        this.inner = inner;
        this.everyAttribute = everyAttribute;
    }

    Set<String> undeclared() {
        return undeclared;
    }

    @Override
    public Instant at() {
        return inner.at();
    }

    @Override
    public String type() {
        return inner.type();
    }

    @Override
    public String source() {
        return inner.source();
    }

    @Override
    public Role role() {
        return inner.role();
    }

    @Override
    public MemberView member() {
        return inner.member();
    }

    @Override
    public Optional<ObjectView> object() {
        return inner.object();
    }

    @Override
    public OptionalLong amount() {
        return inner.amount();
    }

    @Override
    public Optional<Object> attribute(String key) {
        return inner.attribute(key).or(() -> everyAttribute);
    }

    @Override
    public Optional<MemberView> counterpart(Role role) {
        return inner.counterpart(role);
    }

    @Override
    public boolean alsoAs(Role role) {
        return inner.alsoAs(role);
    }

    @Override
    public long before(Counter counter) {
        try {
            return inner.before(counter);
        } catch (IllegalArgumentException e) {
            undeclared.add(counter.name());
            throw e;
        }
    }

    @Override
    public long after(Counter counter) {
        try {
            return inner.after(counter);
        } catch (IllegalArgumentException e) {
            undeclared.add(counter.name());
            throw e;
        }
    }

    @Override
    public Optional<String> timer() {
        return inner.timer();
    }

    @Override
    public String toString() {
        return inner + everyAttribute.map(value -> " every attribute " + value).orElse("");
    }
}
