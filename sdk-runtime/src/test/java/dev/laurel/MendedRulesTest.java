package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.balance;
import static dev.laurel.Town.get;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a rule missed while it was broken is made up for once it is mended: the same points as if it had never been. */
@Timeout(60)
class MendedRulesTest {
    private static final Function<Participation, Decision> GOOD = p -> Decision.grant(Points.of("reputation", 10));

    @TempDir
    Path folder;

    /** A plugin whose one set of rules a test makes. */
    private record Guest(Supplier<List<RewardRule>> rules) implements Plugin {
        @Override
        public String id() {
            return "guest";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of(Extension.rewardRules("rules", ConfigSpec.none(), context -> rules.get()));
        }
    }

    /** A rule that a test answers for. */
    private record Thanked(Function<Participation, Decision> answer) implements RewardRule {
        @Override
        public RuleSpec spec() {
            return RuleSpec.of("thanked", 1, Words.of("thanked", "Thanked.", "Remercié."))
                    .on("thanks")
                    .as(Role.THANKED)
                    .gives("reputation")
                    .build();
        }

        @Override
        public Decision decide(Participation participation) {
            return answer.apply(participation);
        }
    }

    private static Guest answering(Function<Participation, Decision> answer) {
        return new Guest(() -> List.of(new Thanked(answer)));
    }

    private Laurel start(Plugin plugin) {
        return Laurel.builder()
                .directory(folder)
                .plugin(plugin)
                .clock(Town.CLOCK)
                .whenBusy(WhenBusy.FAIL)
                .community("town", town -> town.rules("guest/rules"))
                .start();
    }

    private static Community town(Laurel laurel) {
        return laurel.community("town");
    }

