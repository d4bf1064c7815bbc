package dev.laurel.pipeline;

import dev.laurel.pipeline.Oracle.Part;
import dev.laurel.pipeline.Oracle.Thing;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Reward;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One member's part of the oracle: goes through what the member took part in, in time order, and asks every rule. */
final class OracleFold {
    private record Timer(Instant at, int rule, String key, Part part) {}

    private record Given(String unit, long amount, Instant at, int rule) {}

    private final Oracle oracle;
    private final HouseRules rules;
    private final String member;
    private final List<Part> parts;
    private final List<Part> past = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();
    private final Map<String, List<Instant>> times = new TreeMap<>();
    private final Set<String> badges = new HashSet<>();

    OracleFold(Oracle oracle, HouseRules rules, String member, List<Part> parts) {
        this.oracle = oracle;
        this.rules = rules;
        this.member = member;
        this.parts = parts;
    }

    Map<String, Long> run(Instant horizon) {
        for (Part part : parts) {
            fire(Oracle.of(part).at());
            past.add(part);
            for (int rule = 0; rule < rules.list().size(); rule++) {
                RuleSpec spec = rules.list().get(rule).spec();
                if (spec.types().contains(Oracle.of(part).type())
                        && spec.roles().contains(part.role())
                        && isAbout(spec, part)) {
                    ask(rule, new View(part, Oracle.of(part).at(), null));
                }
            }
        }
        fire(horizon);
        return sums();
    }

    private boolean isAbout(RuleSpec spec, Part part) {
        Thing thing = oracle.thing(Oracle.thingKey(part.sent()));
        return spec.objectTypes().isEmpty()
                || (thing != null && spec.objectTypes().contains(thing.type));
    }

    private void fire(Instant by) {
        while (true) {
            Timer next = timers.stream()
                    .filter(timer -> !timer.at.isAfter(by))
                    .min(Comparator.comparing(Timer::at).thenComparing(Timer::rule))
                    .orElse(null);
            if (next == null) {
                return;
            }
            timers.remove(next);
            ask(next.rule, new View(next.part, next.at, next.key));
        }
    }

    private void ask(int index, View view) {
        HouseRules.Rule rule = rules.list().get(index);
        Decision decision = rule.says().apply(view);
        List<Reward> rewards = decision.rewards().stream()
                .filter(reward -> isNew(reward, view))
                .toList();
        if (!rewards.isEmpty() && isWithinTimes(rule.spec(), view.at)) {
            for (Reward reward : rewards) {
                given.add(new Given(reward.unit(), reward.amount(), view.at, index));
                if (reward instanceof Badge) {
                    badges.add(reward.unit());
                    badges.add(reward.unit() + " " + Oracle.thingKey(view.part.sent()));
                }
            }
        }
        decision.wakes().forEach(wake -> timers.add(new Timer(wake.at(), index, wake.key(), view.part)));
    }

    private boolean isNew(Reward reward, View view) {
        if (reward instanceof Badge badge) {
            String thing = Oracle.thingKey(view.part.sent());
            return !badges.contains(badge.isPerObject() && thing != null ? reward.unit() + " " + thing : reward.unit());
        }
        return reward.amount() != 0;
    }

    private boolean isWithinTimes(RuleSpec spec, Instant at) {
        List<Limit> limits = spec.limits().stream()
                .filter(limit -> limit.kind() == Limit.Kind.TIMES)
                .toList();
        for (Limit limit : limits) {
            long used = times.getOrDefault(limit.name(), List.of()).stream()
                    .filter(one -> isWithin(limit.window(), one, at))
                    .count();
            if (used >= limit.value()) {
                return false;
            }
        }
        limits.forEach(limit ->
                times.computeIfAbsent(limit.name(), key -> new ArrayList<>()).add(at));
        return true;
    }

    private Map<String, Long> sums() {
        Map<String, Long> sums = new TreeMap<>();
        given.forEach(one -> sums.merge(one.unit, one.amount, Long::sum));
        Map<String, Limit> limits = new TreeMap<>();
        rules.list().forEach(rule -> rule.spec().limits().forEach(limit -> limits.put(limit.name(), limit)));
        Map<LocalDate, Long> capped = new TreeMap<>();
        for (Limit limit : limits.values()) {
            if (limit.kind() == Limit.Kind.CAP) {
                cap(limit).forEach((day, off) -> {
                    capped.merge(day, off, Long::sum);
                    sums.merge("points/" + limit.currency(), off, Long::sum);
                });
            }
        }
        for (Limit limit : limits.values()) {
            if (limit.kind() == Limit.Kind.FLOOR) {
                sums.merge("points/" + limit.currency(), lift(limit, capped), Long::sum);
            }
        }
        return sums;
    }

    /** {@return what a cap takes off, by the day; only caps a day are in use} */
    private Map<LocalDate, Long> cap(Limit cap) {
        Map<LocalDate, Long> days = given.stream()
                .filter(one -> one.unit.equals("points/" + cap.currency())
                        && rules.list().get(one.rule).spec().limits().contains(cap))
                .collect(
                        Collectors.groupingBy(one -> day(one.at), TreeMap::new, Collectors.summingLong(Given::amount)));
        days.replaceAll((day, sum) -> Math.min(0, cap.value() - sum));
        return days;
    }

