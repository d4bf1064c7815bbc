package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.view.LostThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What plugins do to the thread that loads them. */
@Timeout(120)
class PluginLoadingTest extends DepotFixture {
    private static final Duration SHORT = Duration.ofMillis(150);
    /** Long enough for whoever is well, on a machine that stalls. */
    private static final Duration FAIR = Duration.ofSeconds(5);

    private static final String HANG = "try { new java.util.concurrent.CountDownLatch(1).await(); }"
            + " catch (InterruptedException e) { throw new IllegalStateException(e); }";
    /** Lets no interrupt through until a property says so. */
    private static final String DEAF = "while (System.getProperty(\"laurel.test.release\") == null) {"
            + " java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); Thread.interrupted(); }";

    private static PluginJar plugin(String id, String type, String members, String extensions) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return PluginJar.builtForThisHost().service(type).source(type, """
                import dev.laurel.spi.Extension;
                import dev.laurel.spi.config.ConfigSpec;
                import java.util.List;

                public class %s implements dev.laurel.spi.Plugin {
                    %s
                    public String id() { return "%s"; }
                    public List<Extension<?>> extensions() { %s }
                }
                """.formatted(simple, members, id, extensions));
    }

    private static PluginJar plugin(String id, String members) {
        return plugin(id, "a.Main", members, "return List.of();");
    }

    private PluginDepot hasty(Duration deadline) {
        return open(new PluginDepot.Supply(List.of(), null, folder, false), limits(deadline));
    }

    /** A jar for each way in which loading can fail. */
    private void writeBroken() {
        String recursion = "static int deep(int n) { return deep(n + 1) + 1; }";
        Map<String, String> broken = Map.of(
                "constructor", "public Main() { throw new IllegalStateException(\"no luck\"); }",
                "initialiser", "static { if (true) throw new Error(\"bad start\"); }",
                "stack", recursion + " public Main() { deep(0); }",
                "assertion", "public Main() { throw new AssertionError(\"must not be\"); }",
                "memory",
                        "public Main() { long[][] all = new long[1 << 20][]; all[0] = new long[Integer.MAX_VALUE - 8]; }",
                "machine", "public Main() { throw new InternalError(\"said the plugin\"); }",
                "message",
                        "public Main() { throw new RuntimeException() { public String getMessage() { throw new InternalError(); } }; }",
                "missing", "public Main() { new b.Missing(); }");
        broken.forEach((name, members) -> plugin(name, members)
                .source("b.Missing", "public class Missing {}")
                .leaveOut("b.Missing")
                .write(jar(name)));
        plugin("null-extensions", "a.Main", "", "return null;").write(jar("null-extensions"));
        plugin("no-extension", "a.Main", "", "return java.util.Collections.singletonList(null);")
                .write(jar("no-extension"));
        plugin(
                        "specs",
                        "a.Main",
                        "",
                        "return List.of(Extension.rewardRules(\"rules\", ConfigSpec.of((dev.laurel.spi.config.Setting<?>) null), c -> List.of()));")
                .write(jar("specs"));
        plugin(
                        "shouting",
                        "a.Main",
                        "",
                        "return List.of(Extension.rewardRules(\"RULES\", ConfigSpec.none(), c -> List.of()));")
                .write(jar("shouting"));
        plugin(
                        "many",
                        "a.Main",
                        "",
                        "List<Extension<?>> all = new java.util.ArrayList<>(); for (int i = 0; i < 257; i++)"
                                + " all.add(Extension.rewardRules(\"r\" + i, ConfigSpec.none(), c -> List.of())); return all;")
                .write(jar("many"));
        plugin("orphan", "")
                .source("a.Parent", "public class Parent {}")
                .source(
                        "a.Child",
                        "public class Child extends Parent implements dev.laurel.spi.Plugin {"
                                + " public String id() { return \"x\"; }"
                                + " public java.util.List<dev.laurel.spi.Extension<?>> extensions() { return null; } }")
                .service("a.Child")
                .leaveOut("a.Parent")
                .leaveOut("a.Main")
                .write(jar("orphan"));
    }

    @Test
    void givenFailuresOfEveryKind_whenLoaded_thenEachIsOneSentenceAndTheGoodOneRuns() {
        writeBroken();
        PluginJar.withRule("zz-good", "a.Good", NOTHING).write(jar("zz-good"));
        PluginCatalog catalog = folderOnly();
        assertThat(ids(catalog)).containsExactly("zz-good");
        String remedy = "take another version of the plugin or tell its author";
        assertThat(catalog.problems())
                .filteredOn(problem -> !problem.contains("orphan.jar"))
                .satisfiesExactlyInAnyOrder(
                        says("constructor.jar: the plugin a.Main was not loaded", "no luck", remedy),
                        says("initialiser.jar: the plugin a.Main was not loaded", "bad start", remedy),
                        says("stack.jar: the plugin a.Main was not loaded", "StackOverflowError", remedy),
                        says("assertion.jar: the plugin a.Main was not loaded", "must not be", remedy),
                        says("memory.jar: the plugin a.Main was not loaded", "OutOfMemoryError", remedy),
                        says("machine.jar: the plugin a.Main was not loaded", "said the plugin", remedy),
                        says(
                                "message.jar: the plugin a.Main was not loaded",
                                "failed with java.lang.InternalError",
                                remedy),
                        says(
                                "missing.jar: the plugin a.Main was not loaded",
                                "NoClassDefFoundError",
                                "b/Missing",
                                remedy),
                        says(
                                "null-extensions.jar: the plugin a.Main was not loaded, because extensions() failed",
                                remedy),
                        says("no-extension.jar: the plugin a.Main was not loaded, because extensions() failed", remedy),
                        says("specs.jar: the plugin a.Main was not loaded, because extensions() failed", remedy),
                        says("shouting.jar: the plugin a.Main was not loaded", "'RULES'", "rename it"),
                        says("many.jar: the plugin a.Main was not loaded", "257", "the most is 256", "split it"));
        assertThat(catalog.problems())
                .filteredOn(problem -> problem.contains("orphan.jar"))
                .anySatisfy(says("a/Parent", "put the missing class or library beside the plugin"));
    }

    @Test
    void givenAPluginThatHangs_whenLoaded_thenItIsRefusedInterruptedAndNotTriedAgain() {
        plugin("hanging", "static { " + HANG + " }").write(jar("hanging"));
        PluginDepot depot = hasty(SHORT);
        PluginCatalog catalog = depot.refresh().catalog();
        assertThat(catalog.plugins()).isEmpty();
        assertThat(catalog.problems())
                .satisfiesExactly(says(
                        "hanging.jar: the plugin a.Main was not loaded",
                        "did not come back within 150 ms",
                        "was left behind",
                        "take another version"));
        assertThat(depot.refresh().catalog()).isSameAs(catalog);
        await().atMost(60, TimeUnit.SECONDS).until(() -> depot.lostThreads().isEmpty());
    }

    @Test
    void givenAPluginThatHangsAndHearsNoInterrupt_whenLoaded_thenItsThreadIsLostUntilItEnds() {
        plugin("deaf", "a.Main", "", DEAF + " return List.of();").write(jar("deaf"));
        PluginDepot depot = hasty(SHORT);
        try {
            assertThat(depot.refresh().catalog().problems()).satisfiesExactly(says("deaf.jar", "did not come back"));
            assertThat(depot.lostThreads())
                    .containsExactly(new LostThread(
                            "laurel-loading-laurel-plugin-deaf.jar",
                            "folder: " + jar("deaf") + ", a.Main",
                            RuleBooks.CLOCK.instant()));
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("laurel-loading-laurel-plugin-deaf.jar"))
                    .allMatch(Thread::isDaemon)
                    .isNotEmpty();
        } finally {
            System.setProperty("laurel.test.release", "now");
        }
        try {
            await().atMost(60, TimeUnit.SECONDS).until(() -> depot.lostThreads().isEmpty());
        } finally {
            System.clearProperty("laurel.test.release");
        }
    }

    @Test
    void givenAUnitInWhichOnePluginHangs_whenLoaded_thenTheOthersOfItAreFound() {
        plugin("first", "")
                .service("a.Hanging")
                .source(
                        "a.Hanging",
                        "public class Hanging implements dev.laurel.spi.Plugin { public Hanging() { " + HANG + " }"
                                + " public String id() { return \"x\"; }"
                                + " public java.util.List<dev.laurel.spi.Extension<?>> extensions() { return null; } }")
                .service("a.Last")
                .source(
                        "a.Last",
                        "public class Last implements dev.laurel.spi.Plugin {"
                                + " public String id() { return \"last\"; }"
                                + " public java.util.List<dev.laurel.spi.Extension<?>> extensions() { return java.util.List.of(); } }")
                .write(jar("mixed"));
        PluginCatalog catalog = hasty(FAIR).refresh().catalog();
        assertThat(ids(catalog)).containsExactly("first", "last");
        assertThat(catalog.problems())
                .satisfiesExactly(says("mixed.jar: the plugin a.Hanging", "did not come back within 5 s"));
    }

    @Test
    void givenADepotThatWaitsForAPlugin_whenClosed_thenItDoesNotWait() throws Exception {
        System.clearProperty("laurel.test.entered");
        plugin("hanging", "static { System.setProperty(\"laurel.test.entered\", \"yes\"); " + HANG + " }")
                .write(jar("hanging"));
        PluginDepot depot = hasty(LONG);
        CompletableFuture<PluginCatalog> refreshed = new CompletableFuture<>();
        Thread poller = new Thread(() -> refreshed.complete(depot.refresh().catalog()));
        poller.start();
        await().atMost(60, TimeUnit.SECONDS).until(() -> System.clearProperty("laurel.test.entered") != null);
        assertThat(depot.catalog().plugins()).as("asked meanwhile").isEmpty();
        assertThat(depot.lingering()).isEmpty();
        depot.close();
        assertThat(refreshed.get(60, TimeUnit.SECONDS).problems())
                .satisfiesExactly(
                        says("hanging.jar", "had not come back when Laurel was closed", "start Laurel again"));
        poller.join();
    }

    @Test
    void givenAThreadThatIsInterruptedWhileItRefreshes_whenAPluginHangs_thenItComesBackAndStaysInterrupted() {
        plugin("hanging", "static { " + HANG + " }").write(jar("hanging"));
        PluginDepot depot = hasty(LONG);
        Thread.currentThread().interrupt();
        PluginCatalog catalog = depot.refresh().catalog();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(catalog.problems()).satisfiesExactly(says("hanging.jar", "was interrupted", "replace the file"));
    }

    @Test
    void givenAPluginThatLeavesThingsInItsThread_whenTheNextOneLoads_thenTheThreadHasEndedAndItsContextWasThePlugins() {
        String look =
                "public Main() { System.setProperty(\"laurel.test.thread\", Thread.currentThread().getName() + \" \""
                        + " + (Thread.currentThread().getContextClassLoader() == Main.class.getClassLoader()));"
                        + " Thread.currentThread().interrupt(); }";
        plugin("curious", look).write(jar("curious"));
        assertThat(ids(folderOnly())).containsExactly("curious");
        assertThat(System.clearProperty("laurel.test.thread"))
                .isEqualTo("laurel-loading-laurel-plugin-curious.jar true");
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("laurel-loading-")));
    }

    /** A plugin of the host's that waits. */
    private record Waiting(CountDownLatch latch) implements Plugin {
        @Override
        public String id() {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "waiting";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of();
        }
    }

    @Test
    void givenAPluginOfTheHostThatHangs_whenOpened_thenItIsRefusedToo() {
        PluginDepot depot = open(
                new PluginDepot.Supply(List.of(new Waiting(new CountDownLatch(1))), null, null, false), limits(SHORT));
        assertThat(depot.catalog().problems())
                .satisfiesExactly(says("given by the host", Waiting.class.getName(), "did not come back"));
        assertThat(depot.refresh().catalog()).isSameAs(depot.catalog());
    }
}
