package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Reward;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.testkit.ParticipationBuilder;
import dev.laurel.testkit.Participations;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The plainest fold that can be: everything in memory, once, in order. No lateness, no withdrawal, no ledger. It shares
 * nothing with the runtime, so the two can be compared.
 */
final class NaiveFold {
    private final List<RewardRule> rules;
    private final Map<String, ObjectRef> objects = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();
    private final Map<String, Map<LocalDate, Map<String, Long>>> points = new HashMap<>();
    private final Map<String, Map<String, Integer>> badges = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private final Map<String, Limit> limits = new HashMap<>();

    NaiveFold(List<RewardRule> rules) {
        this.rules = rules;
        rules.forEach(rule -> rule.spec().limits().forEach(limit -> limits.put(limit.name(), limit)));
    }

    static boolean listens(RuleSpec spec, Participation participation) {
        return spec.types().contains(participation.type())
                && spec.roles().contains(participation.role())
                && (spec.objectTypes().isEmpty()
                        || participation
                                .object()
                                .filter(object -> spec.objectTypes().contains(object.type()))
                                .isPresent());
    }

    void fold(List<Activity> activities) {
        for (Activity activity : activities) {
            activity.object()
                    .filter(object -> object.type().isPresent())
                    .ifPresent(object -> objects.put(object.id(), object));
        }
        List<Activity> inOrder = new ArrayList<>(activities);
        inOrder.sort(Comparator.comparing(Activity::at)
                .thenComparing(Activity::sequence)
                .thenComparing(Activity::id));
        inOrder.forEach(this::step);
    }

    private void step(Activity activity) {
        Map<Role, String> members = new LinkedHashMap<>();
        ObjectRef object = activity.object()
                .map(ref -> objects.getOrDefault(ref.id(), ref))
                .orElse(null);
        if (object != null) {
            author(object, members, Role.AUTHOR);
            object.parent().map(objects::get).ifPresent(parent -> author(parent, members, Role.ASKER));
        }
        activity.actors().forEach((role, actor) -> members.put(role, actor.id()));
        Map<Counter, long[]> counts = new HashMap<>();
        for (RewardRule rule : rules) {
            for (Counter counter : rule.spec().counters()) {
                String subject = counter.scope() == Counter.Scope.OBJECT
                        ? activity.object().map(ObjectRef::id).orElse(null)
                        : members.get(counter.role());
                if (subject != null) {
                    counts.computeIfAbsent(counter, each -> count(each, subject, activity));
                }
            }
        }
        for (Map.Entry<Role, String> one : members.entrySet()) {
            ParticipationBuilder participation = Participations.of(activity.type(), one.getKey());
            members.forEach((role, member) -> participation.with(role, member.equals(one.getValue()) ? 1 : 2));
            if (object != null) {
                participation.about(object.type().orElse(""));
            }
            activity.amount().ifPresent(participation::amount);
            counts.forEach((counter, values) -> participation.counter(counter, values[0], values[1]));
            Participation built = participation.build();
            for (RewardRule rule : rules) {
                if (listens(rule.spec(), built)) {
                    rule.decide(participation.build(rule.spec()))
                            .rewards()
                            .forEach(reward -> grant(one.getValue(), rule, reward, activity));
                }
            }
        }
    }

    private static void author(ObjectRef object, Map<Role, String> members, Role role) {
        object.author().map(Actor::id).ifPresent(id -> members.put(role, id));
    }

    /** {@return the counter before and with an activity} */
    private long[] count(Counter counter, String subject, Activity activity) {
        String key = counter.name() + " of " + subject;
        long before = counters.getOrDefault(key, 0L);
        long after = before + counter.weights().getOrDefault(activity.type(), 0L);
        counters.put(key, after);
        return new long[] {before, after};
    }

    private void grant(String member, RewardRule rule, Reward reward, Activity activity) {
        if (reward instanceof Badge badge) {
            String once = member
                    + reward.unit()
                    + (badge.isPerObject() ? activity.object().map(ObjectRef::id) : "");
            if (held.add(once)) {
                badges.computeIfAbsent(reward.unit(), unit -> new HashMap<>()).merge(member, 1, Integer::sum);
            }
            return;
        }
        String cap = rule.spec().limits().stream()
                .filter(limit -> limit.kind() == Limit.Kind.CAP)
                .map(Limit::name)
                .findFirst()
                .orElse("");
        points.computeIfAbsent(member, id -> new TreeMap<>())
                .computeIfAbsent(activity.at().atZone(ZoneOffset.UTC).toLocalDate(), day -> new HashMap<>())
                .merge(cap, reward.amount(), Long::sum);
    }

    /** {@return what a member has, after a start of so much} */
    long balance(String member, long start) {
        long balance = start;
        for (Map<String, Long> day : points.getOrDefault(member, Map.of()).values()) {
            for (Map.Entry<String, Long> part : day.entrySet()) {
                Limit cap = limits.get(part.getKey());
                balance += cap == null ? part.getValue() : Math.min(cap.value(), part.getValue());
            }
            balance = Math.max(limits.get("at-least-one").value(), balance);
        }
        return balance;
    }

    /** {@return how often each member holds a badge} */
    Map<String, Integer> holders(String badge) {
        return badges.getOrDefault(Badge.unitOf(badge), Map.of());
    }
}
