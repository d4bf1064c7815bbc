package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Receipt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
    private static String mapped(int scale, String json) throws Exception {
        String yaml =
                "entries: [{activity: a, id: /id, at: received, amount: {pointer: /n, scale: %d}}]".formatted(scale);
        Receipt receipt = Mapped.of(yaml, "{\"id\": 1, \"n\": " + json + "}");
        return receipt.rejects().isEmpty()
                ? Long.toString(receipt.activities().get(0).amount().orElseThrow())
                : receipt.rejects().get(0).code();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0.1, 10",
        "2, 0.30, 30",
        "9, 0.30000000000000004, AMOUNT_NOT_EXACT",
        "2, 1.005, AMOUNT_NOT_EXACT",
        "2, 1.000, 100",
        "2, 12, 1200",
        "2, -3.5, -350",
        "2, -0, 0",
        "2, '\"19.99\"', 1999",
        "2, '\"-19.99\"', -1999",
        "2, 1.5e1, 1500",
        "2, 15E-1, 150",
        "2, 1e-3, AMOUNT_NOT_EXACT",
        "0, 1e18, 1000000000000000000",
        "0, 1e19, AMOUNT_OUT_OF_BOUNDS",
        "0, 10000000000000000000.0, AMOUNT_OUT_OF_BOUNDS",
        "0, 0e999, 0",
        "0, 1e999, AMOUNT_OUT_OF_BOUNDS",
        "0, 1e-999, AMOUNT_NOT_EXACT",
        "0, 1e9999999, FIELD_UNEXPECTED",
        "0, 9223372036854775807, 9223372036854775807",
        "0, 9223372036854775808, AMOUNT_OUT_OF_BOUNDS",
        "0, -9223372036854775808, -9223372036854775808",
        "2, 92233720368547758.07, 9223372036854775807",
        "0, 0.5, AMOUNT_NOT_EXACT",
        "2, '\"12,50\"', FIELD_UNEXPECTED",
        "2, '\"€ 12\"', FIELD_UNEXPECTED",
        "2, '\"0x10\"', FIELD_UNEXPECTED",
        "2, '\"\"', FIELD_UNEXPECTED",
        "2, true, FIELD_UNEXPECTED",
        "2, [], FIELD_UNEXPECTED",
        "2, null, FIELD_MISSING",
    })
    void givenAnAmount_whenMapped_thenItIsExactOrRejected(int scale, String json, String expected) throws Exception {
        assertThat(mapped(scale, json)).isEqualTo(expected);
    }

    @Test
    void givenThePricesThatBinaryFractionsGetWrong_whenAddedUpInMinorUnits_thenTheSumIsRight() throws Exception {
        assertThat(Long.parseLong(mapped(2, "0.1")) + Long.parseLong(mapped(2, "0.2")))
                .isEqualTo(Long.parseLong(mapped(2, "0.3")));
        assertThat(mapped(2, "1.15")).isEqualTo("115");
        assertThat(mapped(2, "4.35")).isEqualTo("435");
        assertThat(mapped(2, "8.41")).isEqualTo("841");
    }

    @Test
    void givenPricesAtRandom_whenMapped_thenTheyAreWhatTheirDigitsSay() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 500; i++) {
            long minor = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
            int scale = random.nextInt(5);
            String price = new BigDecimal(BigInteger.valueOf(minor), scale).toPlainString();

            assertThat(mapped(scale, price)).as(price).isEqualTo(Long.toString(minor));
            assertThat(mapped(scale, "\"" + price + "\"")).isEqualTo(Long.toString(minor));
        }
    }

    @Test
    void givenAnOptionalAmount_whenItIsNotThere_thenTheActivityHasNone() throws Exception {
        String yaml = "entries: [{activity: a, id: /id, at: received, amount: {pointer: /n, optional: true}}]";

        assertThat(Mapped.of(yaml, "{\"id\": 1}").activities().get(0).amount()).isEmpty();
        assertThat(Mapped.of(yaml, "{\"id\": 1, \"n\": 5}").activities().get(0).amount())
                .hasValue(5);
    }
}
