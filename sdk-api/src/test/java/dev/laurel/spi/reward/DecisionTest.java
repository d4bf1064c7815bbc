package dev.laurel.spi.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.activity.Actor;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Instant NOON = Instant.parse("2018-06-01T12:00:00Z");

    @Test
    void givenTheArrayOfRewards_whenItChangesLater_thenTheDecisionDoesNot() {
        Reward[] rewards = {Points.of("reputation", 10)};
        Decision decision = Decision.grant(rewards);

        rewards[0] = Badge.once("teacher");

        assertThat(decision.rewards()).containsExactly(Points.of("reputation", 10));
        assertThatThrownBy(() -> decision.rewards().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void givenADecision_whenATimerIsAdded_thenTheFirstStaysAsItWas() {
        Decision granted = Decision.grant(Points.of("reputation", 10));

        Decision waiting = granted.wakeAt(NOON, "grace").wakeAt(NOON.plusSeconds(1), "expiry");

        assertThat(granted.wakes()).isEmpty();
        assertThat(Decision.none().wakes()).isEmpty();
        assertThat(waiting.rewards()).isEqualTo(granted.rewards());
        assertThat(waiting.wakes()).extracting(Decision.Wake::key).containsExactly("grace", "expiry");
        assertThat(waiting).isNotEqualTo(granted);
    }

    @Test
    void givenDecisionsThatSayTheSame_whenCompared_thenTheyAreEqualAndReadable() {
        assertThat(Decision.declineUntil("TOO_SOON", NOON).wakeAt(NOON, "again"))
                .isEqualTo(Decision.declineUntil("TOO_SOON", NOON).wakeAt(NOON, "again"))
                .hasToString("rewards [] declines [TOO_SOON until 2018-06-01T12:00:00Z]"
                        + " wakes [again at 2018-06-01T12:00:00Z]");
        assertThat(Decision.decline("TOO_SOON"))
                .isEqualTo(Decision.decline("TOO_SOON"))
                .hasSameHashCodeAs(Decision.decline("TOO_SOON"))
                .isNotEqualTo(Decision.decline("OWN_ANSWER"))
                .isNotEqualTo(Decision.declineUntil("TOO_SOON", NOON));
        assertThat(Decision.grant()).isEqualTo(Decision.none());
    }

    @Test
    void givenADecisionAtItsBound_whenOneMoreIsAdded_thenItIsRefused() {
        Reward[] most = Collections.nCopies(Decision.MOST, Badge.once("b")).toArray(Reward[]::new);
        Reward[] tooMany =
                Collections.nCopies(Decision.MOST + 1, Badge.once("b")).toArray(Reward[]::new);
        Decision full = Decision.none();
        for (int i = 0; i < Decision.MOST; i++) {
            full = full.wakeAt(NOON, "k" + i);
        }
        Decision waiting = full;

        assertThat(Decision.grant(most).rewards()).hasSize(64);
        assertThatThrownBy(() -> Decision.grant(tooMany)).hasMessageContaining("at most 64 of a kind, not 65");
        assertThatThrownBy(() -> waiting.wakeAt(NOON, "one more")).hasMessageContaining("at most 64");
    }

    @Test
    void givenRewards_whenCompared_thenKindUnitAmountAndRepetitionCount() {
        assertThat(Points.of("reputation", 10))
                .isEqualTo(Points.of("reputation", 10))
                .hasSameHashCodeAs(Points.of("reputation", 10))
                .isNotEqualTo(Points.of("reputation", 11))
                .isNotEqualTo(Points.of("credit", 10))
                .hasToString("10 points/reputation");
        assertThat(Badge.once("teacher")).isEqualTo(Badge.once("teacher")).isNotEqualTo(Badge.perObject("teacher"));
        assertThat(Nomination.to("x")).isEqualTo(Nomination.to("x")).isNotEqualTo(InvitationOffer.to("x"));
        assertThat(InvitationOffer.to("x").unit()).isEqualTo("invitation/x");
    }

    @Test
    void givenPointsAtTheirBounds_whenOneMoreIsGivenOrTaken_thenTheyAreRefused() {
        assertThat(Points.of("p", -Points.MOST).amount()).isEqualTo(-1_000_000_000L);
        assertThatThrownBy(() -> Points.of("p", Points.MOST + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Points.of("p", -Points.MOST - 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Points.of("p", Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenAScore_whenItIsNotFinite_thenItIsRefusedByName() {
        assertThat(Score.ofMember("credibility", 0.5)).isEqualTo(Score.ofMember("credibility", 0.5));
        assertThat(Score.ofMember("credibility", 0.5)).isNotEqualTo(Score.ofObject("credibility", 0.5));
        assertThatThrownBy(() -> Score.ofMember("credibility", Double.NaN)).hasMessageContaining("score credibility");
    }

    @Test
    void givenANotification_whenShown_thenNeitherRecipientNorWordsAreThere() {
        Notification notification = Notification.of(
                "n-1", Actor.of("ada").named("Ada"), Locale.FRENCH, Words.of("k", "Hello {0}", "Bonjour {0}", "Ada"));

        assertThat(notification).hasToString("notification n-1");
    }
}
