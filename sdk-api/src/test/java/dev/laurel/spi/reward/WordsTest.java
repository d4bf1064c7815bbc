package dev.laurel.spi.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Words EARNED = Words.of(
            "earned",
            "The author''s answer earned {0} points.",
            "La réponse de l'auteur a rapporté {0} points.",
            1_234_567L);

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakTurkish() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void givenATurkishHost_whenWordsAreSaidInEnglishAndFrench_thenNumbersAreWrittenAsThoseLanguagesDo() {
        assertThat(EARNED.in(Locale.UK)).isEqualTo("The author's answer earned 1,234,567 points.");
        assertThat(EARNED.in(Locale.CANADA_FRENCH))
                .isEqualTo("La réponse de l'auteur a rapporté 1\u202f234\u202f567 points.");
        assertThat(Words.of("share", "{0}", "{0}", 0.25).in(Locale.FRENCH)).isEqualTo("0,25");
        assertThat(Words.of("share", "{0}", "{0}", 0.25).in(Locale.ENGLISH)).isEqualTo("0.25");
    }

    @Test
    void givenALanguageWeDoNotSpeak_whenWordsAreSaidInIt_thenTheyAreEnglishThroughout() {
        assertThat(EARNED.in(Locale.forLanguageTag("tr-TR"))).isEqualTo("The author's answer earned 1,234,567 points.");
        assertThat(EARNED.in(Locale.ROOT)).isEqualTo(EARNED.in(Locale.ENGLISH));
        assertThat(EARNED).hasToString("The author's answer earned 1,234,567 points.");
        assertThat(EARNED.pattern(Locale.FRANCE)).startsWith("La réponse");
    }

    @Test
    void givenApostrophesDoubledOrNot_whenWordsAreSaid_thenTheyAreApostrophesAndArgumentsAreFilledIn() {
        Words words = Words.of("k", "it's {0}", "aujourd'hui c'est l''heure de {0}", "d'Ada {0}");

        assertThat(words.in(Locale.ENGLISH)).isEqualTo("it's d'Ada {0}");
        assertThat(words.in(Locale.FRENCH)).isEqualTo("aujourd'hui c'est l'heure de d'Ada {0}");
    }

    @Test
    void givenOneOrMany_whenThePatternChooses_thenEachLanguageChoosesItsOwnWay() {
        String english = "{0,choice,0#no points|1#one point|1<{0} points}";
        String french = "{0,choice,0#aucun point|1#un point|1<{0} points}";

        assertThat(Words.of("k", english, french, 0).in(Locale.FRENCH)).isEqualTo("aucun point");
        assertThat(Words.of("k", english, french, 1).in(Locale.ENGLISH)).isEqualTo("one point");
        assertThat(Words.of("k", english, french, 2000).in(Locale.FRENCH)).isEqualTo("2\u202f000 points");
    }

    @Test
    void givenATime_whenWordsAreSaid_thenItIsWrittenTheSameEverywhere() {
        assertThat(Words.of("k", "at {0}", "à {0}", Instant.parse("2018-06-01T12:00:00Z"))
                        .in(Locale.FRENCH))
                .isEqualTo("à 2018-06-01T12:00:00Z");
    }

    @Test
    void givenTheArrayOfArguments_whenItChangesLater_thenTheWordsDoNot() {
        Object[] arguments = {1};
        Words words = Words.of("k", "{0}", "{0}", arguments);

        arguments[0] = 2;

        assertThat(words.arguments()).containsExactly(1);
        assertThat(words).isEqualTo(Words.of("k", "{0}", "{0}", 1)).hasSameHashCodeAs(Words.of("k", "{0}", "{0}", 1));
        assertThat(words)
                .isNotEqualTo(Words.of("k", "{0}", "{0}", 2))
                .isNotEqualTo(Words.of("k", "{0} ", "{0}", 1))
                .isNotEqualTo(Words.of("k", "{0}", "{0} ", 1));
        assertThatThrownBy(() -> words.arguments().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void givenAMistakeInAPattern_whenTheWordsAreMade_thenItIsNamedThereWithItsLanguage() {
        assertThatThrownBy(() -> Words.of("k", "fine", "{0", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("words k, French pattern");
        assertThatThrownBy(() -> Words.of("k", "{1}", "{0}", 1))
                .hasMessageContaining("words k, English pattern: it uses {1}, but there are only 1");
        assertThatThrownBy(() -> Words.of("k", "{0,number}", "x", "text"))
                .hasMessageContaining("words k, English pattern");
        assertThatThrownBy(() -> Words.of("k", "{0}", "{0}", new AtomicLong(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a java.util.concurrent.atomic.AtomicLong");
    }
}
