package dev.laurel;

import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Laurel comes and goes inside a host, and leaves nothing behind. */
@Timeout(120)
class LifecycleTest {
    private static final int TIMES = 100;

    @TempDir
    Path folder;

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("laurel-") || name.startsWith("vert.x-") || name.startsWith("vertx-"))
                .sorted()
                .toList();
    }

    /** {@return what this process has open in the folder, or as a socket} */
    private List<String> handles() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(LifecycleTest::target)
                    .filter(target -> target.startsWith(folder.toString()) || target.startsWith("socket:"))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return "gone";
        }
    }

    private static long allHandles() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void use(LaurelBuilder builder, int time) {
        try (Laurel laurel = builder.start()) {
            Community town = laurel.community("town");
            get(town.upToDate("dump"));
            get(town.record(SOURCE, thanks("t" + time, "ada", "bob")));
            assertThat(Town.balance(town, "bob")).isEqualTo(10L * (time + 1));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void givenStartedAndStoppedManyTimes_whenOver_thenNoThreadAndNoHandleIsLeft() {
        List<String> threads = threads();
        List<String> handles = handles();
        TownPlugin plugin = new TownPlugin();
        plugin.dump.add(thanks("dumped", "cleo", "dan"));
        use(Town.importing(folder, plugin), 0);
        long all = allHandles();
        for (int time = 1; time < TIMES; time++) {
            use(Town.importing(folder, plugin), time);
        }
        Awaitility.await().atMost(Town.soon()).untilAsserted(() -> {
            // What others left a moment ago may have gone meanwhile.
            assertThat(threads).containsAll(threads());
            assertThat(handles).containsAll(handles());
            assertThat(allHandles()).isLessThanOrEqualTo(all + 2);
        });
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.contains(folder.toString()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void givenHostsVertx_whenLaurelStartedAndStoppedManyTimes_thenItStaysOpenAndHasNothingOfLaurels() {
        Vertx vertx = Vertx.vertx();
        try {
            TownPlugin plugin = new TownPlugin();
            use(Town.importing(folder, plugin).vertx(vertx), 0);
            List<String> handles = handles();
            for (int time = 1; time < (Town.PROOF ? TIMES : 25); time++) {
                use(Town.importing(folder, plugin).vertx(vertx), time);
            }
            assertThat(vertx.deploymentIDs()).isEmpty();
            CompletableFuture<String> alive = new CompletableFuture<>();
            vertx.runOnContext(ignored -> alive.complete("alive"));
            assertThat(get(alive)).isEqualTo("alive");
            Awaitility.await().atMost(Town.soon()).untilAsserted(() -> {
                assertThat(threads()).noneMatch(name -> name.startsWith("laurel-"));
                assertThat(handles).containsAll(handles());
            });
        } finally {
            get(vertx.close().toCompletionStage().toCompletableFuture());
        }
    }

    @Test
    void givenCommunityWithoutConnectors_whenStarted_thenNoVertxIsMade() {
        try (Laurel laurel = Town.in(folder).start()) {
            get(laurel.community("town").record(SOURCE, thanks("1", "ada", "bob")));
            assertThat(threads()).noneMatch(name -> name.startsWith("vert"));
        }
    }

    @Test
    void givenConnectorOnAVertxOfLaurels_whenStarted_thenNoThreadKeepsTheProcessAlive() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TownPlugin plugin = new TownPlugin();
        try (Laurel laurel = Town.importing(folder, plugin).start()) {
            get(laurel.community("town").upToDate("dump"));
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void givenClosedLaurel_whenNobodyHoldsItsPlugin_thenItsMemoryCanBeTakenBack() {
        WeakReference<TownPlugin> plugin = usedAndForgotten();
        Awaitility.await().atMost(Town.soon()).until(() -> {
            System.gc();
            return plugin.get() == null;
        });
    }

    @Test
    void givenPluginInAFolder_whenStartedAndStoppedManyTimes_thenItsClassesAreUnloaded() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        packTown(plugins.resolve("town.jar"));
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        useFromFolder(plugins, 0);
        System.gc();
        long before = classes.getLoadedClassCount();
        for (int time = 1; time < 20; time++) {
            useFromFolder(plugins, time);
        }
        // A plugin of ten classes that stays would be two hundred by now.
        Awaitility.await().atMost(Town.soon()).until(() -> {
            System.gc();
            return classes.getLoadedClassCount() < before + 60;
        });
    }

    private void useFromFolder(Path plugins, int time) {
        LaurelBuilder builder = Laurel.builder()
                .directory(folder)
                .pluginFolder(plugins)
                .clock(Town.CLOCK)
                .community("town", town -> town.rules("town/rules").connector("town/dump", "dump", Map.of()));
        use(builder, time);
    }

    /** Puts the plugin of these tests into a jar of its own. */
    private static void packTown(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Laurel-Spi-Version", "1.0");
        Path classes = Path.of(TownPlugin.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .resolve("dev/laurel");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> all = Files.list(classes)) {
            for (Path one : all.filter(path -> path.getFileName().toString().startsWith("TownPlugin"))
                    .toList()) {
                out.putNextEntry(new JarEntry("dev/laurel/" + one.getFileName()));
                out.write(Files.readAllBytes(one));
            }
            out.putNextEntry(new JarEntry("META-INF/services/dev.laurel.spi.Plugin"));
            out.write(TownPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private WeakReference<TownPlugin> usedAndForgotten() {
        TownPlugin plugin = new TownPlugin();
        use(Town.importing(folder, plugin), 0);
        return new WeakReference<>(plugin);
    }

    @Test
    void givenClosed_whenClosedAgain_thenNothingHappens() {
        Laurel laurel = Town.in(folder).start();
        laurel.close();
        laurel.close();
        try (Laurel again = Town.in(folder).start()) {
            laurel.close();
            assertThat(get(again.community("town").record(SOURCE, thanks("1", "ada", "bob")))
                            .outcome())
                    .isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    void givenClosed_whenRecordedOrAsked_thenASentenceSaysSo() {
        Laurel laurel = Town.in(folder).start();
        Community town = laurel.community("town");
        laurel.close();
        assertClosed(town.record(SOURCE, thanks("1", "ada", "bob")));
        assertClosed(town.member(Town.key("ada")));
        assertClosed(town.top(TownPlugin.REPUTATION, 1));
        assertClosed(town.merge(Town.key("ada"), Town.key("bob"), "operator", "no reason"));
        assertClosed(town.erase(Town.key("ada"), "operator"));
        assertClosed(town.verify());
        assertClosed(town.backup(folder.resolve("backup")));
    }

    private static void assertClosed(CompletableFuture<?> answer) {
        assertThatThrownBy(() -> get(answer))
                .satisfies(failure -> assertThat(failure instanceof CompletionException ? failure.getCause() : failure)
                        .hasMessageContaining("closed"));
    }

    @Test
    void givenSeveralThreads_whenAllClose_thenEachReturnsOnlyOnceAllIsClosed() throws Exception {
        for (int round = 0; round < 10; round++) {
            Laurel laurel = Town.in(folder).start();
            Community town = laurel.community("town");
            for (int i = 0; i < 200; i++) {
                CompletableFuture<Recorded> ignored = town.record(SOURCE, thanks(round + "-" + i, "ada", "bob"));
                assertThat(ignored).isNotNull();
            }
            CyclicBarrier together = new CyclicBarrier(4);
            List<Throwable> failed = new ArrayList<>();
            List<Thread> closers = IntStream.range(0, 4)
                    .mapToObj(i -> new Thread(() -> {
                        try {
                            together.await();
                            laurel.close();
                            if (Files.exists(folder.resolve("town.laurel-wal"))) {
                                throw new AssertionError("the community was still open when close() had returned");
                            }
                        } catch (Throwable e) {
                            synchronized (failed) {
                                failed.add(e);
                            }
                        }
                    }))
                    .toList();
            closers.forEach(Thread::start);
            for (Thread closer : closers) {
                closer.join();
            }
            assertThat(failed).isEmpty();
        }
    }

    @Test
    void givenLoad_whenClosed_thenWhatWasAcknowledgedIsThereAndTheRestIsToldSo() throws Exception {
        Laurel laurel = Town.in(folder).start();
        Community town = laurel.community("town");
        AtomicBoolean stop = new AtomicBoolean();
        Semaphore waiting = new Semaphore(2_000);
        List<CompletableFuture<Recorded>> answers = new ArrayList<>();
        Thread load = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                waiting.acquireUninterruptibly();
                answers.add(town.record(SOURCE, thanks("l" + i, "ada", "bob")).whenComplete((recorded, failure) -> {
                    stop.compareAndSet(false, failure != null);
                    waiting.release();
                }));
            }
        });
        load.start();
        Awaitility.await().atMost(Town.soon()).until(() -> Town.balance(town, "bob") > 1_000);
        laurel.close();
        stop.set(true);
        load.join();
        long acknowledged = 0;
        for (CompletableFuture<Recorded> answer : answers) {
            try {
                get(answer);
                acknowledged++;
            } catch (LaurelException closed) {
                assertThat(closed).hasMessageContaining("closed");
            }
        }
        try (Laurel again = Town.in(folder).start()) {
            assertThat(get(again.community("town").activityCount())).isEqualTo(acknowledged);
            assertThat(Town.balance(again.community("town"), "bob")).isEqualTo(10 * acknowledged);
            assertThat(get(again.community("town").verify()).problems()).isEmpty();
        }
    }

    @Test
    void givenThreadThatIsInterrupted_whenItCloses_thenItIsDoneAfterwardsAndStillInterrupted() {
        for (int i = 0; i < 10; i++) {
            Laurel laurel = Town.in(folder).start();
            List<CompletableFuture<Recorded>> handedOver = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
                handedOver.add(laurel.community("town").record(SOURCE, thanks(i + "/" + n, "ada", "bob")));
            }
            Thread.currentThread().interrupt();
            laurel.close();
            assertThat(Thread.interrupted()).isTrue();
            handedOver.forEach(Town::get);
        }
        try (Laurel again = Town.in(folder).start()) {
            assertThat(Town.balance(again.community("town"), "bob")).isEqualTo(10 * 50 * 10);
        }
    }
}
