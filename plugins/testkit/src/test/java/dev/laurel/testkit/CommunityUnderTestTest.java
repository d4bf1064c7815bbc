package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.specimen.ForumPlugin;
import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CommunityUnderTestTest {
    private static final ObjectRef POST =
            ObjectRef.of("p1", "post").by(Actor.of("ada")).build();

    private static CommunityUnderTest forum() {
        return CommunityUnderTest.of(new ForumPlugin())
                .rules("thanks", Map.of())
                .start();
    }

    private static Consumer<Activity.Builder> by(String rater) {
        return activity -> activity.by(Role.RATER, Actor.of(rater)).about(POST);
    }

    @Test
    void givenRulesOnARuntime_whenAHistoryIsRecorded_thenEntriesDeclinesAndBalancesAreLines() {
        try (CommunityUnderTest forum = forum()) {
            forum.record(History.from(FakeClock.START)
                    .happens("post.thanked", by("bob"))
                    .happens("post.thanked", by("ada"))
                    .happens("post.thanked", by("cleo"))
                    .withdraws("post.thanked-1"));

            assertThat(forum.entries("ada"))
                    .containsExactly(
                            "5 points/reputation by forum/thanks/thanked",
                            "5 points/reputation by forum/thanks/thanked",
                            "-5 points/reputation by forum/thanks/thanked WITHDRAWN");
            assertThat(forum.declines("ada")).containsExactly("OWN_POST by forum/thanks/thanked");
            assertThat(forum.balances("ada")).isEqualTo(Map.of("points/reputation", 5L));
            assertThat(forum.entries("nobody")).isEmpty();
            assertThat(forum.balances("nobody")).isEmpty();
        }
    }

    @Test
    void givenATimer_whenTimePasses_thenItFiresByTheClockAlone() {
        try (CommunityUnderTest forum = forum()) {
            forum.record(History.from(FakeClock.START).happens("post.accepted", by("bob")));
            forum.passes(Duration.ofDays(7).minusSeconds(1));
            assertThat(forum.entries("ada")).isEmpty();
            forum.passes(Duration.ofSeconds(1));

            assertThat(forum.entries("ada")).containsExactly("15 points/reputation by forum/thanks/settled");
        }
    }

    @Test
    void givenWhatIsRefused_whenRecorded_thenTheTestFailsAndSaysWhy() {
        try (CommunityUnderTest forum = forum()) {
            History wrong = History.from(FakeClock.START).happens("Post Thanked", by("bob"));

            assertThatThrownBy(() -> forum.record(wrong))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("TYPE_NOT_LOWER_CASE");
        }
    }

    @Test
    void givenWrongSettingsOrNames_whenStarted_thenTheTestFailsAndSaysWhy() {
        assertThatThrownBy(() -> CommunityUnderTest.of(new ForumPlugin())
                        .rules("thanks", Map.of("points", "5"))
                        .start())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("points");
        assertThatThrownBy(() -> CommunityUnderTest.of(new ForumPlugin())
                        .rules("thank", Map.of())
                        .start())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("thanks");
    }

    /** A plugin with one extension. */
    private record Single(Extension<?> extension) implements Plugin {
        @Override
        public String id() {
            return "single";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of(extension);
        }
    }

    private record Throwing(RuleSpec spec) implements RewardRule {
        @Override
        public Decision decide(Participation participation) {
            throw new IllegalStateException("nobody thought of this");
        }
    }

    @Test
    void givenARuleThatThrows_whenSomethingIsRecorded_thenTheTestFails() {
        RuleSpec spec = RuleSpec.of("throwing", 1, Words.of("throwing", "One.", "Un."))
                .on("visited")
                .as(Role.MEMBER)
                .gives("reputation")
                .build();
        Plugin plugin =
                new Single(Extension.rewardRules("rules", ConfigSpec.none(), context -> List.of(new Throwing(spec))));
        try (CommunityUnderTest community =
                CommunityUnderTest.of(plugin).rules("rules", Map.of()).start()) {
            History visit = History.from(FakeClock.START)
                    .happens("visited", activity -> activity.by(Role.MEMBER, Actor.of("ada")));

            assertThatThrownBy(() -> community.record(visit))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("nobody thought of this");
        }
    }

    @Test
    void givenAConnector_whenItsSourceIsReadToTheEnd_thenEntriesAreThereAndRejectsFailTheTest() {
        List<Activity> visits =
                History.from(FakeClock.START).happens("visited", by("bob")).activities();
        Plugin sound = new Single(Extension.pullConnector(
                "visits",
                ConfigSpec.none(),
                context -> (after, limit) -> Page.of(visits, Cursor.of("end")).build()));
        try (CommunityUnderTest community = CommunityUnderTest.of(sound)
                .connector("visits", "site", Map.of())
                .start()) {
            community.awaitUpToDate("site");
            assertThat(community.community().activityCount().join()).isEqualTo(1);
            assertThat(community.entries("site", "bob")).isEmpty();
        }
        Plugin rejecting = new Single(Extension.pullConnector(
                "visits",
                ConfigSpec.none(),
                context -> (after, limit) -> Page.of(List.of(), Cursor.of("end"))
                        .rejects(List.of(Reject.of("line 1", "LINE_BROKEN", "mend it")))
                        .build()));
        try (CommunityUnderTest community = CommunityUnderTest.of(rejecting)
                .connector("visits", "site", Map.of())
                .start()) {
            assertThatThrownBy(() -> community.awaitUpToDate("site"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("LINE_BROKEN");
        }
    }
}
