package dev.laurel.pipeline;

import static dev.laurel.pipeline.OrderLawsTest.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.MemberKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Erasing somebody moves nobody's points, and nothing that comes later brings the person back. */
class ErasureLawsTest {
    private static final HouseRules RULES = HouseRules.all();
    private static final Instant LATER = Worlds.END.minus(Duration.ofDays(2));

    private static void erase(Play play, String key) {
        play.decide(engine -> {
            int identity = play.identity(key);
            engine.vault().erase(identity, new int[0], new long[0], engine.commit());
            engine.decisions().erase(identity, "test");
        });
    }

    @Test
    void givenAPast_whenSomebodyIsErasedAndEverythingIsSentAgain_thenNobodysPointsMove() {
        for (long seed = 0; seed < Shrinking.seeds(10); seed++) {
            List<Sent> history = Worlds.history(seed, 50);
            Play play = new Play(RULES, Worlds.END, 2, 1);
            play.send(history, false);
            play.settle(Worlds.END);
            Map<String, Long> before = new TreeMap<>(play.totals(EVERYBODY));
            if (play.identity("app/m0") < 0) {
                continue;
            }
            erase(play, "app/m0");
            play.send(history, false);
            play.settle(Worlds.END);
            assertThat(play.totals(EVERYBODY)).isEqualTo(before);
            play.reopen();
            assertThat(play.totals(EVERYBODY)).isEqualTo(before);
            assertThat(new Reading(play.engine()).member(MemberKey.of("app", "m0")))
                    .isNegative();
        }
    }

    @Test
    void givenSomebodyErased_whenNewActivitiesNameThem_thenTheyAreNotBackAndOthersAreJudgedAsUsual() {
        Play play = new Play(RULES, Worlds.END);
        play.send(
                List.of(
                        Scenes.post("p0", "o", "question", "m0", null).on(Worlds.BEGINNING),
                        Scenes.post("p1", "a", "answer", "m1", "o").on(Worlds.BEGINNING)),
                false);
        long members = play.engine().world().around().identities().members();
        erase(play, "app/m0");
        assertThat(play.engine().world().around().identities().members()).isEqualTo(members - 1);
        Actor secret = Actor.of("m0").named("Unforgettable Name");
        play.send(
                List.of(
                        new Sent(
                                "app",
                                Activity.of("comment", "c")
                                        .at(LATER)
                                        .by(Role.MEMBER, secret)
                                        .about(ObjectRef.of("a"))
                                        .text("Unforgettable Text")
                                        .build()),
                        new Sent(
                                "app",
                                Activity.of("edit", "e")
                                        .at(LATER)
                                        .about(ObjectRef.of("o", "question")
                                                .by(secret)
                                                .title("Unforgettable Title")
                                                .build())
                                        .text("Unforgettable Text")
                                        .build()),
                        new Sent(
                                "app",
                                Activity.of("vote.up", "v")
                                        .at(LATER)
                                        .by(Role.RATER, secret)
                                        .about(ObjectRef.of("a"))
                                        .build())),
                false);
        play.settle(Worlds.END);
        assertThat(play.totals(EVERYBODY)).containsEntry("app/m1 badge/first-good", 1L);
        int comment = 2;
        for (int writer = 0; writer < 3; writer++) {
            assertThat(play.engine().vault().text(comment, writer)).isNull();
        }
        assertThat(play.engine().vault().person(play.identity("app/m0"))).isNull();
        play.store()
                .bodies(body -> assertThat(new String(body, StandardCharsets.ISO_8859_1))
                        .doesNotContain("Unforgettable"));
        play.reopen();
        assertThat(play.engine().world().around().identities().members()).isEqualTo(members - 1);
    }
}
