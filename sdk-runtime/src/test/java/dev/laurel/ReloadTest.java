package dev.laurel;

import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.plugin.PluginJar;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.ConnectorStatus.State;
import dev.laurel.view.EntryLine;
import dev.laurel.view.InstanceStatus;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import dev.laurel.view.PluginReport;
import dev.laurel.view.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plugins come, are replaced and go while a host runs, and its communities follow. */
@Timeout(600)
class ReloadTest {
    private static final String POINTS = "points/steps";

    private static final String IMPORTS = Stream.of(
                    "dev.laurel.spi",
                    "dev.laurel.spi.activity",
                    "dev.laurel.spi.config",
                    "dev.laurel.spi.reward",
                    "java.time",
                    "java.util")
            .map(each -> "import " + each + ".*;\n")
            .collect(Collectors.joining());

    @TempDir
    Path folder;

    private Path plugins;

    @BeforeEach
    void plugins() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
    }

    private LaurelBuilder town() {
        return Town.bare(folder, new TownPlugin())
                .pluginFolder(plugins)
                .community(
                        "town",
                        town -> town.rules("steps/rules", Map.of("points", "2"))
                                .connector("steps/feed", "feed", Map.of()));
    }

    /** A plugin with a rule for visits and a connector that brings forty visits, four at a time. */
    private static PluginJar steps(String version, int revision, String extra) {
        return PluginJar.builtForThisHost()
                .manifest("Laurel-Plugin-Version", version)
                .service("steps.Steps")
                .source("steps.Steps", IMPORTS + """
                        public final class Steps implements Plugin {
                            static final Setting<Long> POINTS = Setting.integer("points", "Points a visit.");
                            static final ThreadLocal<Object> LEFT = new ThreadLocal<>();
                            %2$s
                            public String id() { return "steps"; }
                            public List<Extension<?>> extensions() {
                                LEFT.set(new Rule(1));
                                return List.of(
                                        Extension.rewardRules("rules", ConfigSpec.of(POINTS),
                                                c -> { LEFT.set(new Rule(1)); return List.of(new Rule(c.settings().get(POINTS))); }),
                                        Extension.pullConnector("feed", ConfigSpec.none(), c -> new Feed()));
                            }
                            static final class Rule implements RewardRule {
                                final long points;
                                Rule(long points) { this.points = points; }
                                public RuleSpec spec() {
                                    return RuleSpec.of("visited", %1$d, Words.of("visited", "Visited", "Venu"))
                                            .on("visit").as(Role.MEMBER).gives("steps").build();
                                }
                                public Decision decide(Participation p) {
                                    LEFT.set(this);
                                    return Decision.grant(Points.of("steps", points * %1$d));
                                }
                            }
                            static final class Feed implements PullConnector {
                                public Page pull(Cursor after, int limit) {
                                    LEFT.set(this);
                                    int from = after.isStart() ? 0 : Integer.parseInt(after.text());
                                    List<Activity> all = new ArrayList<>();
                                    for (int i = from; i < Math.min(40, from + 4); i++) {
                                        all.add(Activity.of("visit", "fed-" + i).at(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i))
                                                .by(Role.MEMBER, Actor.of("walker")).build());
                                    }
                                    int to = Math.min(40, from + 4);
                                    return Page.of(all, Cursor.of("" + to)).more(to < 40).build();
                                }
                            }
                        }
                        """.formatted(revision, extra));
    }

    private Path jar() {
        return plugins.resolve("steps.jar");
    }

    private static Activity visit(String id, String who) {
        return Activity.of("visit", id)
                .at(Instant.parse("2026-02-01T12:00:00Z"))
                .by(Role.MEMBER, Actor.of(who))
                .build();
    }

    private static void visits(Community town, String id, String who) {
        assertThat(get(town.record(SOURCE, visit(id, who))).outcome()).isEqualTo(Recorded.Outcome.ACCEPTED);
    }

    private static long steps(Community town, String who) {
        return Town.balance(town, who, POINTS);
    }

    private static long fed(Community town) {
        return get(town.member(MemberKey.of("feed", "walker")))
                .map(member -> member.balance(POINTS))
                .orElse(0L);
    }

    private static InstanceStatus instance(Laurel laurel, String name) {
        PluginReport report = laurel.plugins().report();
        List<InstanceStatus> all = new ArrayList<>(report.missing());
        report.plugins().forEach(plugin -> all.addAll(plugin.instances()));
        return all.stream()
                .filter(status -> status.extension().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givenPluginThatIsNotThere_whenItIsPutIntoTheFolder_thenItIsUsedAndWhatHappenedBeforeIsMadeUpFor() {
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            assertThat(laurel.problems())
                    .hasSize(2)
                    .allSatisfy(
                            problem -> assertThat(problem).contains("community town", "there is no extension 'steps/"));
            assertThat(instance(laurel, "steps/rules").state()).isEqualTo(State.MISSING);
            assertThat(instance(laurel, "steps/feed").remedy()).contains("plugin folder");
            visits(town, "1", "ada");

            steps("1.0", 1, "").write(jar());

            // Nobody is asked to look: the folder is followed.
            Awaitility.await().atMost(Town.soon()).until(() -> laurel.problems().isEmpty());
            Awaitility.await().atMost(Town.soon()).until(() -> fed(town) == 80);
            assertThat(steps(town, "ada")).isEqualTo(2);
            assertThat(instance(laurel, "steps/rules").version()).isEqualTo("1.0");
            assertThat(instance(laurel, "steps/feed").counts()).containsEntry("accepted", 40L);
            assertThat(laurel.plugins().report().plugins())
                    .filteredOn(plugin -> plugin.id().equals("steps"))
                    .singleElement()
                    .satisfies(plugin -> {
                        assertThat(plugin.origin()).isEqualTo("folder: " + jar());
                        assertThat(plugin.isolated()).isTrue();
                        assertThat(plugin.instances()).hasSize(2);
                    });
        }
    }

    @Test
    void givenPluginAtWork_whenItIsReplaced_thenEntriesSayWhichVersionAwardedThemAndOldOnesStay() {
        steps("1.0", 1, "").write(jar());
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            visits(town, "1", "ada");
            steps("1.1", 1, "").write(jar());
            laurel.plugins().refresh();
            visits(town, "2", "ada");
            steps("2.0", 5, "").write(jar());
            laurel.plugins().refresh();
            assertThat(instance(laurel, "steps/rules").version()).isEqualTo("2.0");
            Activity now = Activity.of("visit", "3")
                    .at(Town.NOON)
                    .by(Role.MEMBER, Actor.of("ada"))
                    .build();
            assertThat(get(town.record(SOURCE, now)).isKept()).isTrue();
            assertThat(steps(town, "ada"))
                    .as("two of the old rule and one of the new")
                    .isEqualTo(2 + 2 + 10);
            assertThat(get(town.entries(Town.key("ada"), 10)))
                    .extracting(EntryLine::plugin)
                    .containsExactly("2.0", "1.1", "1.0");
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenPluginAtWork_whenItIsRemovedAndComesBack_thenPointsStayAndWhatItMissedIsMadeUpFor() throws IOException {
        steps("1.0", 1, "").write(jar());
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            Awaitility.await().atMost(Town.soon()).until(() -> fed(town) == 80);
            visits(town, "1", "ada");
            Files.delete(jar());
            laurel.plugins().refresh();
            assertThat(instance(laurel, "steps/rules").state()).isEqualTo(State.MISSING);
            assertThat(instance(laurel, "steps/feed").state()).isEqualTo(State.MISSING);
            assertThat(laurel.plugins().report().plugins())
                    .noneMatch(plugin -> plugin.id().equals("steps"));
            assertThat(laurel.problems()).hasSize(2);
            visits(town, "2", "ada");
            assertThat(steps(town, "ada")).isEqualTo(2);

            steps("1.0", 1, "").write(jar());
            laurel.plugins().refresh();
            assertThat(steps(town, "ada")).isEqualTo(4);
            assertThat(fed(town)).isEqualTo(80);
            assertThat(laurel.problems()).isEmpty();
        }
    }

    @Test
    void givenNewVersionThatDoesNotTakeTheSettings_whenItIsPutThere_thenTheOldOneGoesOnAndThatIsSaid() {
        steps("1.0", 1, "").write(jar());
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            PluginJar.builtForThisHost()
                    .manifest("Laurel-Plugin-Version", "2.0")
                    .service("steps.Steps")
                    .source("steps.Steps", IMPORTS + """
                            public final class Steps implements Plugin {
                                public String id() { return "steps"; }
                                public List<Extension<?>> extensions() {
                                    return List.of(Extension.rewardRules("rules",
                                            ConfigSpec.of(Setting.integer("pace", "Pace.")), c -> List.of()));
                                }
                            }
                            """)
                    .write(jar());
            laurel.plugins().refresh();
            assertThat(laurel.problems())
                    .anySatisfy(problem -> assertThat(problem)
                            .contains("version 1.0 of steps/rules goes on", "setting pace", "setting 'points'"))
                    .anySatisfy(problem -> assertThat(problem).contains("there is no extension 'steps/feed'"));
            visits(town, "1", "ada");
            assertThat(steps(town, "ada")).isEqualTo(2);
            assertThat(instance(laurel, "steps/rules").version()).isEqualTo("1.0");
        }
    }

    @Test
    void givenHostUnderLoad_whenItsPluginIsReplacedAgainAndAgain_thenNothingIsLostOrDoubled() {
        steps("1.0", 1, "").write(jar());
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            int sent = 0;
            List<CompletableFuture<Recorded>> answers = new ArrayList<>();
            for (int version = 1; version <= 12; version++) {
                for (int i = 0; i < 50; i++) {
                    String id = "v" + ++sent;
                    answers.add(town.record(SOURCE, visit(id, "member-" + sent % 7)));
                }
                steps("1." + version, 1, "").write(jar());
                laurel.plugins().refresh();
            }
            answers.forEach(answer -> assertThat(get(answer).outcome()).isEqualTo(Recorded.Outcome.ACCEPTED));
            long all = 0;
            for (int i = 0; i < 7; i++) {
                all += steps(town, "member-" + i);
            }
            assertThat(all).isEqualTo(2L * sent);
            Awaitility.await().atMost(Town.soon()).until(() -> fed(town) == 80);
            assertThat(get(town.activityCount())).isEqualTo(40 + sent);
            assertThat(get(town.verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenPluginThatLeavesThingsOnThreads_whenItIsReplaced_thenTheOldOnesAreFreed() {
        steps("1.0", 1, "").write(jar());
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            for (int version = 1; version <= (Town.PROOF ? 200 : 20); version++) {
                steps("1." + version, 1, "").write(jar());
                laurel.plugins().refresh();
                visits(town, "v" + version, "ada");
            }
            Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                System.gc();
                assertThat(laurel.plugins().report().lingering()).isEmpty();
            });
            assertThat(laurel.plugins().report().lostThreads()).isEmpty();
        }
    }

    @Test
    void givenSafeMode_whenStarted_thenTheFolderIsLeftAloneAndWhatWasMissedIsMadeUpForLater() {
        steps("1.0", 1, "").write(jar());
        try (Laurel laurel = town().safeMode(true).start()) {
            assertThat(laurel.plugins().report().safeMode()).isTrue();
            assertThat(laurel.problems())
                    .anySatisfy(problem -> assertThat(problem).contains("safe mode"));
            visits(laurel.community("town"), "1", "ada");
            laurel.plugins().refresh();
            assertThat(steps(laurel.community("town"), "ada")).isZero();
        }
        try (Laurel laurel = town().start()) {
            assertThat(steps(laurel.community("town"), "ada")).isEqualTo(2);
        }
    }

    @Test
    void givenNoFolder_whenWhatIsSelectedIsNotThere_thenTheStartIsRefused() {
        LaurelBuilder builder =
                Town.bare(folder, new TownPlugin()).community("town", town -> town.rules("steps/rules"));
        assertThatThrownBy(builder::start)
                .isInstanceOf(LaurelException.class)
                .hasMessageContaining("there is no extension 'steps/rules'");
    }

    @Test
    void givenInstanceThatIsNotThere_whenItIsToBeStartedAgain_thenThoseThereAreAreNamed() {
        steps("1.0", 1, "").write(jar());
        try (Laurel laurel = town().start()) {
            assertThatThrownBy(() -> laurel.plugins().restart("town", "feeds"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("feeds")
                    .hasMessageContaining("[steps/rules, feed]");
            assertThatThrownBy(() -> laurel.plugins().restart("village", "feed"))
                    .hasMessageContaining("village")
                    .hasMessageContaining("[town]");
            laurel.plugins().restart("town", "feed");
            Awaitility.await().atMost(Town.soon()).until(() -> fed(laurel.community("town")) == 80);
        }
    }
}
