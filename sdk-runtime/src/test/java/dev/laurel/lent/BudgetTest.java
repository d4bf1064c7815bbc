package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Origin FORUM = new Origin(true, "forum.example", 443);
    private static final Origin SHOP = new Origin(true, "shop.example", 443);
    private static final Budget.Account ADA = new Budget.Account(FORUM, "ada");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final Budget budget = new Budget(now::get, 60, 3);

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private void assertSent(Budget.Account account) {
        assertThat(budget.take(account)).isEqualTo(new Budget.Answer(Budget.Ruling.SEND, Duration.ZERO));
    }

    private void assertUsedUp(Budget.Account account, Duration wait) {
        assertThat(budget.take(account)).isEqualTo(new Budget.Answer(Budget.Ruling.USED_UP, wait));
    }

    @Test
    void givenABurstThatIsUsedUp_whenASecondPasses_thenOneMoreMayBeSent() {
        assertSent(ADA);
        assertSent(ADA);
        assertSent(ADA);
        assertUsedUp(ADA, Duration.ofSeconds(1));
        pass(Duration.ofMillis(400));
        assertUsedUp(ADA, Duration.ofMillis(600));
        pass(Duration.ofMillis(600));
        assertSent(ADA);
        assertUsedUp(ADA, Duration.ofSeconds(1));
        pass(Duration.ofHours(1));
        assertSent(ADA);
        assertSent(ADA);
        assertSent(ADA);
        assertUsedUp(ADA, Duration.ofSeconds(1));
    }

    @Test
    void givenABudgetThatIsUsedUp_whenAnotherHostOrPayerIsMeant_thenItHasItsOwn() {
        for (int i = 0; i < 3; i++) {
            assertSent(ADA);
        }
        assertSent(new Budget.Account(SHOP, "ada"));
        assertSent(new Budget.Account(FORUM, "bob"));
        assertUsedUp(ADA, Duration.ofSeconds(1));
    }

    @Test
    void givenAHostThatAsksToBeLeftAlone_whenItIsAsked_thenItIsAfterThatAndForNobodyElseBefore() {
        budget.pause(ADA, Duration.ofSeconds(90));
        budget.pause(ADA, Duration.ofSeconds(5));
        pass(Duration.ofSeconds(30));

        assertThat(budget.take(ADA)).isEqualTo(new Budget.Answer(Budget.Ruling.PAUSED, Duration.ofSeconds(60)));
        assertSent(new Budget.Account(FORUM, "bob"));
        pass(Duration.ofSeconds(60));
        assertSent(ADA);
    }

    @Test
    void givenAClockThatIsSetBack_whenARequestIsMeant_thenNobodyWaitsForThatTime() {
        for (int i = 0; i < 3; i++) {
            assertSent(ADA);
        }
        pass(Duration.ofDays(-30));

        assertUsedUp(ADA, Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertSent(ADA);
    }

    @Test
    void givenManyPayers_whenTheyAreTooMany_thenThoseWhoseBucketIsFullAreForgottenFirst() {
        for (int i = 0; i < 3; i++) {
            assertSent(ADA);
        }
        for (int i = 0; i < 10_000; i++) {
            assertSent(new Budget.Account(FORUM, "payer-" + i));
            if (i == 3_000) {
                budget.pause(ADA, Duration.ofHours(1));
                pass(Duration.ofMinutes(10));
            }
        }
        assertThat(budget.size()).isLessThanOrEqualTo(4096);
        budget.pause(ADA, Duration.ofHours(5));
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < 4_500; i++) {
            assertSent(new Budget.Account(SHOP, "payer-" + i));
        }
        assertThat(budget.size()).isLessThanOrEqualTo(4096);
    }

    @Test
    void givenSecrets_whenAPayerIsNamed_thenTheSameSecretsAreTheSamePayerAndCannotBeRead() {
        Payers payers = new Payers(7);
        String one = payers.of(Map.of("authorization", Secret.of("Bearer hunter2")), "forum/a");

        assertThat(payers.of(Map.of("authorization", Secret.of("Bearer hunter2")), "forum/b"))
                .isEqualTo(one);
        assertThat(payers.of(Map.of("authorization", Secret.of("Bearer hunter3")), "forum/a"))
                .isNotEqualTo(one);
        assertThat(payers.of(Map.of("x-key", Secret.of("Bearer hunter2")), "forum/a"))
                .isNotEqualTo(one);
        assertThat(new Payers(8).of(Map.of("authorization", Secret.of("Bearer hunter2")), "forum/a"))
                .isNotEqualTo(one);
        assertThat(payers.of(Map.of(), "forum/a")).isNotEqualTo(payers.of(Map.of(), "forum/b"));
        assertThat(one).doesNotContain("hunter2");
    }
}
