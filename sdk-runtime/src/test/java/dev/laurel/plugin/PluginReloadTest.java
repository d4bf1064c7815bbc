package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.laurel.plugin.PluginDepot.Change;
import dev.laurel.view.LingeringPlugin;
import dev.laurel.view.LostThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A plugin that is replaced over and over leaves nothing behind. */
class PluginReloadTest extends DepotFixture {
    private static final int CYCLES = 200;

    private Path shop(int version, String more) {
        return PluginJar.withRule("shop", "a.Shop", "return Decision.none(); } " + more)
                .manifest(JarLabel.PLUGIN_VERSION, String.valueOf(version))
                .write(temp.resolve("shop-" + version + ".jar"));
    }

    @Test
    void givenACleanPlugin_whenReplacedOverAndOver_thenNoClassLoaderFileOrHandleIsLeft() throws Exception {
        replaceOverAndOver("static {");
    }

    @Test
    void givenAPluginThatLeavesAThreadLocalOfItsOwn_whenReplacedOverAndOver_thenNoClassLoaderFileOrHandleIsLeft()
            throws Exception {
        replaceOverAndOver("static final ThreadLocal<Shop> MINE = new ThreadLocal<>(); static { MINE.set(new Shop());"
                + " Thread.currentThread().setUncaughtExceptionHandler((t, e) -> MINE.get());");
    }

    private void replaceOverAndOver(String more) throws Exception {
        List<Path> made = List.of(shop(1, more), shop(2, more));
        place(made.get(0));
        PluginDepot depot = open();
        depot.refresh();
        List<String> before = PluginIsolationTest.openUnder(temporary).stream()
                .filter(file -> !file.contains(".jar"))
                .toList();
        for (int i = 1; i <= CYCLES; i++) {
            place(made.get(i % 2));
            Change change = depot.refreshNow();
            assertThat(change.catalog().problems()).isEmpty();
            assertThat(versions(change.catalog())).containsExactly("shop " + (i % 2 + 1));
            use(change.catalog().extension("shop/thanks"));
            assertThat(change.outgoing()).hasSize(1);
            change.outgoing().forEach(depot::retire);
        }
        Files.delete(jar("shop"));
        depot.refreshNow().outgoing().forEach(depot::retire);
        await().atMost(10, TimeUnit.MINUTES).untilAsserted(() -> {
            System.gc();
            assertThat(depot.lingering()).isEmpty();
        });
        assertThat(depot.lostThreads()).isEmpty();
        assertThat(PluginIsolationTest.openUnder(temporary)).isEqualTo(before);
        assertThat(inside(inside(temporary).get(0)))
                .extracting(file -> file.getFileName().toString())
                .containsExactly(".lock");
    }

    @Test
    void givenSeveralThreadsThatRefreshAndRetire_whenTheFileChanges_thenEachPluginGoesOutOnceAndNothingIsLeft()
            throws Exception {
        List<Path> made = List.of(shop(1, "static {"), shop(2, "static {"));
        place(made.get(0));
        PluginDepot depot = open();
        depot.refresh();
        Queue<LoadedPlugin> out = new ConcurrentLinkedQueue<>();
        Queue<String> problems = new ConcurrentLinkedQueue<>();
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                while (!done.get()) {
                    Change change = depot.refreshNow();
                    change.outgoing().forEach(depot::retire);
                    out.addAll(change.outgoing());
                    problems.addAll(change.catalog().problems());
                    problems.addAll(depot.lostThreads().stream()
                            .map(LostThread::toString)
                            .toList());
                    depot.lingering();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (int i = 1; i <= 50; i++) {
            int before = out.size();
            place(made.get(i % 2));
            await().atMost(2, TimeUnit.MINUTES).until(() -> out.size() > before);
        }
        done.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(out).hasSize(50).doesNotHaveDuplicates();
        assertThat(problems).allMatch(problem -> problem.contains("changed while it was being copied"));
        assertThat(versions(depot.catalog())).containsExactly("shop 1");
        assertThat(inside(inside(temporary).get(0))).as("a lock and a copy").hasSize(2);
    }

    private void place(Path made) {
        try {
            Path beside = temp.resolve("beside");
            Files.copy(made, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, jar("shop"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void use(LoadedExtension extension) throws InterruptedException {
        AtomicReference<Object> made = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                made.set(extension.make(InstanceContext.of(
                        extension, new Selection(extension.path(), "", Map.of()), "telco", RuleBooks.CLOCK)));
            } catch (Exception e) {
                made.set(e);
            }
        });
        thread.start();
        thread.join();
        assertThat(made.get()).isInstanceOf(List.class);
    }

    @Test
    void givenAnInstanceThatSomebodyKeeps_whenItsPluginIsRetired_thenItLingersUntilTheInstanceIsLetGo()
            throws Exception {
        place(shop(1, "static {"));
        PluginDepot depot = open();
        Object[] kept = {
            depot.refresh().catalog().plugins().get(0).guest().loader().loadClass("a.Shop")
        };
        Files.delete(jar("shop"));
        depot.refreshNow().outgoing().forEach(depot::retire);
        System.gc();
        assertThat(depot.lingering())
                .extracting(LingeringPlugin::toString)
                .singleElement()
                .asString()
                .contains("shop", "1");
        assertThat(kept[0]).isNotNull();
        kept[0] = null;
        await().atMost(10, TimeUnit.MINUTES).untilAsserted(() -> {
            System.gc();
            assertThat(depot.lingering()).isEmpty();
        });
    }
}
