package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counting different people counts others: thanking oneself is no trick. */
class DistinctTest {
    private static final String THANKED_BY_TWO = "badge/thanked-by-two";

    @TempDir
    Path folder;

    @Test
    void givenACounterOfDifferentMembers_whenOneIsTheMemberThemselves_thenTheyDoNotCount() {
        try (Laurel laurel = Town.bare(folder, new TwoThanks())
                .community("town", town -> town.rules("two-thanks/badge"))
                .start()) {
            Community town = laurel.community("town");
            get(town.record(SOURCE, thanks("1", "ada", "ada")));
            get(town.record(SOURCE, thanks("2", "bob", "ada", NOON.plusSeconds(1))));
            assertThat(Town.balance(town, "ada", THANKED_BY_TWO)).isZero();
            get(town.record(SOURCE, thanks("3", "cy", "ada", NOON.plusSeconds(2))));
            assertThat(Town.balance(town, "ada", THANKED_BY_TWO)).isEqualTo(1);

            get(town.merge(key("cy"), key("ada"), "operator", "is her second account"));
            assertThat(Town.balance(town, "ada", THANKED_BY_TWO)).isZero();
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    private static final class TwoThanks implements Plugin, RewardRule {
        private static final Counter BY =
                Counter.distinct("thanked-by", Role.RATER).of("thanks", 1).as(Role.THANKED);
        private static final RuleSpec SPEC = RuleSpec.of(
                        "thanked-by-two",
                        1,
                        Words.of("thanked-by-two", "Thanked by two.", "Deux personnes ont dit merci."))
                .on("thanks")
                .as(Role.THANKED)
                .awards("thanked-by-two")
                .reads(BY)
                .build();

        @Override
        public String id() {
            return "two-thanks";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of(Extension.rewardRules("badge", ConfigSpec.none(), context -> List.of(this)));
        }

        @Override
        public RuleSpec spec() {
            return SPEC;
        }

        @Override
        public Decision decide(Participation participation) {
            return participation.reaches(BY, 2) ? Decision.grant(Badge.once("thanked-by-two")) : Decision.none();
        }
    }
}
