package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private static final Origin FORUM = new Origin(true, "forum.example", 443);
    private static final Origin SHOP = new Origin(true, "shop.example", 443);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final Breakers breakers = new Breakers(now::get, 42);

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private Duration closedFor(Origin origin) {
        Breakers.Permit permit = breakers.admit(origin);
        permit.giveBack();
        return permit.closedFor();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            Breakers.Permit permit = breakers.admit(FORUM);
            assertThat(permit.closedFor()).isZero();
            permit.failed();
        }
    }

    @Test
    void givenAHostThatFails_whenItIsTheFifthTimeInARow_thenItIsLeftAloneAndNoOther() {
        fail(4);
        breakers.admit(FORUM).answered();
        fail(4);
        assertThat(closedFor(FORUM)).isZero();
        fail(1);
        assertThat(closedFor(FORUM)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(closedFor(SHOP)).isZero();
    }

    @Test
    void givenAHostThatKeepsFailing_whenItIsTriedAgain_thenItIsLeftAloneForTwiceAsLongUpToFiveMinutes() {
        fail(5);
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Duration pause = closedFor(FORUM);
            long full = Math.min(300_000, 1000L << i);
            assertThat(pause).isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
            pauses.add(pause);
            pass(pause);
            fail(1);
        }
        assertThat(pauses.subList(9, 12)).as("chance moves them apart").doesNotHaveDuplicates();
    }

    @Test
    void givenAHostThatWasLeftAlone_whenTheTimeIsOver_thenOneRequestIsLetThroughAndDecides() {
        fail(5);
        pass(Duration.ofSeconds(1));
        Breakers.Permit trial = breakers.admit(FORUM);

        assertThat(trial.closedFor()).isZero();
        assertThat(closedFor(FORUM)).isPositive();
        trial.answered();
        assertThat(closedFor(FORUM)).isZero();
        fail(4);
        assertThat(closedFor(FORUM)).as("begins from nothing").isZero();
    }

    @Test
    void givenATrialThatIsGivenBack_whenAnotherIsMeant_thenItIsLetThrough() {
        fail(5);
        pass(Duration.ofSeconds(1));
        Breakers.Permit trial = breakers.admit(FORUM);
        trial.giveBack();

        assertThat(breakers.admit(FORUM).closedFor()).isZero();
        assertThat(breakers.admit(FORUM).closedFor()).isPositive();
    }

    @Test
    void givenRequestsOnTheirWayWhenAHostIsLeftAlone_whenTheyEnd_thenTheyDecideNothing() {
        Breakers.Permit late = breakers.admit(FORUM);
        Breakers.Permit later = breakers.admit(FORUM);
        fail(5);
        Duration before = closedFor(FORUM);
        late.failed();
        later.answered();

        assertThat(closedFor(FORUM)).isEqualTo(before).isPositive();
    }

    @Test
    void givenAClockThatIsSetBack_whenAHostIsLeftAlone_thenItIsNotForLongerThanFiveMinutes() {
        fail(5);
        pass(Duration.ofDays(-30));

        assertThat(closedFor(FORUM)).isEqualTo(Duration.ofMinutes(5));
        pass(Duration.ofMinutes(5));
        assertThat(closedFor(FORUM)).isZero();
    }

    @Test
    void givenManyHosts_whenTheyFail_thenABoundedNumberIsRemembered() {
        for (int i = 0; i < 3000; i++) {
            breakers.admit(new Origin(true, "h" + i + ".example", 443)).failed();
        }
        assertThat(breakers.size()).isEqualTo(1024);
    }
}
