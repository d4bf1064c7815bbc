package dev.laurel.plugin.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.testkit.FakeContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackExchangePluginTest {
    @TempDir
    Path directory;

    private static Plugin plugin() {
        return ServiceLoader.load(Plugin.class, StackExchangePluginTest.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals("stackexchange"))
                .findFirst()
                .orElseThrow();
    }

    private static Object instance(String name, Map<String, String> values) throws Exception {
        Extension<?> extension = plugin().extensions().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return extension.factory().create(FakeContext.of(extension, values));
    }

    private static List<RuleSpec> specs() throws Exception {
        List<RuleSpec> specs = new ArrayList<>();
        for (String set : List.of("reputation-2018", "badges-2018")) {
            for (Object rule : (List<?>) instance(set, Map.of())) {
                specs.add(((RewardRule) rule).spec());
            }
        }
        return specs;
    }

    @Test
    void givenTheClassPath_whenPluginsAreLookedFor_thenThisOneIsFoundWithItsExtensions() {
        assertThat(plugin().extensions())
                .extracting(Extension::toString)
                .containsExactly("PULL_CONNECTOR dump", "REWARD_RULES reputation-2018", "REWARD_RULES badges-2018");
    }

    @Test
    void givenADirectory_whenTheConnectorIsMade_thenItReadsTheDumpThere() throws Exception {
        SmallDump.ofACommunity(directory);
        try (PullConnector connector = (PullConnector) instance("dump", Map.of("directory", directory.toString()))) {
            assertThat(connector.pull(Cursor.start(), 100).activities()).hasSize(13);
        }
    }

    @Test
    void givenTheRules_whenTheirNamesAreListed_thenNoTwoAreEqual() throws Exception {
        List<String> names = specs().stream().map(RuleSpec::name).toList();

        assertThat(names).hasSize(18);
        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    }

    @Test
    void givenTheRules_whenReadInEnglishAndFrench_thenTheSentencesAreCompleteAndDiffer() throws Exception {
        for (RuleSpec spec : specs()) {
            String english = spec.words().in(Locale.ENGLISH);
            String french = spec.words().in(Locale.FRENCH);
            for (String sentence : List.of(english, french)) {
                assertThat(sentence).endsWith(".").doesNotContain("{", "}", "''");
                spec.words()
                        .arguments()
                        .forEach(argument -> assertThat(sentence).contains(argument.toString()));
            }
            assertThat(french).isNotEqualTo(english);
        }
    }

    @Test
    void givenTheRules_whenTheApostrophesAreLookedFor_thenNoneIsLost() throws Exception {
        List<String> french =
                specs().stream().map(spec -> spec.words().in(Locale.FRENCH)).toList();

        assertThat(french)
                .anyMatch(sentence -> sentence.contains("qui l'a écrite"))
                .noneMatch(sentence -> sentence.contains(" la écrite"));
        assertThat(specs()).anyMatch(spec -> spec.words().in(Locale.ENGLISH).contains("one's own"));
    }
}
