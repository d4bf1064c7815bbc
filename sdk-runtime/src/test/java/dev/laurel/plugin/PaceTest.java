package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void givenFailuresInARow_whenTheNextTryIsPlanned_thenItIsWithinBoundsLaterEachTimeAndTheSameForTheSameSeed() {
        for (long seed = -50; seed < 50; seed++) {
            Pace pace = Pace.usual(seed);
            for (int failures = 1; failures < 100; failures++) {
                long full = Math.min(300_000, 1000L << Math.min(failures, 20));
                long millis = pace.retryMillis(failures);
                assertThat(millis).isBetween(Math.max(1000, full / 2), full);
                assertThat(Pace.usual(seed).retryMillis(failures)).isEqualTo(millis);
            }
        }
    }

    @Test
    void givenManyInstancesThatFailTogether_whenTheyComeBack_thenItIsNotTogether() {
        Set<Long> times = new HashSet<>();
        for (long seed = 0; seed < 1000; seed++) {
            times.add(Pace.usual(seed).retryMillis(20) / 1000);
        }
        // Of the 150 seconds between half the bound and the bound, nearly all are used.
        assertThat(times).hasSizeGreaterThan(140);
    }

    @Test
    void givenASourceThatAsksToBeLeftAlone_whenForEver_thenItIsForADay() {
        assertThat(Pace.pauseMillis(Duration.ofSeconds(7))).isEqualTo(7000);
        assertThat(Pace.pauseMillis(Duration.ofDays(10_000))).isEqualTo(86_400_000);
        assertThat(Pace.pauseMillis(Duration.ofSeconds(-1))).isZero();
    }
}