    private long lift(Limit floor, Map<LocalDate, Long> capped) {
        Map<LocalDate, Long> days = given.stream()
                .filter(one -> one.unit.equals("points/" + floor.currency()))
                .collect(
                        Collectors.groupingBy(one -> day(one.at), TreeMap::new, Collectors.summingLong(Given::amount)));
        long balance = 0;
        long lifted = 0;
        for (Map.Entry<LocalDate, Long> day : days.entrySet()) {
            balance += day.getValue() + capped.getOrDefault(day.getKey(), 0L);
            long lift = Math.max(0, floor.value() - balance);
            balance += lift;
            lifted += lift;
        }
        return lifted;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static boolean isWithin(Window window, Instant one, Instant now) {
        LocalDate then = day(one);
        LocalDate today = day(now);
        return switch (window.kind()) {
            case EVER -> true;
            case DAY -> then.equals(today);
            case WEEK ->
                then.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == today.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
                        && ChronoUnit.DAYS.between(then, today) < 7;
            case MONTH -> then.withDayOfMonth(1).equals(today.withDayOfMonth(1));
            case YEAR -> then.getYear() == today.getYear();
            case ROLLING -> one.isAfter(now.minus(window.length()));
        };
    }

    /** A participation as the rules see it: everything is worked out when it is asked for. */
    private final class View implements Participation {
        private final Part part;
        private final Instant at;
        private final @Nullable String timer;

        View(Part part, Instant at, @Nullable String timer) {
            this.part = part;
            this.at = at;
            this.timer = timer;
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public String type() {
            return Oracle.of(part).type();
        }

        @Override
        public String source() {
            return part.sent().source();
        }

        @Override
        public Role role() {
            return part.role();
        }

        @Override
        public MemberView member() {
            return () -> member.hashCode();
        }

        @Override
        public Optional<ObjectView> object() {
            return seen(Oracle.thingKey(part.sent()));
        }

        private Optional<ObjectView> seen(@Nullable String key) {
            return key == null ? Optional.empty() : Optional.of(new Seen(key));
        }

        @Override
        public OptionalLong amount() {
            return Oracle.of(part).amount();
        }

        @Override
        public Optional<Object> attribute(String key) {
            return Optional.ofNullable(Oracle.of(part).attributes().get(key));
        }

        @Override
        public Optional<MemberView> counterpart(Role other) {
            String holder = oracle.holder(part.sent(), other);
            return holder == null ? Optional.empty() : Optional.of(() -> holder.hashCode());
        }

        @Override
        public boolean alsoAs(Role other) {
            return member.equals(oracle.holder(part.sent(), other));
        }

        @Override
        public long before(Counter counter) {
            if (counter.scope() == Counter.Scope.OBJECT) {
                return ofObject(counter, false);
            }
            return timer != null ? ofMember(counter, past) : ofMember(counter, past.subList(0, past.size() - 1));
        }

        @Override
        public long after(Counter counter) {
            return counter.scope() == Counter.Scope.OBJECT ? ofObject(counter, true) : ofMember(counter, past);
        }

        @Override
        public Optional<String> timer() {
            return Optional.ofNullable(timer);
        }

        private long ofObject(Counter counter, boolean itself) {
            long sum = 0;
            for (Sent sent : oracle.about(Oracle.thingKey(part.sent()))) {
                boolean counts = timer != null
                        ? sent.activity().at().isBefore(at)
                        : Worlds.ORDER.compare(sent, part.sent()) < (itself ? 1 : 0);
                Long weight = counter.weights().get(sent.activity().type());
                if (counts && weight != null) {
                    sum += counter.kind() == Counter.Kind.AMOUNT
                            ? weight * sent.activity().amount().orElse(0)
                            : weight;
                }
            }
            return sum;
        }

        private long ofMember(Counter counter, List<Part> among) {
            String key = key(counter, part);
            List<Part> own = key == null
                    ? List.of()
                    : among.stream()
                            .filter(one -> one.role().equals(counter.role())
                                    && counter.weights()
                                            .containsKey(Oracle.of(one).type())
                                    && key.equals(key(counter, one))
                                    && isWithin(counter.window(), Oracle.of(one).at(), at))
                            .toList();
            return switch (counter.kind()) {
                case SUM -> own.stream().mapToLong(one -> weight(counter, one)).sum();
                case AMOUNT ->
                    own.stream()
                            .mapToLong(one -> weight(counter, one)
                                    * Oracle.of(one).amount().orElse(0))
                            .sum();
                case MAX ->
                    own.stream()
                            .mapToLong(one -> weight(counter, one)
                                    * Oracle.of(one).amount().orElse(0))
                            .max()
                            .orElse(0);
                case DISTINCT ->
                    own.stream()
                            .map(one -> oracle.holder(one.sent(), counter.counterpart()))
                            .filter(one -> one != null && !one.equals(member))
                            .distinct()
                            .count();
                case DAYS ->
                    own.stream().map(one -> day(Oracle.of(one).at())).distinct().count();
            };
        }

        private static long weight(Counter counter, Part one) {
            return counter.weights().getOrDefault(Oracle.of(one).type(), 0L);
        }

        private @Nullable String key(Counter counter, Part one) {
            Thing thing = oracle.thing(Oracle.thingKey(one.sent()));
            return switch (counter.scope()) {
                case TOPIC -> thing == null || thing.topics.isEmpty() ? null : thing.topics.get(0);
                case COUNTERPART -> oracle.holder(one.sent(), counter.counterpart());
                default -> "";
            };
        }
    }

    /** An object as the rules see it. */
    private final class Seen implements ObjectView {
        private final String key;

        Seen(String key) {
            this.key = key;
        }

        @Override
        public long number() {
            return key.hashCode();
        }

        @Override
        public String type() {
            Thing thing = oracle.thing(key);
            return thing == null ? "" : thing.type;
        }

        @Override
        public List<String> topics() {
            Thing thing = oracle.thing(key);
            return thing == null ? List.of() : thing.topics;
        }

        @Override
        public Optional<ObjectView> parent() {
            Thing thing = oracle.thing(key);
            return thing == null || thing.parent == null ? Optional.empty() : Optional.of(new Seen(thing.parent));
        }
    }
}
