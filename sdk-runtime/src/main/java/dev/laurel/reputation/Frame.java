package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Calendar;
import dev.laurel.reputation.Plan.Rule;
import dev.laurel.reputation.Plan.Slot;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A participation as a rule sees it. One object, filled anew for each: rules must not keep it. */
final class Frame implements Participation {
    private static final long UNTOUCHED = Long.MIN_VALUE;

    private final Surroundings around;
    private final Calendar calendar;
    private final long[] before;
    private final long[] objectBefore;
    private final long[] objectAfter;
    private ActivityFact fact = new ActivityFact();
    private MemberState state;
    private int role;
    private int member;
    private long at;
    private @Nullable String timer;
    private @Nullable Rule rule;

    Frame(Surroundings around, Plan plan, Calendar calendar) {
        this.around = around;
        this.calendar = calendar;
        this.state = new MemberState(plan);
        this.before = new long[plan.memberSlots.size()];
        this.objectBefore = new long[plan.objectSlots.size()];
        this.objectAfter = new long[plan.objectSlots.size()];
    }

    void set(ActivityFact fact, MemberState state, int role, int member) {
        this.fact = fact;
        this.state = state;
        this.role = role;
        this.member = member;
        this.at = fact.at;
        this.timer = null;
        Arrays.fill(before, UNTOUCHED);
    }

    void dueAt(long when, String key) {
        this.at = when;
        this.timer = key;
    }

    void asking(Rule asked) {
        this.rule = asked;
    }

    /** Notes what a counter was before this participation touched it. */
    void touched(Slot slot, long was) {
        before[slot.index()] = was;
    }

    /** Fills in one counter of the object, before and after. */
    void object(int slot, long was, long is) {
        objectBefore[slot] = was;
        objectAfter[slot] = is;
    }

    /** Fills in the counters of the object, before and after. */
    void object(long @Nullable [] was, long @Nullable [] is) {
        for (int i = 0; i < objectBefore.length; i++) {
            objectBefore[i] = was == null ? 0 : was[i];
            objectAfter[i] = is == null ? 0 : is[i];
        }
    }

    @Override
    public Instant at() {
        return Instant.ofEpochSecond(Math.floorDiv(at, 1_000_000L), Math.floorMod(at, 1_000_000L) * 1_000);
    }

    @Override
    public String type() {
        return around.dictionary().word(fact.type);
    }

    @Override
    public String source() {
        return around.dictionary().word(fact.source);
    }

    @Override
    public Role role() {
        return Role.of(around.dictionary().word(role));
    }

    @Override
    public MemberView member() {
        return new Somebody(member);
    }

    @Override
    public Optional<ObjectView> object() {
        return fact.object < 0 ? Optional.empty() : Optional.of(new Something(around, fact.object));
    }

    @Override
    public OptionalLong amount() {
        return fact.hasAmount ? OptionalLong.of(fact.amount) : OptionalLong.empty();
    }

    @Override
    public Optional<Object> attribute(String key) {
        return Optional.ofNullable(fact.attributes.get(key));
    }

    @Override
    public Optional<MemberView> counterpart(Role other) {
        int holder = holder(other);
        return holder < 0 ? Optional.empty() : Optional.of(new Somebody(holder));
    }

    @Override
    public boolean alsoAs(Role other) {
        return holder(other) == member;
    }

    private int holder(Role other) {
        int word = around.dictionary().find(other.name());
        return word < 0 ? -1 : around.participants().member(fact, word);
    }

    @Override
    public long before(Counter counter) {
        Slot slot = slot(counter);
        if (slot.isOfObject()) {
            return objectBefore[slot.index()];
        }
        long was = before[slot.index()];
        return was != UNTOUCHED ? was : value(slot);
    }

    @Override
    public long after(Counter counter) {
        Slot slot = slot(counter);
        return slot.isOfObject() ? objectAfter[slot.index()] : value(slot);
    }

    private long value(Slot slot) {
        long key = Keys.key(slot.counter(), fact, around);
        Cell cell = key == Keys.NONE ? null : state.known(slot, key);
        return cell == null ? 0 : cell.value(calendar, at);
    }

    private Slot slot(Counter counter) {
        Slot slot = rule == null ? null : rule.slot(counter);
        if (slot == null) {
            throw new IllegalArgumentException("the rule reads the counter " + counter.name()
                    + " but does not declare it: add reads(...) to its spec");
        }
        return slot;
    }

    @Override
    public Optional<String> timer() {
        return Optional.ofNullable(timer);
    }

    private record Somebody(long number) implements MemberView {}

    private record Something(Surroundings around, int object) implements ObjectView {
        @Override
        public long number() {
            return object;
        }

        @Override
        public String type() {
            int type = around.objects().type(object);
            return type < 0 ? "" : around.dictionary().word(type);
        }

        @Override
        public List<String> topics() {
            List<String> topics = new ArrayList<>();
            for (int topic : around.objects().topics(object)) {
                topics.add(around.dictionary().word(topic));
            }
            return topics;
        }

        @Override
        public Optional<ObjectView> parent() {
            int parent = around.objects().parent(object);
            return parent < 0 ? Optional.empty() : Optional.of(new Something(around, parent));
        }
    }
}
