package dev.laurel.samplehost.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.MessageFormat;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextsTest {
    private final Texts english = Texts.in(Locale.ENGLISH);
    private final Texts french = Texts.in(Locale.FRENCH);

    @Test
    void givenTwoLanguagesWhenComparedThenBothSayTheSameThings() {
        assertThat(french.keys()).isEqualTo(english.keys()).hasSizeGreaterThan(100);
    }

    @Test
    void givenEveryTextWhenSaidThenNoPatternIsBrokenAndNoArgumentIsLost() {
        Object[] arguments = {"<0>", "<1>", "<2>", "<3>", "<4>"};
        for (String key : english.keys()) {
            String here = english.say(key, arguments);
            String there = french.say(key, arguments);
            for (Object argument : arguments) {
                assertThat(there.contains(argument.toString()))
                        .as("%s says %s in both languages or in none", key, argument)
                        .isEqualTo(here.contains(argument.toString()));
            }
            assertThat(here + there)
                    .as(key)
                    .doesNotContain("''")
                    .doesNotContain("{")
                    .doesNotContain("}");
        }
    }

    @Test
    void givenATextWithApostrophesWhenSaidThenTheyAreThere() {
        assertThat(french.say("site.skip")).isEqualTo("Aller au contenu");
        assertThat(french.say("refuse.option.unknown", "--x")).startsWith("L'option --x n'existe pas");
        assertThat(new MessageFormat("it''s", Locale.ENGLISH).format(new Object[0]))
                .isEqualTo("it's");
    }

    @Test
    void givenNoSuchTextWhenSaidThenTheKeyIsNamed() {
        assertThatThrownBy(() -> english.say("no.such.text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.text");
        assertThat(english.find("no.such.text")).isEmpty();
    }

    @Test
    void givenNumbersWhenWrittenThenEachLanguageHasItsWay() {
        assertThat(english.number(21_420)).isEqualTo("21,420");
        assertThat(french.number(21_420)).matches("21\\h420");
        assertThat(english.signed(10)).isEqualTo("+10");
        assertThat(english.signed(-10)).isEqualTo("\u221210");
        assertThat(english.signed(0)).isEqualTo("0");
        assertThat(english.share(246 / 333.0)).isEqualTo("73.9%");
        assertThat(french.share(246 / 333.0)).matches("73,9\\h%");
        assertThat(english.ratio(0.9971)).isEqualTo("0.997");
    }

    @Test
    void givenTimesWhenWrittenThenMidnightIsADay() {
        assertThat(english.moment(Instant.parse("2018-03-12T00:00:00Z"))).isEqualTo("12 Mar 2018");
        assertThat(english.moment(Instant.parse("2018-03-12T17:00:45.567Z"))).isEqualTo("12 Mar 2018, 17:00");
        assertThat(french.moment(Instant.parse("2018-06-28T00:00:00Z"))).isEqualTo("28 juin 2018");
    }
}
