package dev.laurel.plugin;

import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.RuleSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what the rules of one set declare, one rule after the other. */
final class SpecCheck {
    private static final Set<String> UNITS = Set.of("points", "badge", "nomination", "invitation");
    private static final int MOST_DECLARED = 64;

    private final Set<String> names = new HashSet<>();
    private final Map<String, Object> shared = new HashMap<>();

    /**
     * Admits a declaration, or says why not; a declaration that is refused leaves no trace.
     *
     * @param spec what a rule declares
     * @throws RefusedException what is wrong with it
     */
    void admit(@Nullable RuleSpec spec) throws RefusedException {
        if (spec == null) {
            throw new RefusedException("it declares nothing: spec() returned null");
        }
        if (!Names.isKebab(spec.name())) {
            throw new RefusedException("its name is '" + spec.name() + "'; " + Names.form());
        }
        if (spec.grants().size() > MOST_DECLARED
                || spec.counters().size() > MOST_DECLARED
                || spec.limits().size() > MOST_DECLARED) {
            throw new RefusedException(
                    spec.name() + " declares more than " + MOST_DECLARED + " rewards, counters or limits");
        }
        for (String unit : spec.grants()) {
            int slash = unit.indexOf('/');
            if (slash < 0 || !UNITS.contains(unit.substring(0, slash)) || !Names.isKebab(unit.substring(slash + 1))) {
                throw new RefusedException(spec.name() + " declares the reward '" + unit + "'; " + Names.form());
            }
        }
        Map<String, Object> own = sharedBy(spec);
        if (!names.add(spec.name())) {
            throw new RefusedException("two rules of the set are called " + spec.name());
        }
        shared.putAll(own);
    }

    private Map<String, Object> sharedBy(RuleSpec spec) throws RefusedException {
        Map<String, Object> own = new HashMap<>();
        for (Counter counter : spec.counters()) {
            if (!RuleDeclaration.isKept(counter)) {
                throw new RefusedException(spec.name() + " counts " + counter.name()
                        + " per object, where only sums and amounts over all time are kept; use one of those, or count"
                        + " per member");
            }
            share(spec, own, "counter " + counter.name(), counter.name(), counter);
        }
        for (Limit limit : spec.limits()) {
            share(spec, own, "limit " + limit.name(), limit.name(), limit);
            if (!limit.currency().isEmpty() && !Names.isKebab(limit.currency())) {
                throw new RefusedException(
                        spec.name() + " has a limit on the currency '" + limit.currency() + "'; " + Names.form());
            }
        }
        return own;
    }

    /** Counters of one name within a set are one counter, and so with limits: two definitions would be a mistake. */
    private void share(RuleSpec spec, Map<String, Object> own, String key, String name, Object definition)
            throws RefusedException {
        if (!Names.isKebab(name)) {
            throw new RefusedException(spec.name() + " declares the " + key + "; " + Names.form());
        }
        Object known = own.getOrDefault(key, shared.getOrDefault(key, definition));
        if (!known.equals(definition)) {
            throw new RefusedException(spec.name() + " declares the " + key + " as [" + definition
                    + "], and the set has it as [" + known + "]; give one of them another name");
        }
        own.put(key, definition);
    }
}