    @Test
    void givenRuleThatFailed_whenItIsMended_thenWhatItMissedIsEarned() {
        Guest broken = answering(p -> {
            throw new IllegalStateException("not today");
        });
        try (Laurel laurel = start(broken)) {
            get(town(laurel).record(SOURCE, thanks("1", "bob", "ada", NOON.minusSeconds(2))));
            get(town(laurel).record(SOURCE, thanks("2", "bob", "ada", NOON.minusSeconds(1))));
            assertThat(balance(town(laurel), "ada")).isZero();
            assertThat(town(laurel).ruleFailures()).singleElement().asString().contains("2 times");
        }
        try (Laurel laurel = start(answering(GOOD))) {
            assertThat(balance(town(laurel), "ada")).isEqualTo(20);
            get(town(laurel).record(SOURCE, thanks("3", "bob", "ada")));
            assertThat(balance(town(laurel), "ada")).isEqualTo(30);
        }
        try (Laurel laurel = start(answering(GOOD))) {
            assertThat(balance(town(laurel), "ada")).isEqualTo(30);
            assertThat(get(town(laurel).verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenRuleThatFailedInALateActivityAndFailsAgainAfterARestart_whenItIsMended_thenWhatItMissedIsEarned() {
        Guest broken = answering(p -> {
            throw new IllegalStateException("not today");
        });
        try (Laurel laurel = start(broken)) {
            get(town(laurel).record(SOURCE, thanks("1", "bob", "ada", NOON)));
            get(town(laurel).record(SOURCE, thanks("2", "bob", "ada", NOON.minus(Duration.ofDays(1)))));
        }
        try (Laurel laurel = start(broken)) {
            assertThat(balance(town(laurel), "ada")).isZero();
        }
        try (Laurel laurel = start(answering(GOOD))) {
            assertThat(balance(town(laurel), "ada")).isEqualTo(20);
        }
    }

    @Test
    void givenRulesThatCouldNotBeMadeAtTheFirstStart_whenTheyAreMended_thenWhatTheyMissedIsEarned() {
        Guest broken = new Guest(() -> {
            throw new IllegalStateException("no table of words");
        });
        try (Laurel laurel = start(broken)) {
            assertThat(laurel.problems()).singleElement().asString().contains("guest/rules", "no table of words");
            get(town(laurel).record(SOURCE, thanks("1", "bob", "ada")));
            get(town(laurel).record(SOURCE, thanks("2", "bob", "ada")));
        }
        try (Laurel laurel = start(broken)) {
            get(town(laurel).record(SOURCE, thanks("3", "bob", "ada")));
        }
        try (Laurel laurel = start(answering(GOOD))) {
            assertThat(laurel.problems()).isEmpty();
            assertThat(balance(town(laurel), "ada")).isEqualTo(30);
            get(town(laurel).record(SOURCE, thanks("4", "bob", "ada", NOON.minus(Duration.ofDays(9)))));
            assertThat(balance(town(laurel), "ada")).isEqualTo(40);
        }
        try (Laurel laurel = start(answering(GOOD))) {
            assertThat(balance(town(laurel), "ada")).isEqualTo(40);
        }
    }

    @Test
    void givenFactoryThatReturnsNoRules_whenStarted_thenThatIsAProblem() {
        try (Laurel laurel = start(new Guest(List::of))) {
            assertThat(laurel.problems()).singleElement().asString().contains("guest/rules", "empty list");
        }
    }

    @Test
    void givenRuleThatInterruptsItsThread_whenActivitiesFollow_thenTheCommunityGoesOnAndTheRuleIsNamed() {
        boolean[] first = {true};
        Guest rude = answering(p -> {
            if (first[0]) {
                first[0] = false;
                Thread.currentThread().interrupt();
            }
            return GOOD.apply(p);
        });
        try (Laurel laurel = start(rude)) {
            get(town(laurel).record(SOURCE, thanks("1", "bob", "ada", NOON.minusSeconds(9))));
            get(town(laurel).record(SOURCE, thanks("2", "bob", "ada")));
            assertThat(balance(town(laurel), "ada")).isEqualTo(10);
            assertThat(town(laurel).ruleFailures())
                    .singleElement()
                    .asString()
                    .contains("guest/rules/thanked", "interrupted");
        }
        try (Laurel laurel = start(answering(GOOD))) {
            assertThat(balance(town(laurel), "ada")).isEqualTo(20);
        }
    }

    @Test
    void givenRuleThatWantsTooMuchMemory_whenJudged_thenItFailsAndItsBatchDoesNot() {
        Guest greedy = answering(p -> {
            long[][] all = new long[100][];
            for (int i = 0; i < all.length; i++) {
                all[i] = new long[Integer.MAX_VALUE];
            }
            return Decision.grant(Points.of("reputation", all.length));
        });
        try (Laurel laurel = start(greedy)) {
            assertThat(get(town(laurel).record(SOURCE, thanks("1", "bob", "ada")))
                            .isKept())
                    .isTrue();
            assertThat(town(laurel).ruleFailures()).singleElement().asString().contains("OutOfMemoryError");
        }
    }

    @Test
    void givenRuleThatCountsWhatIsNotKept_whenStarted_thenThatRuleIsMissingAndTheOthersJudge() {
        RewardRule counting = new RewardRule() {
            @Override
            public RuleSpec spec() {
                return RuleSpec.of("counting", 1, Words.of("counting", "Counting.", "Compter."))
                        .on("thanks")
                        .as(Role.THANKED)
                        .gives("reputation")
                        .reads(Counter.days("days").of("thanks", 1).perObject())
                        .build();
            }

            @Override
            public Decision decide(Participation participation) {
                return Decision.none();
            }
        };
        try (Laurel laurel = start(new Guest(() -> List.of(counting, new Thanked(GOOD))))) {
            assertThat(laurel.problems()).singleElement().asString().contains("rule 1", "days", "per object");
            get(town(laurel).record(SOURCE, thanks("1", "bob", "ada")));
            assertThat(balance(town(laurel), "ada")).isEqualTo(10);
        }
    }
}
