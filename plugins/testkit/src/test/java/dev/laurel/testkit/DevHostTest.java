package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin is written, with the first mistakes that people make; the console says what to do about each. */
class DevHostTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private WrittenPlugin plugin;

    @TempDir
    Path folder;

    @BeforeEach
    void aPlugin() {
        plugin = new WrittenPlugin(folder.resolve("classes"));
    }

    private static History sample() {
        return History.from(Instant.parse("2026-03-01T12:00:00Z"))
                .happens("thanked", it -> it.by(Role.AUTHOR, Actor.of("ada")).by(Role.THANKED, Actor.of("bob")))
                .happens("thanked", it -> it.by(Role.AUTHOR, Actor.of("ada")).by(Role.THANKED, Actor.of("ada")));
    }

    private DevHost start(Map<String, String> settings) throws InterruptedException {
        return DevHost.of(plugin.classes())
                .rules("shop/thanks", settings)
                .sample(sample().activities())
                .console(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .start();
    }

    private DevHost start() throws InterruptedException {
        return start(Map.of("factor", "3"));
    }

    /** What was printed since the last time. */
    private List<String> console() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        assertThat(text).doesNotContain("\tat ").doesNotContainPattern("(?m)^Caused by");
        return text.lines().toList();
    }

    private List<String> problems() {
        return console().stream().filter(line -> line.startsWith("problem: ")).toList();
    }

    /** Starts a host over what is wrong, and looks for one sentence that says so, once. */
    private void startsWithProblem(String... parts) throws InterruptedException {
        try (DevHost host = start()) {
            host.look();
            assertThat(problems()).anySatisfy(line -> assertThat(line).contains(parts));
            host.look();
            assertThat(console()).as("it is told once").isEmpty();
        }
    }

    @Test
    void givenAPlugin_whenStarted_thenPointsDeclinesAndStatusArePrinted() throws Exception {
        plugin.compile();
        try (DevHost host = start()) {
            List<String> lines = console();
            assertThat(lines.get(0)).matches("live: shop development-[0-9a-f]{8}");
            assertThat(lines)
                    .contains(
                            "ada: nothing",
                            "  declined OWN by shop/thanks/thanked",
                            "bob: 6 points/kindness",
                            "  6 points/kindness by shop/thanks/thanked: Thanks.")
                    .anyMatch(line -> line.contains("shop/thanks is running") && line.contains("asked=2"))
                    .noneMatch(line -> line.startsWith("problem"));
            host.look();
            assertThat(console()).as("nothing is different").isEmpty();
        }
    }

    @Test
    void givenAHost_whenARuleIsCompiled_thenOneLineSaysWhatIsDifferentInPoints() throws Exception {
        plugin.compile();
        try (DevHost host = start()) {
            console();
            plugin.change("2 * factor", "5 * factor").compile();
            host.look();
            assertThat(console())
                    .singleElement()
                    .asString()
                    .matches("live: shop development-[0-9a-f]{8}: bob 6 -> 15 points/kindness");
            plugin.change("\"Thanks.\"", "\"Thank you.\"").compile();
            host.look();
            assertThat(console()).singleElement().asString().endsWith(": the same points");
        }
    }

    @Test
    void givenNoServiceFile_whenItIsWritten_thenThePluginGoesLive() throws Exception {
        plugin.compile().without(WrittenPlugin.SERVICES);
        try (DevHost host = start()) {
            assertThat(problems())
                    .anySatisfy(line -> assertThat(line)
                            .contains(
                                    plugin.classes().toString(),
                                    "write the name of the class that implements Plugin into"
                                            + " src/main/resources/META-INF/services/dev.laurel.spi.Plugin"));
            plugin.file(WrittenPlugin.SERVICES, "a.Shop");
            host.look();
            assertThat(console()).singleElement().asString().endsWith("bob 0 -> 6 points/kindness");
        }
    }

    @Test
    void givenNoClasses_whenStarted_thenThatIsASentence() throws Exception {
        startsWithProblem(plugin.classes().toString(), "it is not there; compile the plugin");
    }

    @Test
    void givenAServiceFileThatNamesNoClass_whenStarted_thenThatIsASentence() throws Exception {
        plugin.compile("a.Shopp");
        startsWithProblem(
                plugin.classes().toString(),
                "a.Shopp",
                "write the name of the class that implements Plugin, with its package, into"
                        + " src/main/resources/META-INF/services/dev.laurel.spi.Plugin");
    }

    @Test
    void givenNoPublicConstructor_whenStarted_thenThatIsASentence() throws Exception {
        plugin.change("public Shop()", "Shop()").compile();
        startsWithProblem(
                plugin.classes().toString(), "a.Shop", "give the class a public constructor without arguments");
    }

    @Test
    void givenAWrongSpi_whenStarted_thenThatIsASentence() throws Exception {
        plugin.compile().file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nLaurel-Spi-Version: 9.0\n");
        startsWithProblem(
                plugin.classes().toString(),
                "META-INF/MANIFEST.MF",
                "built for SPI 9.0 and this host has 1.1",
                "write Laurel-Spi-Version: 1.1");
    }

    @Test
    void givenANameThatIsNotKebabCase_whenStarted_thenThatIsASentence() throws Exception {
        plugin.change("\"shop\"", "\"myShop\"").compile();
        startsWithProblem(plugin.classes().toString(), "its id is 'myShop'", "correct what id() returns");
    }

    @Test
    void givenTwoExtensionsOfOneName_whenStarted_thenThatIsASentence() throws Exception {
        plugin.change("/*more*/", "Extension.rewardRules(\"thanks\", ConfigSpec.none(), context -> List.of()), ")
                .compile();
        startsWithProblem(
                plugin.classes().toString(), "two extensions are called thanks", "give each a name of its own");
    }

    @Test
    void givenAMissingSetting_whenTheSpecIsMended_thenThePluginGoesLive() throws Exception {
        plugin.compile();
        try (DevHost host = start(Map.of())) {
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("extension thanks, setting factor", "set it to a whole number from 1 to 9", "DevHost");
            plugin.change("/*or*/", ".orElse(4L)").compile();
            host.look();
            assertThat(console()).singleElement().asString().endsWith("bob 0 -> 8 points/kindness");
        }
    }

    @Test
    void givenAnUnknownSetting_whenStarted_thenThatIsASentence() throws Exception {
        plugin.compile();
        try (DevHost host = start(Map.of("factor", "3", "faktor", "4"))) {
            host.look();
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("extension thanks, setting 'faktor'", "the nearest is factor", "DevHost");
        }
    }

    @Test
    void givenARuleThatGrantsWhatItDoesNotDeclare_whenStarted_thenThatIsASentence() throws Exception {
        plugin.change("Points.of(\"kindness\"", "Points.of(\"karma\"").compile();
        startsWithProblem(
                "shop/thanks/thanked",
                "it grants points/karma, which it does not declare",
                "a.Shop$Thanked",
                "declare it there with gives(...)");
    }

    @Test
    void givenARuleThatThrows_whenMended_thenTheSentenceHasTheLineAndThePointsAreLive() throws Exception {
        plugin.change("2 * factor", "2 * factor / (factor - 3)").compile();
        try (DevHost host = start()) {
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("shop/thanks/thanked", "ArithmeticException: / by zero, at Shop.java:35", "correct it");
            plugin.change("2 * factor / (factor - 3)", "7").compile();
            host.look();
            assertThat(console()).singleElement().asString().endsWith("bob 0 -> 7 points/kindness");
        }
    }

    @Test
    void givenAVersionThatDoesNotLoad_whenCompiled_thenTheOneBeforeGoesOnAndThatIsASentence() throws Exception {
        plugin.compile();
        try (DevHost host = start()) {
            console();
            plugin.change("public Shop() {}", "public Shop() { throw new IllegalStateException(\"not yet\"); }")
                    .compile();
            host.look();
            assertThat(console())
                    .singleElement()
                    .asString()
                    .contains("a.Shop", "IllegalStateException: not yet", "of shop goes on");
        }
    }

    @Test
    void givenASampleThatIsRefused_whenStarted_thenThatIsASentence() throws IOException, InterruptedException {
        plugin.compile();
        try (DevHost host = DevHost.of(plugin.classes())
                .rules("shop/thanks", Map.of("factor", "3"))
                .sample(History.from(FakeClock.START)
                        .happens("thanked", it -> it.by(Role.THANKED, Actor.of("bob")))
                        .activities())
                .console(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .start()) {
            host.look();
            assertThat(problems()).singleElement().asString().contains("thanked-1 is refused: TIME_AHEAD");
        }
    }
}
