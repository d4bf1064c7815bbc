package dev.laurel.samplehost.showcase.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text files are read strictly, and what is wrong is said with file and line. */
class ScenariosTest {
    private static final List<String> RIGHT = List.of(
            "# A comment.",
            "== lost",
            "lang: en",
            "topics: security, esim",
            "with place: a taxi | a bus",
            "title: Lost in {place}",
            "ask: I left it in {place}",
            "  in {town}.",
            "good: [Block|Lock] it.",
            "then: And then?",
            "back: Then wait.");

    @Test
    void givenAScenarioWhenReadThenAllOfItIsThere() {
        Scenario scenario = Scenarios.of(Entry.parse("a.txt", RIGHT)).get(0);

        assertThat(scenario.id()).isEqualTo("lost");
        assertThat(scenario.kind()).isEqualTo(Scenario.Kind.QUESTION);
        assertThat(scenario.topics()).containsExactly("security", "esim");
        assertThat(scenario.bindings()).containsEntry("place", List.of("a taxi", "a bus"));
        assertThat(scenario.lines("ask").get(0).said(Chance.of(1), Map.of("place", "a bus", "town", "Westmere")))
                .isEqualTo("I left it in a bus in Westmere.");
        assertThat(scenario.answers().get(0).text().said(Chance.of(1), Map.of()))
                .isIn("Block it.", "Lock it.");
        assertThat(scenario.answers().get(0).back()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3; lang: de; a.txt:3: the language",
                "7; ask: I left it in {plaice}; a.txt:7: there is nothing to fill in for {plaice}",
                "9; good: [Block it.; a.txt:9: a bracket",
                "9; good: [Block] it.; a.txt:9: [Block] leaves no choice",
                "9; god: Block it.; a.txt:9: \"god\" is no key",
                "9; good Block it.; a.txt:9: it is no",
                "9; good:; a.txt:9: there is nothing",
                "5; with place: a taxi | ; a.txt:5: a part is empty",
                "11; kind: riddle; a.txt:11: there is no kind",
                "3; # none; a.txt:2: it has no",
                "6; # none; a.txt:2: it has no",
            })
    void givenAMistakeWhenReadThenItIsSaidWithFileAndLine(int line, String instead, String problem) {
        List<String> wrong = new ArrayList<>(RIGHT);
        wrong.set(line - 1, instead);

        assertThatThrownBy(() -> Scenarios.of(Entry.parse("a.txt", wrong)))
                .isInstanceOf(ScriptException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void givenChanceWhenSeededThenItIsTheSameNumbersForEver() {
        Chance chance = Chance.of(42);

        assertThat(List.of(chance.below(1_000), chance.below(1_000), chance.below(1_000)))
                .isEqualTo(numbers(Chance.of(42)))
                .isNotEqualTo(numbers(Chance.of(43)));
    }

    private static List<Integer> numbers(Chance chance) {
        return List.of(chance.below(1_000), chance.below(1_000), chance.below(1_000));
    }
}
