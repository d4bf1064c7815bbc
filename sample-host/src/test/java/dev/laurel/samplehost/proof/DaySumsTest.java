package dev.laurel.samplehost.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.laurel.spi.reward.Words;
import dev.laurel.view.EntryLine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DaySumsTest {
    private static EntryLine line(String rule, String happened, long amount) {
        Instant at = Instant.parse(happened);
        return new EntryLine(
                "1",
                "points/reputation",
                amount,
                0,
                at,
                at,
                "vote.up",
                "author",
                "answer",
                "post-1",
                "stackexchange/reputation-2018/" + rule,
                Words.of(rule, rule, rule),
                "0123456789ab",
                "1",
                false,
                "",
                Optional.empty());
    }

    @Test
    void givenLines_whenAddedUp_thenByUtcDayWithoutTheStartAndTheFloor() {
        assertThat(DaySums.of(List.of(
                        line("answer-up", "2018-03-13T00:00:00Z", 10),
                        line("joined", "2018-03-12T09:00:00Z", 1),
                        line("voted-down", "2018-03-12T23:59:59.999Z", -2),
                        line("at-least-one", "2018-03-12T23:59:59.999Z", 2),
                        line("answer-up", "2018-03-13T23:00:00Z", 10),
                        line("votes-a-day", "2018-03-13T23:00:00Z", -5))))
                .containsExactly(entry(LocalDate.of(2018, 3, 12), -2L), entry(LocalDate.of(2018, 3, 13), 15L));
    }
}
