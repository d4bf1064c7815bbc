package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.spi.activity.DeliveryRejectedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static DeliveryRejectedException refusal(byte[] body) {
        return catchThrowableOfType(DeliveryRejectedException.class, () -> Body.read(body));
    }

    private static DeliveryRejectedException refusal(String body) {
        return refusal(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void givenJson_whenRead_thenNumbersKeepTheirDigits() throws Exception {
        Json read =
                Body.read("{\"a\": 1.10, \"b\": [-0, 1E+2, null, true, \"\\u00e9\"]}".getBytes(StandardCharsets.UTF_8));

        assertThat(Pointer.parse("/a").find(read)).isEqualTo(new Json.Numeral("1.10"));
        assertThat(Pointer.parse("/b/0").find(read)).isEqualTo(new Json.Numeral("-0"));
        assertThat(Pointer.parse("/b/1").find(read)).isEqualTo(new Json.Numeral("1E+2"));
        assertThat(Pointer.parse("/b/2").find(read)).isEqualTo(new Json.Nothing());
        assertThat(Pointer.parse("/b/3").find(read)).isEqualTo(new Json.Flag(true));
        assertThat(Pointer.parse("/b/4").find(read)).isEqualTo(new Json.Text("é"));
        assertThat(Pointer.parse("/b/5").find(read)).isNull();
        assertThat(Pointer.parse("").find(read)).isSameAs(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1,]",
                "{\"a\":}",
                "{\"a\" 1}",
                "{} {}",
                "[1] 2",
                "nul",
                "NaN",
                "01",
                "+1",
                ".5",
                "1.",
                "'a'",
                "{a:1}",
                "// c\n1",
                "\"\u0001\"",
                "a=b&c=d",
                "<xml/>",
                "\uFEFF{}",
                "[[[",
                "{\"a\":1",
                "\"abc"
            })
    void givenWhatIsNotJson_whenRead_thenTheRefusalSaysWhereAndWhatToSend(String body) {
        DeliveryRejectedException refusal = refusal(body);

        assertThat(refusal.code()).isEqualTo("BODY_NOT_JSON");
        assertThat(refusal)
                .hasMessageMatching("the body is not JSON from line \\d+, column \\d+ on: let the source send"
                        + " application/json, not a form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n\t"})
    void givenNothing_whenRead_thenTheRefusalSaysSo(String body) {
        assertThat(refusal(body).code()).isEqualTo("BODY_EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32BE", "ISO-8859-1"})
    void givenAnotherEncoding_whenRead_thenItIsNotGuessed(String charset) {
        assertThat(refusal("{\"name\": \"Zoë\"}".getBytes(Charset.forName(charset)))
                        .code())
                .isIn("BODY_NOT_UTF8", "BODY_NOT_JSON");
    }

    @Test
    void givenBytesThatAreNotUtf8_whenRead_thenTheyAreNotReplacedButRefused() {
        // An overlong slash, half a surrogate pair, a byte that begins nothing.
        for (byte[] bad : new byte[][] {
            {'"', (byte) 0xC0, (byte) 0xAF, '"'},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            {'"', (byte) 0xFF, '"'}
        }) {
            assertThat(refusal(bad).code()).isEqualTo("BODY_NOT_UTF8");
        }
    }

    @Test
    void givenANameTwice_whenRead_thenTheRefusalSaysWhereAndNotWhich() {
        DeliveryRejectedException refusal = refusal("{\"user\": {\"winifred\": 1,\n \"winifred\": 2}}");

        assertThat(refusal.code()).isEqualTo("BODY_NAME_TWICE");
        assertThat(refusal).hasMessageContaining("before line 2, column 14").hasMessageNotContaining("winifred");
        assertThat(refusal("{\"a\": null, \"\\u0061\": null}").code()).isEqualTo("BODY_NAME_TWICE");
    }

    @ParameterizedTest
    @CsvSource({"64, ''", "65, BODY_OUT_OF_BOUNDS", "100000, BODY_OUT_OF_BOUNDS"})
    void givenDepth_whenRead_thenItHasABound(int depth, String code) {
        for (String[] pair : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
            DeliveryRejectedException refusal = refusal(pair[0].repeat(depth) + "1" + pair[1].repeat(depth));

            assertThat(refusal == null ? "" : refusal.code()).isEqualTo(code);
        }
    }

    @Test
    void givenLongNumbersAndNames_whenRead_thenTheyHaveBounds() {
        assertThat(refusal("9".repeat(40))).isNull();
        assertThat(refusal("9".repeat(41)).code()).isEqualTo("BODY_OUT_OF_BOUNDS");
        assertThat(refusal("-" + "9".repeat(39))).isNull();
        assertThat(refusal("-" + "9".repeat(40)).code()).isEqualTo("BODY_OUT_OF_BOUNDS");
        assertThat(refusal("[0." + "9".repeat(100_000) + "]").code()).isEqualTo("BODY_OUT_OF_BOUNDS");
        assertThat(refusal("{\"" + "n".repeat(1_000) + "\": 1}")).isNull();
        assertThat(refusal("{\"" + "n".repeat(1_001) + "\": 1}").code()).isEqualTo("BODY_OUT_OF_BOUNDS");
        assertThat(refusal("[" + "0,".repeat(1_000_000) + "0]").code()).isEqualTo("BODY_OUT_OF_BOUNDS");
        assertThat(refusal("\"" + "x".repeat(1_000_000) + "\"")).isNull();
    }
}
