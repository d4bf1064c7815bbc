package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.Plugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of plugins from a folder need: the folder, depots that are closed after the test, what they say. */
abstract class DepotFixture {
    static final String NOTHING = "return Decision.none();";
    static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path temp;

    Path folder;
    /** Where the depots of a test keep their copies. */
    Path temporary;

    private final List<PluginDepot> opened = new ArrayList<>();

    @BeforeEach
    void aPluginFolder() throws IOException {
        folder = Files.createDirectory(temp.resolve("plugins"));
        temporary = Files.createDirectory(temp.resolve("tmp"));
    }

    @AfterEach
    void nothingIsLeftOfDepots() {
        opened.forEach(PluginDepot::close);
        assertThat(inside(temporary)).as("working folders").isEmpty();
    }

    final PluginDepot.Limits limits(Duration deadline) {
        return new PluginDepot.Limits(deadline, temporary, ZipOfJars.Bounds.USUAL);
    }

    final PluginDepot open(PluginDepot.Supply supply, PluginDepot.Limits limits) {
        PluginDepot depot = PluginDepot.open(supply, RuleBooks.CLOCK, limits);
        opened.add(depot);
        return depot;
    }

    /** A depot of the folder alone that has not looked at it yet. */
    final PluginDepot open() {
        return open(new PluginDepot.Supply(List.of(), null, folder, false), limits(LONG));
    }

    /** A depot that is asked once. */
    final PluginCatalog discover(List<Plugin> given, @Nullable ClassLoader classPath, @Nullable Path place) {
        return open(new PluginDepot.Supply(given, classPath, place, false), limits(LONG))
                .refresh()
                .catalog();
    }

    final PluginCatalog folderOnly() {
        return discover(List.of(), null, folder);
    }

    final Path jar(String name) {
        return folder.resolve(name + ".jar");
    }

    static List<String> ids(PluginCatalog catalog) {
        return catalog.plugins().stream().map(LoadedPlugin::id).toList();
    }

    static List<String> versions(PluginCatalog catalog) {
        return catalog.plugins().stream().map(LoadedPlugin::toString).toList();
    }

    static Consumer<String> says(String... parts) {
        return problem -> assertThat(problem).contains(parts).doesNotContain("\n");
    }

    static List<Path> inside(Path place) {
        try (Stream<Path> all = Files.list(place)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
