package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contracts over a plugin that keeps them, and over the same with one flaw. Which of a contract's tests find a flaw is written
 * down in {@code flaws.txt}: all of them, or with a plus those that do for certain.
 */
class ContractsTest {
    private static final Map<String, Class<?>> CONTRACTS = Map.of(
            "PULL", Specimens.Pull.class,
            "PUSH", Specimens.Push.class,
            "ENRICH", Specimens.Enrich.class,
            "CHANNEL", Specimens.Notify.class,
            "RULES", Specimens.Rules.class,
            "SCORER", Specimens.Score.class,
            "COMMUNITY", Specimens.Refine.class);

    private static Class<?> contract(Flaw flaw) {
        return CONTRACTS.get(flaw.name().substring(0, flaw.name().indexOf('_')));
    }

    private static Map<Flaw, List<String>> expected() throws IOException {
        Map<Flaw, List<String>> expected = new TreeMap<>();
        try (InputStream in = ContractsTest.class.getResourceAsStream("flaws.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    List<String> words = List.of(line.strip().split(" +", -1));
                    expected.put(Flaw.valueOf(words.get(0)), words.subList(1, words.size()));
                }
            }
        }
        return expected;
    }

    static Stream<Class<?>> contracts() {
        return CONTRACTS.values().stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void givenASoundPlugin_whenTheContractIsRun_thenNothingFailsIsSkippedOrReported(Class<?> contract) {
        Run run = Run.of(contract, Flaw.NONE);

        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).isEmpty();
        assertThat(run.reported()).isEmpty();
        assertThat(run.succeeded()).isGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void givenAFlaw_whenTheContractIsRun_thenTheseTestsFindIt(Flaw flaw) throws IOException {
        List<String> expected = expected().getOrDefault(flaw, List.of("nothing"));
        Set<String> found = Run.of(contract(flaw), flaw).failures().keySet();

        if (expected.get(0).equals("+")) {
            assertThat(found).containsAll(expected.subList(1, expected.size()));
        } else {
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void givenAllFlaws_whenTheirFindersAreCounted_thenEveryTestOfAContractIsAmongThem() throws IOException {
        Set<String> finders = new TreeSet<>();
        expected().values().forEach(finders::addAll);
        Set<String> tests = new TreeSet<>();
        contracts().forEach(contract -> tests(contract, tests));

        assertThat(tests).hasSizeGreaterThan(60);
        finders.remove("+");
        assertThat(finders).as("tests that have been seen to fail").isEqualTo(tests);
    }

    private static void tests(Class<?> contract, Set<String> names) {
        for (Class<?> each = contract; each != null; each = each.getSuperclass()) {
            Arrays.stream(each.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .forEach(method -> names.add(method.getName()));
        }
    }

    @Test
    void givenAFailingContract_whenItsMessageIsRead_thenItSaysWhatToDo() {
        Flaw[] said = {Flaw.PULL_IGNORES_STATUS, Flaw.PUSH_IGNORES_SIGNATURE, Flaw.RULES_COUNT_CALLS};
        List<String> remedies = List.of("take a status other than 2xx", "compare the signature", "declared counter");
        for (int i = 0; i < said.length; i++) {
            String remedy = remedies.get(i);
            assertThat(Run.of(contract(said[i]), said[i]).failures().values())
                    .isNotEmpty()
                    .allMatch(message -> message.contains(remedy));
        }
    }

    @Test
    void givenASecretThatLeaks_whenTheContractSaysSo_thenItDoesNotRepeatIt() {
        assertThat(Run.of(Specimens.Pull.class, Flaw.PULL_SECRET_IN_LOG)
                        .failures()
                        .values())
                .isNotEmpty()
                .noneMatch(message -> message.contains(Specimens.TOKEN));
    }
}
