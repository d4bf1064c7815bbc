package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Duration of(String... values) {
        return RetryAfter.of(List.of(values), NOW);
    }

    @Test
    void givenSeconds_whenTheyAreRead_thenTheyAreFromASecondToADay() {
        assertThat(of("120")).isEqualTo(Duration.ofMinutes(2));
        assertThat(of(" 7 ")).isEqualTo(Duration.ofSeconds(7));
        assertThat(of("0007")).isEqualTo(Duration.ofSeconds(7));
        assertThat(of("0")).isEqualTo(Duration.ofSeconds(1));
        assertThat(of("86401")).isEqualTo(Duration.ofDays(1));
        assertThat(of("99999999999999999999999999")).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void givenADateInAnyFormOfHttp_whenItIsRead_thenItIsTheTimeUntilThen() {
        assertThat(of("Sun, 01 Mar 2026 12:01:30 GMT")).isEqualTo(Duration.ofSeconds(90));
        assertThat(of("Sunday, 01-Mar-26 12:01:30 GMT")).isEqualTo(Duration.ofSeconds(90));
        assertThat(of("Sun Mar  1 12:01:30 2026")).isEqualTo(Duration.ofSeconds(90));
        assertThat(of("Sun, 01 Mar 2026 11:00:00 GMT")).isEqualTo(Duration.ofSeconds(1));
        assertThat(of("Sun, 07 Mar 2027 11:00:00 GMT")).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void givenNothingOrNothingReadable_whenItIsRead_thenItIsHalfAMinute() {
        for (String none : List.of("", "soon", "-5", "1.5", "2026-03-01T12:01:30Z", "Mon, 01 Mar 2026 12:01:30 GMT")) {
            assertThat(of(none)).as(none).isEqualTo(Duration.ofSeconds(30));
        }
        assertThat(of()).isEqualTo(Duration.ofSeconds(30));
    }
}
