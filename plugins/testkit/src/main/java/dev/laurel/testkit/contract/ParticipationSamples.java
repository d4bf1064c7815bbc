package dev.laurel.testkit.contract;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.testkit.FakeClock;
import dev.laurel.testkit.ParticipationBuilder;
import dev.laurel.testkit.Participations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Participations of all shapes that a rule may be asked about; the same ones each time. */
final class ParticipationSamples {
    private static final long SELF = 1;
    private static final int COMBINED = 64;
    private static final long[] AMOUNTS = {0, 1, -1, 50, 100_000, 1_000_000_000_000L};
    private static final long[] HEIGHTS = {-1, 0, 1, 2, 3, 5, 7, 10, 20, 24, 25, 50, 100, 200, 500, 1_000, 1_000_000};

    private final RuleSpec spec;
    private final Set<Role> roles = new LinkedHashSet<>();

    private ParticipationSamples(RuleSpec spec) {
        this.spec = spec;
        roles.add(Role.MEMBER);
        roles.add(Role.AUTHOR);
        roles.add(Role.ASKER);
        roles.add(Role.RATER);
        roles.add(Role.THANKED);
        roles.add(Role.REFERRED);
        roles.addAll(spec.roles());
        spec.counters().forEach(counter -> roles.add(counter.role()));
        spec.counters().forEach(counter -> roles.add(counter.counterpart()));
    }

    /** {@return samples of all types and roles that a rule declares} */
    static List<ParticipationBuilder> of(RuleSpec spec) {
        ParticipationSamples samples = new ParticipationSamples(spec);
        List<ParticipationBuilder> all = new ArrayList<>();
        for (String type : spec.types()) {
            for (Role role : spec.roles()) {
                samples.add(all, type, role);
            }
        }
        return all;
    }

    private void add(List<ParticipationBuilder> all, String type, Role role) {
        ParticipationBuilder bare = Participations.of(type, role);
        if (!spec.objectTypes().isEmpty()) {
            bare.about(spec.objectTypes().iterator().next());
        }
        all.add(bare);
        for (ObjectView object : objects()) {
            all.add(bare.copy().about(object));
        }
        for (long amount : AMOUNTS) {
            all.add(bare.copy().amount(amount));
        }
        for (long height : HEIGHTS) {
            all.add(reaching(bare.copy(), height).amount(height));
        }
        ParticipationBuilder among = bare.copy();
        ParticipationBuilder alone = bare.copy();
        for (Role other : roles) {
            all.add(bare.copy().with(other, SELF + 1));
            all.add(bare.copy().with(other, SELF));
            among.with(other, SELF + 1);
            alone.with(other, SELF);
        }
        all.add(among);
        all.add(alone);
        Random random = new Random(type.hashCode() * 31L + role.hashCode());
        for (int i = 0; i < COMBINED; i++) {
            all.add(combined(bare.copy(), random));
        }
    }

    private ParticipationBuilder combined(ParticipationBuilder sample, Random random) {
        List<ObjectView> objects = objects();
        sample.about(objects.get(random.nextInt(objects.size())));
        if (random.nextBoolean()) {
            sample.amount(AMOUNTS[random.nextInt(AMOUNTS.length)]);
        }
        for (Role other : roles) {
            if (random.nextBoolean()) {
                sample.with(other, SELF + random.nextInt(3));
            }
        }
        sample.at(FakeClock.START.plus(Duration.ofMinutes(random.nextInt(1_000_000))));
        return reaching(sample, HEIGHTS[random.nextInt(HEIGHTS.length)]);
    }

    /** All counters rise to a height with this participation. */
    private ParticipationBuilder reaching(ParticipationBuilder sample, long height) {
        for (Counter counter : spec.counters()) {
            sample.counter(counter, height - 1, height);
        }
        return sample;
    }

    private List<ObjectView> objects() {
        List<ObjectView> objects = new ArrayList<>();
        Set<String> types =
                spec.objectTypes().isEmpty() ? Set.of("", "question", "answer", "product") : spec.objectTypes();
        for (String type : types) {
            ObjectView plain = Participations.object(7, type);
            objects.add(plain);
            objects.add(Participations.object(8, type, "billing", "roaming"));
            objects.add(Participations.in(Participations.object(9, "question", "billing"), plain));
            objects.add(Participations.in(Participations.object(10, ""), plain));
        }
        return objects;
    }
}
