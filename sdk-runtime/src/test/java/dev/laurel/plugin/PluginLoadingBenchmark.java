package dev.laurel.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What it takes to replace a plugin: see the new jar, copy it, load it, let the old one go. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class PluginLoadingBenchmark {
    private Path folder = Path.of("");
    private PluginDepot depot = PluginDepot.open(new PluginDepot.Supply(List.of(), null, null, false), RuleBooks.CLOCK);

    /** Makes the jar and loads it once. */
    @Setup(Level.Trial)
    public void folder() throws IOException {
        folder = Files.createTempDirectory("laurel-benchmark-");
        Files.createDirectory(folder.resolve("plugins"));
        PluginJar.withRule("shop", "a.Shop", "return Decision.none();").write(folder.resolve("shop.jar"));
        depot = PluginDepot.open(
                new PluginDepot.Supply(List.of(), null, folder.resolve("plugins"), false), RuleBooks.CLOCK);
    }

    /** Deletes everything. */
    @TearDown(Level.Trial)
    public void tidy() {
        depot.close();
        WorkingFolder.delete(folder);
    }

    /** Copies a jar over the one that runs, and refreshes. */
    @Benchmark
    public PluginCatalog replace() throws IOException {
        Path beside = folder.resolve("beside.jar");
        Files.copy(folder.resolve("shop.jar"), beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, folder.resolve("plugins").resolve("shop.jar"), StandardCopyOption.REPLACE_EXISTING);
        PluginDepot.Change change = depot.refreshNow();
        change.outgoing().forEach(depot::retire);
        if (change.catalog().plugins().isEmpty()) {
            throw new IllegalStateException(String.join("\n", change.catalog().problems()));
        }
        return change.catalog();
    }

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws RunnerException if it could not run
     */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(PluginLoadingBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
