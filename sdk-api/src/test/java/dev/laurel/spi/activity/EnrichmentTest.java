package dev.laurel.spi.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnrichmentTest {

    @Test
    void givenAnswers_whenTheyAreAdded_thenTheyComeInTheOrderOfTheirKeysAndShowNoValue() {
        Enrichment found = Enrichment.of("mood", 0.5).and("language", "fr").and("mood", -0.5);

        assertThat(found.attributes()).containsExactly(Map.entry("language", "fr"), Map.entry("mood", -0.5));
        assertThat(found).hasToString("answers [language, mood]");
        assertThat(found).isEqualTo(Enrichment.of("language", "fr").and("mood", -0.5));
        assertThat(Enrichment.none().attributes()).isEmpty();
    }

    @Test
    void givenAValueThatCannotBeStored_whenItIsAnAnswer_thenItIsRefused() {
        assertThatThrownBy(() -> Enrichment.of("count", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count")
                .hasMessageContaining("java.lang.Integer");
    }

    @Test
    void givenADelivery_whenItIsHandedInOnceMore_thenOnlyThatIsDifferent() {
        Delivery first = Delivery.of("/shop", Map.of(), new byte[] {7}, Instant.EPOCH);
        Delivery again = first.method("get").verified();

        assertThat(first.isVerified()).isFalse();
        assertThat(first.method()).isEqualTo("POST");
        assertThat(again.isVerified()).isTrue();
        assertThat(again.method()).isEqualTo("GET");
        assertThat(again.body()).containsExactly(7);
        assertThat(again.receivedAt()).isEqualTo(Instant.EPOCH);
    }
}
