package dev.laurel;

import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.failure;
import static dev.laurel.Town.get;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.view.LaurelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong at the start is said in one go: what, why, and what to do. Nothing runs afterwards. */
@Timeout(60)
class StartTest {

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeftRunning() {
        Awaitility.await()
                .atMost(Town.soon())
                .untilAsserted(() -> assertThat(
                                Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                        .noneMatch(name -> name.startsWith("laurel-") || name.startsWith("vert")));
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.contains(folder.toString()));
    }

    @Test
    void givenNoFolder_whenStarted_thenItSaysToNameOne() {
        assertThat(failure(() -> Laurel.builder().start())).hasMessageContaining("directory(...)");
    }

    @Test
    void givenFileInsteadOfAFolder_whenStarted_thenItSaysSo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(failure(() -> Town.in(file).start()))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("name one");
        assertThat(failure(() -> Town.in(file.resolve("below")).start())).hasMessageContaining(file.toString());
    }

    @Test
    void givenFolderThatCannotBeWrittenTo_whenStarted_thenItSaysSo() {
        // Whoever runs tests as root may write everywhere but here.
        Path proc = Path.of("/proc/self");
        assertThat(failure(() -> Town.in(proc).start())).hasMessageContaining(proc.toString());
    }

    @Test
    void givenCommunityThatIsOpen_whenStartedAgain_thenItSaysWhoHasItAndTheFirstGoesOn() {
        try (Laurel first = Town.in(folder).start()) {
            assertThat(failure(() -> Town.in(folder).start()))
                    .hasMessageContaining("town.laurel")
                    .hasMessageContaining("this process")
                    .hasMessageContaining("FOLLOW");
            assertThat(failure(() -> Town.in(folder)
                            .whenBusy(WhenBusy.WAIT)
                            .waitUpTo(Duration.ofMillis(200))
                            .start()))
                    .hasMessageContaining("PT0.2S");
            get(first.community("town").record(SOURCE, thanks("1", "ada", "bob")));
        }
    }

    @Test
    void givenSecondCommunityThatFails_whenStarted_thenTheFirstIsClosedAgain() throws IOException {
        Files.writeString(
                folder.resolve("village.laurel"), "no database at all, but quite long enough to be looked at");
        assertThat(failure(() -> Town.in(folder)
                        .community("village", village -> village.rules("town/rules"))
                        .start()))
                .hasMessageContaining("village.laurel");
        Town.in(folder).start().close();
    }

    @Test
    void givenUnknownExtension_whenStarted_thenItNamesTheNearest() {
        assertThat(failure(() -> Town.bare(folder, new TownPlugin())
                        .community("town", town -> town.rules("town/rulez"))
                        .start()))
                .hasMessageContaining("town/rulez")
                .hasMessageContaining("town/rules");
        assertThat(failure(() -> Town.bare(folder, new TownPlugin())
                        .community("town", town -> town.connector("town/dumb", "dump", Map.of()))
                        .start()))
                .hasMessageContaining("town/dumb")
                .hasMessageContaining("town/dump");
    }

    @Test
    void givenManyWrongSettings_whenStarted_thenAllAreSaidAtOnce() {
        LaurelException all = failure(() -> Town.bare(folder, new TownPlugin())
                .community(
                        "town",
                        town -> town.rules("town/strict", Map.of("size", "large", "colour", "red"))
                                .rules("town/rules", Map.of("unheard-of", "1"))
                                .rules("town/missing")
                                .connector("town/dump", "dump", Map.of("page", "0"))
                                .connector("town/dump", "dump", Map.of("page", "1")))
                .community("village", village -> village.connector("town/rules", "dump", Map.of()))
                .start());
        assertThat(all.getMessage().lines())
                .anyMatch(line -> line.contains("city"))
                .anyMatch(line -> line.contains("size") && line.contains("large"))
                .anyMatch(line -> line.contains("colour"))
                .anyMatch(line -> line.contains("unheard-of"))
                .anyMatch(line -> line.contains("town/missing"))
                .anyMatch(line -> line.contains("page"))
                .anyMatch(line -> line.contains("source dump") && line.contains("twice"))
                .anyMatch(line -> line.contains("village") && line.contains("town/rules"));
        assertThat(Town.files(folder)).isEmpty();
    }

    @Test
    void givenNameThatIsNoName_whenDeclared_thenItIsRefused() {
        LaurelBuilder builder = Laurel.builder();
        for (String name : new String[] {"", "Town", "../town", "-town", "town/", "t".repeat(65)}) {
            assertThatThrownBy(() -> builder.community(name, town -> {})).isInstanceOf(IllegalArgumentException.class);
        }
        builder.community("town", town -> {});
        assertThatThrownBy(() -> builder.community("town", town -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void givenCommunityThatWasNotDeclared_whenAsked_thenItSaysWhichWere() {
        try (Laurel laurel = Town.in(folder).start()) {
            assertThatThrownBy(() -> laurel.community("village"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("village")
                    .hasMessageContaining("town");
            assertThatThrownBy(() -> laurel.community("town").upToDate("nowhere"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nowhere");
            assertThat(laurel.problems()).isEmpty();
        }
    }

    @Test
    void givenFileOfANewerVersion_whenStarted_thenItSaysSoAndLeavesItAlone() throws Exception {
        Town.in(folder).start().close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("town.laurel"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 4711");
        }
        assertThat(failure(() -> Town.in(folder).start())).hasMessageContaining("4711");
    }

    private static SecretKey secret(int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }

    @Test
    void givenVaultKey_whenStartedWithAnotherOrNone_thenItIsRefusedAndWithTheRightOneAllIsThere() {
        try (Laurel laurel = Town.in(folder).vaultKey(secret(1)).start()) {
            get(laurel.community("town").record(SOURCE, thanks("1", "ada", "bob")));
        }
        assertThat(failure(() -> Town.in(folder).vaultKey(secret(2)).start()))
                .hasMessageContaining("master key")
                .hasMessageContaining("give the right key");
        assertThat(failure(() -> Town.in(folder).start())).hasMessageContaining("master key");
        assertThat(failure(() -> Town.in(folder)
                        .vaultKey(new SecretKeySpec("short".getBytes(StandardCharsets.UTF_8), "AES"))
                        .start()))
                .hasMessageContaining("16, 24 or 32 bytes");
        try (Laurel laurel = Town.in(folder).vaultKey(secret(1)).start()) {
            assertThat(Town.balance(laurel.community("town"), "bob")).isEqualTo(10);
        }
    }

    @Test
    void givenCommunityWithoutVaultKey_whenOneIsGivenLater_thenItIsNeededFromThenOn() {
        try (Laurel laurel = Town.in(folder).start()) {
            get(laurel.community("town").record(SOURCE, thanks("1", "ada", "bob")));
        }
        try (Laurel laurel = Town.in(folder).vaultKey(secret(1)).start()) {
            assertThat(Town.balance(laurel.community("town"), "bob")).isEqualTo(10);
        }
        assertThat(failure(() -> Town.in(folder).start())).hasMessageContaining("master key");
    }

    @Test
    void givenPluginThatCannotBeLoaded_whenStarted_thenTheOthersRunAndItIsNamed() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
        try (Laurel laurel = Town.in(folder).pluginFolder(plugins).start()) {
            assertThat(laurel.problems()).singleElement().asString().contains("broken.jar");
            CompletableFuture<?> recorded = laurel.community("town").record(SOURCE, thanks("1", "ada", "bob"));
            assertThat(get(recorded)).isNotNull();
        }
    }

    @Test
    void givenThreadThatIsInterrupted_whenStarted_thenItSaysThatAndNothingAboutRights() {
        Thread.currentThread().interrupt();
        try {
            assertThat(failure(() -> Town.in(folder).start()))
                    .hasMessageContaining("interrupted")
                    .hasMessageNotContaining("right to write");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
