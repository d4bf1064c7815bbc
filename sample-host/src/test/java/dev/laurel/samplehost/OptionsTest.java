package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.samplehost.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void givenNothingWhenParsedThenTheUsualHolds() throws RefusedException {
        Options options = Options.parse(List.of());

        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.once() || options.fresh() || options.help()).isFalse();
        assertThat(options.data()).isEmpty();
        assertThat(options.store()).isEmpty();
        assertThat(options.language()).isEmpty();
    }

    @Test
    void givenEveryOptionWhenParsedThenEachIsThere() throws RefusedException {
        Options options = Options.parse(List.of(
                "--break", "--once", "--fresh", "--port", "0", "--data=a b", "--store", "s", "--lang=fr", "--help"));

        assertThat(options)
                .isEqualTo(new Options(
                        true,
                        true,
                        true,
                        true,
                        0,
                        Optional.of(Path.of("a b")),
                        Optional.of(Path.of("s")),
                        Optional.of(Locale.FRENCH)));
    }

    @ParameterizedTest
    @CsvSource({
        "--prot, There is no option --prot",
        "once, There is no option once",
        "--port, The option --port needs a value",
        "--port=, The option --port needs a value",
        "--port=http, 'A port is a number from 0 to 65535, not http'",
        "--port=65536, 'A port is a number from 0 to 65535, not 65536'",
        "--port=-1, 'A port is a number from 0 to 65535, not -1'",
        "--lang=de, 'The demo speaks en and fr, not de'",
        "--once=yes, The option --once takes no value",
        "--data, The option --data needs a value"
    })
    void givenNonsenseWhenParsedThenOneSentenceSaysWhat(String argument, String sentence) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> Options.parse(List.of(argument)));

        assertThat(refused.in(Texts.in(Locale.ENGLISH))).startsWith(sentence).hasLineCount(1);
    }

    @Test
    void givenTheTrialWhenCombinedThenOnlyALanguageGoesWithIt() throws RefusedException {
        assertThat(Options.parse(List.of("--lang=fr", "--break")).breaking()).isTrue();
        for (String other : List.of("--once", "--fresh", "--port=0", "--data=d", "--store=s")) {
            RefusedException refused =
                    catchThrowableOfType(RefusedException.class, () -> Options.parse(List.of("--break", other)));

            assertThat(refused.in(Texts.in(Locale.ENGLISH))).startsWith("The option --break goes alone");
        }
    }

    @Test
    void givenAPortBelowZeroWhenParsedThenTheMessageIsAboutPorts() {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> Options.parse(List.of("--port", "-5")));

        assertThat(refused.in(Texts.in(Locale.ENGLISH))).startsWith("A port is a number from 0 to 65535, not -5");
    }

    @Test
    void givenAnOptionInPlaceOfAValueWhenParsedThenItIsNotSwallowed() {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> Options.parse(List.of("--data", "--once")));

        assertThat(refused.in(Texts.in(Locale.ENGLISH))).startsWith("The option --data needs a value");
    }
}
