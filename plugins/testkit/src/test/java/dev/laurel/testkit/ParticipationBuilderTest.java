package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.MemberView;
import dev.laurel.spi.reward.ObjectView;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParticipationBuilderTest {
    private static final Counter SCORE = Counter.sum("score").of("vote.up", 1).perObject();
    private static final Counter VISITS = Counter.days("visits").of("visited", 1);
    private static final RuleSpec SPEC = RuleSpec.of("rule", 1, Words.of("rule", "One.", "Un."))
            .on("vote.up")
            .as(Role.AUTHOR)
            .gives("reputation")
            .reads(SCORE)
            .build();

    @Test
    void givenNothingElse_whenBuilt_thenNothingIsKnown() {
        Participation bare = Participations.of("vote.up", Role.AUTHOR).build();

        assertThat(bare.type()).isEqualTo("vote.up");
        assertThat(bare.role()).isEqualTo(Role.AUTHOR);
        assertThat(bare.at()).isEqualTo(FakeClock.START);
        assertThat(bare.object()).isEmpty();
        assertThat(bare.amount()).isEmpty();
        assertThat(bare.attribute("mood")).isEmpty();
        assertThat(bare.timer()).isEmpty();
        assertThat(bare.counterpart(Role.RATER)).isEmpty();
        assertThat(bare.alsoAs(Role.RATER)).isFalse();
    }

    @Test
    void givenAllThatCanBeSaid_whenBuilt_thenItIsKnown() {
        Participation whole = Participations.of("vote.up", Role.AUTHOR)
                .at(Instant.EPOCH)
                .source("forum")
                .member(7)
                .with(Role.RATER, 8)
                .alsoAs(Role.ASKER)
                .about(Participations.in(
                        Participations.object(2, "question"), Participations.object(3, "answer", "billing")))
                .amount(50)
                .attribute("mood.score", .5)
                .timer("week-over")
                .build();

        assertThat(whole.source()).isEqualTo("forum");
        assertThat(whole.at()).isEqualTo(Instant.EPOCH);
        assertThat(whole.member().number()).isEqualTo(7);
        assertThat(whole.counterpart(Role.RATER).map(MemberView::number)).contains(8L);
        assertThat(whole.counterpart(Role.AUTHOR).map(MemberView::number)).contains(7L);
        assertThat(whole.alsoAs(Role.ASKER)).isTrue();
        assertThat(whole.alsoAs(Role.AUTHOR)).isTrue();
        assertThat(whole.alsoAs(Role.RATER)).isFalse();
        ObjectView object = whole.object().orElseThrow();
        assertThat(object.type()).isEqualTo("answer");
        assertThat(object.topics()).isEqualTo(List.of("billing"));
        assertThat(object.parent().map(ObjectView::type)).contains("question");
        assertThat(whole.amount()).hasValue(50);
        assertThat(whole.attribute("mood.score")).contains(.5);
        assertThat(whole.timer()).contains("week-over");
    }

    @Test
    void givenCounters_whenRead_thenThoseOfWhichSomethingWasSaidAreKnownAndNoOthers() {
        Participation participation =
                Participations.of("vote.up", Role.AUTHOR).counter(VISITS, 9, 10).build();

        assertThat(participation.reaches(VISITS, 10)).isTrue();
        assertThat(participation.reaches(VISITS, 9)).isFalse();
        assertThatThrownBy(() -> participation.before(SCORE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("score");
    }

    @Test
    void givenADeclaration_whenBuiltForIt_thenDeclaredCountersAreKnownAndNoOthers() {
        Participation participation =
                Participations.of("vote.up", Role.AUTHOR).counter(VISITS, 9, 10).build(SPEC);

        assertThat(participation.after(SCORE)).isZero();
        assertThatThrownBy(() -> participation.after(VISITS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenABuilderThatGoesOn_whenLookedAt_thenWhatItBuiltBeforeStays() {
        ParticipationBuilder builder = Participations.of("vote.up", Role.AUTHOR).amount(1);
        Participation before = builder.build();
        ParticipationBuilder copy = builder.copy();
        builder.amount(2).with(Role.RATER, 5);

        assertThat(before.amount()).hasValue(1);
        assertThat(before.counterpart(Role.RATER)).isEmpty();
        assertThat(copy.build()).isEqualTo(before).hasSameHashCodeAs(before);
        assertThat(builder.build()).isNotEqualTo(before);
    }

    @Test
    void givenAnAttributeOfAnotherType_whenSaid_thenItIsRefused() {
        assertThatThrownBy(() -> Participations.of("vote.up", Role.AUTHOR).attribute("n", 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5L");
    }
}
