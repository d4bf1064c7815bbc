package dev.laurel.spi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String HIDDEN = "hunter2-hunter2";

    private static final Setting<URI> BASE_URL = Setting.uri("base-url", "Where the forum lives");
    private static final Setting<Secret> TOKEN = Setting.secret("token", "An API key that may read posts");
    private static final Setting<Long> PAGE_SIZE = Setting.integer("page-size", "Posts asked for at once")
            .between(1L, 100L)
            .orElse(50L);
    private static final Setting<Duration> PAUSE = Setting.duration("pause", "Between two polls")
            .orElse(Duration.ofMinutes(5))
            .between(Duration.ofSeconds(1), Duration.ofHours(1));
    private static final ConfigSpec SPEC = ConfigSpec.of(BASE_URL, TOKEN, PAGE_SIZE, PAUSE);

    @Test
    void givenEverythingRequired_whenParsed_thenValuesAreTypedAndDefaultsFillTheRest() {
        Settings settings = parse(Map.of("base-url", " https://forum.example ", "token", HIDDEN, "page-size", "7"));

        assertThat(settings.get(BASE_URL)).isEqualTo(URI.create("https://forum.example"));
        assertThat(settings.get(TOKEN).reveal()).isEqualTo(HIDDEN);
        assertThat(settings.get(PAGE_SIZE)).isEqualTo(7L);
        assertThat(settings.get(PAUSE)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void givenSeveralMistakes_whenParsed_thenAllAreReportedAtOnceEachWithPlaceValueReasonAndRemedy() {
        InvalidConfigException thrown = refused(
                SPEC, Map.of("base-url", "forum", "page-size", "500", "pause", "soon", "page_sise", "9", "x", "y"));

        assertThat(thrown.problems())
                .containsExactly(
                        "plugin discourse, extension posts, setting base-url: 'forum' is not an absolute URI;"
                                + " set it to an absolute URI such as https://example.org",
                        "plugin discourse, extension posts, setting token: it is required and not set;"
                                + " set it to a secret text (An API key that may read posts)",
                        "plugin discourse, extension posts, setting page-size: '500' is out of bounds;"
                                + " set it to a whole number from 1 to 100",
                        "plugin discourse, extension posts, setting pause: 'soon' is not a duration;"
                                + " set it to a duration from 1s to 1h",
                        "plugin discourse, extension posts, setting 'page_sise': there is no such setting;"
                                + " the nearest is page-size: correct the name or remove it",
                        "plugin discourse, extension posts, setting 'x': there is no such setting;"
                                + " the nearest is token: correct the name or remove it");
        assertThat(thrown).hasMessage(String.join("\n", thrown.problems()));
    }

    @Test
    void givenAnExtensionWithoutSettings_whenOneIsGiven_thenTheRemedyIsToRemoveIt() {
        assertThat(refused(ConfigSpec.none(), Map.of("token", "x")).problems())
                .containsExactly("plugin discourse, extension posts, setting 'token': there is no such setting;"
                        + " this extension has none, so remove it");
        assertThat(Settings.parse("discourse", "posts", ConfigSpec.none(), Map.of()))
                .hasToString("[]");
    }

    @Test
    void givenASecretInEveryPlaceItCanBeIn_whenThingsGoWrong_thenItIsInNoMessageAndNoText() {
        Setting<Secret> withDefault = TOKEN.orElse(Secret.of(HIDDEN));
        Settings settings = parse(Map.of("base-url", "https://joe:" + HIDDEN + "@forum.example/a", "token", HIDDEN));
        Map<String, String> wrong =
                Map.of("base-url", "https://joe:" + HIDDEN + "@forum example", "token", HIDDEN, "tokn", HIDDEN);

        assertThat(List.of(
                        settings.toString(),
                        settings.get(TOKEN).toString(),
                        withDefault.toString(),
                        withDefault.defaultValue().toString(),
                        ConfigSpec.of(withDefault).toString(),
                        refused(SPEC, wrong).toString(),
                        refused(ConfigSpec.of(withDefault), Map.of("token", " "))
                                .toString(),
                        refused(ConfigSpec.none(), Map.of("token", HIDDEN)).toString()))
                .noneMatch(text -> text.contains(HIDDEN))
                .noneMatch(text -> text.contains("joe"));
        assertThat(settings.get(BASE_URL).getUserInfo()).contains(HIDDEN);
    }

    @Test
    void givenTwoSecrets_whenCompared_thenTheyAreEqualByTextAndNeverSerialisable() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
        assertThat(Secret.of("a")).isNotInstanceOf(Serializable.class).hasToString("***");
        assertThat(TOKEN.isSecret()).isTrue();
        assertThat(BASE_URL.isSecret()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "250ms,PT0.25S",
        "30s,PT30S",
        "5m,PT5M",
        "2h,PT2H",
        "7d,PT168H",
        "0s,PT0S",
        "PT5M,PT5M",
        "pt1h30m,PT1H30M",
        "P2D,PT48H"
    })
    void givenADuration_whenWrittenShortOrAsIso8601_thenItIsRead(String text, Duration expected) {
        assertThat(one(Setting.duration("wait", "A wait"), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5 m", "-5m", "PT-5M", "5M", "1.5h", "five minutes", "999999999999999999d", "٥m", "m"})
    void givenADuration_whenItCannotBeRead_thenItIsRefusedWithAnExample(String text) {
        assertThat(refusedOne(Setting.duration("wait", "A wait"), text))
                .endsWith("'" + text
                        + "' is not a duration; set it to a duration such as 250ms, 30s, 5m, 2h, 7d or PT1H30M");
    }

    @ParameterizedTest
    @CsvSource({"0.5,0.5", "-1,-1", "1e3,1000", ".25,0.25", "+2.,2"})
    void givenADecimal_whenWrittenWithAPoint_thenItIsReadWhateverTheLocale(String text, double expected) {
        assertThat(one(Setting.decimal("share", "A share"), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,5", "NaN", "Infinity", "1d", "0x1p3", "1e999", "1 000", "", "a"})
    void givenADecimal_whenItIsNotAFiniteNumber_thenItIsRefused(String text) {
        assertThat(refusedOne(Setting.decimal("share", "A share"), text)).contains("set it to a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1.0", "1_000", "0x10", "٥", "ten"})
    void givenAWholeNumber_whenItIsNone_thenItIsRefused(String text) {
        assertThat(refusedOne(Setting.integer("count", "A count"), text))
                .endsWith("'" + text + "' is not a whole number; set it to a whole number such as 50");
    }

    @Test
    void givenBounds_whenAValueIsOnThem_thenItIsAllowedAndTheNextOneIsNot() {
        Setting<Long> count = Setting.integer("count", "A count").between(-3L, Long.MAX_VALUE);

        assertThat(one(count, "-3")).isEqualTo(-3L);
        assertThat(one(count, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(refusedOne(count, "-4")).contains("'-4' is out of bounds; set it to a whole number from -3 to ");
        assertThat(refusedOne(Setting.decimal("share", "A share").between(0.0, 1.0), "1.0000001"))
                .endsWith("'1.0000001' is out of bounds; set it to a number from 0.0 to 1.0");
    }

    @Test
    void givenTheOtherKinds_whenRead_thenTheyAreWhatTheyClaim() {
        assertThat(one(Setting.flag("on", "Whether"), "TRUE")).isTrue();
        assertThat(one(Setting.flag("on", "Whether"), "false")).isFalse();
        assertThat(refusedOne(Setting.flag("on", "Whether"), "yes")).endsWith("set it to true or false");
        assertThat(one(Setting.path("folder", "A folder"), "data/in")).isEqualTo(Path.of("data", "in"));
        assertThat(refusedOne(Setting.path("folder", "A folder"), "a\0b")).contains("'a?b' is not a path");
        assertThat(one(Setting.text("greeting", "A greeting"), " Hello\n")).isEqualTo(" Hello\n");
        assertThat(one(Setting.choice("mode", "A mode", "fast", "slow"), "slow "))
                .isEqualTo("slow");
        assertThat(refusedOne(Setting.choice("mode", "A mode", "fast", "slow"), "Slow"))
                .endsWith("'Slow' is not an allowed word; set it to one of fast, slow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void givenASettingOfNothing_whenParsed_thenItIsAProblemAndNeverTheDefault(String nothing) {
        assertThat(refusedOne(PAGE_SIZE, nothing))
                .endsWith("it is set to nothing; set it to a whole number from 1 to 100, or leave it out for 50");
        assertThat(refusedOne(Setting.text("greeting", "A greeting"), nothing)).contains("set to nothing");
    }

    @Test
    void givenAValueMadeToForgeALogLine_whenReported_thenItStaysOnOneLineAndShort() {
        String forged = "1\n2026-01-01 ERROR all is lost\u2028" + "9".repeat(500);

        assertThat(refusedOne(PAGE_SIZE, forged))
                .hasLineCount(1)
                .doesNotContain("\u2028")
                .hasSizeLessThan(300);
        assertThat(refused(SPEC, Map.of(forged, "x")).problems())
                .allMatch(problem -> problem.lines().count() == 1 && problem.length() < 300);
    }

    @ParameterizedTest
    @CsvSource({"BASE_URL,base-url", "base.url,base-url", "pagesize,page-size", "tokens,token", "PAUSE,pause"})
    void givenAnUnknownName_whenReported_thenTheNearestValidOneIsNamed(String given, String nearest) {
        assertThat(refused(SPEC, Map.of(given, "1")).problems())
                .last()
                .asString()
                .contains("the nearest is " + nearest + ":");
    }

    @Test
    void givenTwoWords_whenTheirDistanceIsTaken_thenItIsTheNumberOfChangedLetters() {
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("abc", "")).isEqualTo(3);
        assertThat(Spelling.distance("abc", "abc")).isZero();
    }

    @Test
    void givenASettingThatWasNotDeclared_whenAsked_thenThePluginIsToldItsMistake() {
        Settings settings = parse(Map.of("base-url", "https://forum.example", "token", HIDDEN));

        for (Setting<?> other : List.of(
                Setting.text("other", "Another"), Setting.text("base-url", "Another type"), PAGE_SIZE.orElse(51L))) {
            assertThatThrownBy(() -> settings.get(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("plugin discourse, extension posts")
                    .hasMessageContaining(other.name());
        }
        assertThat(settings.get(Setting.uri("base-url", "An equal declaration")))
                .hasHost("forum.example");
    }

    @Test
    void givenTheMapThatWasParsed_whenItChangesLater_thenTheSettingsDoNot() {
        Map<String, String> values = new HashMap<>(Map.of("base-url", "https://forum.example", "token", HIDDEN));
        Settings settings = parse(values);

        values.put("page-size", "1");

        assertThat(settings.get(PAGE_SIZE)).isEqualTo(50L);
        assertThat(settings).isEqualTo(parse(Map.of("base-url", "https://forum.example", "token", HIDDEN)));
        assertThatThrownBy(() -> SPEC.settings().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void givenAModifier_whenCalled_thenTheSettingItWasCalledOnStaysAsItWas() {
        Setting<Long> required = Setting.integer("count", "A count");

        Setting<Long> optional = required.between(1L, 9L).orElse(5L);

        assertThat(required.defaultValue()).isEmpty();
        assertThat(optional.defaultValue()).contains(5L);
        assertThat(one(required, "10")).isEqualTo(10L);
        assertThat(optional.description()).isEqualTo("A count");
        assertThat(optional)
                .hasToString("count: a whole number from 1 to 9, by default 5")
                .isNotEqualTo(required);
        assertThat(optional).isEqualTo(required.orElse(5L).between(1L, 9L)).hasSameHashCodeAs(required);
    }

    @Test
    void givenADeclarationThatCannotBeMet_whenItIsMade_thenItFailsThereWithTheReason() {
        Setting<Long> count = Setting.integer("count", "A count");

        assertThatThrownBy(() -> count.between(2L, 1L)).hasMessageContaining("from 2 to 1");
        assertThatThrownBy(() -> count.between(1L, 2L).orElse(3L)).hasMessageContaining("the default 3 is not");
        assertThatThrownBy(() -> count.orElse(3L).between(1L, 2L)).hasMessageContaining("the default 3 is not");
        assertThatThrownBy(() -> Setting.decimal("share", "A share").orElse(Double.NaN))
                .hasMessageContaining("the default NaN is not");
        assertThatThrownBy(() -> Setting.choice("mode", "A mode", "a").orElse("b"))
                .hasMessageContaining("the default b is not one of a");
        assertThatThrownBy(() -> Setting.text("greeting", "A greeting").between("a", "b"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ConfigSpec.of(count, Setting.text("count", "Another")))
                .hasMessageContaining("two settings are called count");
        assertThatThrownBy(() -> Setting.choice("mode", "A mode")).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Setting.choice("mode", "A mode", "a", "a")).hasMessageContaining("different words");
        assertThatThrownBy(() -> Setting.text("greeting", " ")).hasMessageContaining("what it is for");
        assertThatThrownBy(() -> new InvalidConfigException(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Base-Url", "base_url", "base url", "-a", "a-", "a--b", "1a", "é"})
    void givenANameThatIsNotKebabCase_whenDeclared_thenItFailsThere(String name) {
        assertThatThrownBy(() -> Setting.text(name, "A text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    private static Settings parse(Map<String, String> values) {
        return Settings.parse("discourse", "posts", SPEC, values);
    }

    private static InvalidConfigException refused(ConfigSpec spec, Map<String, String> values) {
        InvalidConfigException thrown = catchThrowableOfType(
                InvalidConfigException.class, () -> Settings.parse("discourse", "posts", spec, values));
        assertThat(thrown).as("a refusal").isNotNull();
        return thrown;
    }

    private static <T> T one(Setting<T> setting, String text) {
        return Settings.parse("discourse", "posts", ConfigSpec.of(setting), Map.of(setting.name(), text))
                .get(setting);
    }

    private static String refusedOne(Setting<?> setting, String text) {
        List<String> problems =
                refused(ConfigSpec.of(setting), Map.of(setting.name(), text)).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
