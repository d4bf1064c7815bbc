package dev.laurel.plugin;

import dev.laurel.reputation.RuleFailedException;
import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** What tests of rules need: plugins from lambdas, rule books, a participation. */
final class RuleBooks {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));

    private RuleBooks() {}

    /** A plugin from its parts. */
    record Parts(String id, List<Extension<?>> extensions) implements Plugin {}

    /** A rule from its parts. */
    record Rule(RuleSpec spec, Function<Participation, Decision> answer) implements RewardRule {
        @Override
        public Decision decide(Participation participation) {
            return answer.apply(participation);
        }
    }

    static RuleSpec.Builder spec(String name) {
        return RuleSpec.of(name, 1, Words.of(name, "English.", "Français.", 1))
                .on("thanked")
                .as(Role.THANKED)
                .gives("reputation");
    }

    static Rule rule(String name, Function<Participation, Decision> answer) {
        return new Rule(spec(name).build(), answer);
    }

    static Extension<List<RewardRule>> set(String name, RewardRule... rules) {
        return Extension.rewardRules(name, ConfigSpec.none(), context -> List.of(rules));
    }

    static PluginCatalog catalog(Extension<?>... extensions) {
        return PluginCatalog.of(List.of(new Parts("shop", List.of(extensions))), CLOCK);
    }

    /** A depot that has looked at a folder. */
    static PluginDepot depot(Path folder) {
        PluginDepot depot = PluginDepot.open(new PluginDepot.Supply(List.of(), null, folder, false), CLOCK);
        depot.refresh();
        return depot;
    }

    static RuleBook open(PluginCatalog catalog, String... extensions) {
        return RuleBook.open(
                catalog,
                "telco",
                Stream.of(extensions)
                        .map(one -> new Selection(one, "", Map.of()))
                        .toList(),
                CLOCK);
    }

    static Decision judged(RuleBook rules) {
        return judged(rules, 0);
    }

    static Decision judged(RuleBook rules, int rule) {
        try {
            return rules.judge(rule, new Someone());
        } catch (RuleFailedException e) {
            throw new AssertionError("the rule failed", e);
        }
    }

    /** Somebody who was thanked. */
    record Someone() implements Participation {
        @Override
        public Instant at() {
            return Instant.EPOCH;
        }

        @Override
        public String type() {
            return "thanked";
        }

        @Override
        public String source() {
            return "portal";
        }

        @Override
        public Role role() {
            return Role.THANKED;
        }

        @Override
        public MemberView member() {
            return () -> 7;
        }

        @Override
        public Optional<ObjectView> object() {
            return Optional.empty();
        }

        @Override
        public OptionalLong amount() {
            return OptionalLong.empty();
        }

        @Override
        public Optional<Object> attribute(String key) {
            return Optional.empty();
        }

        @Override
        public Optional<MemberView> counterpart(Role role) {
            return Optional.empty();
        }

        @Override
        public boolean alsoAs(Role role) {
            return false;
        }

        @Override
        public long before(Counter counter) {
            return 0;
        }

        @Override
        public long after(Counter counter) {
            return 1;
        }

        @Override
        public Optional<String> timer() {
            return Optional.empty();
        }
    }
}
