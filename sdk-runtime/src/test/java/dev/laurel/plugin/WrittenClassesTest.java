package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.plugin.PluginDepot.Change;
import dev.laurel.spi.reward.Decision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plugin that is being written: a folder of classes that a compiler writes to while the host runs. */
class WrittenClassesTest extends DepotFixture {
    private static final String GIVES = "return Decision.decline(\"%s\");";
    private Path classes;

    @BeforeEach
    void aFolderOfClasses() throws IOException {
        classes = Files.createDirectory(temp.resolve("classes"));
    }

    private PluginDepot depot(Path... libraries) {
        ClassFolder written = new ClassFolder(classes, List.of(libraries));
        return open(new PluginDepot.Supply(List.of(), null, null, false, List.of(written)), limits(LONG));
    }

    private static PluginJar shop(String code) {
        return PluginJar.withRule("shop", "a.Shop", GIVES.formatted(code));
    }

    /** Puts what a jar has, but its manifest, where a compiler would. */
    private void compile(PluginJar plugin) throws IOException {
        unpack(plugin, false);
    }

    private void unpack(PluginJar plugin, boolean withManifest) throws IOException {
        Path packed = plugin.write(temp.resolve("packed.jar"));
        try (JarFile jar = new JarFile(packed.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.isDirectory() || (entry.getName().equals(JarFile.MANIFEST_NAME) && !withManifest)) {
                    continue;
                }
                Path to = classes.resolve(entry.getName());
                Files.createDirectories(to.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.write(to, in.readAllBytes());
                }
            }
        }
    }

    private void clean() throws IOException {
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Files.delete(each);
            }
        }
    }

    private static Decision judged(PluginCatalog catalog) {
        try (RuleBook rules = RuleBooks.open(catalog, "shop/thanks")) {
            return RuleBooks.judged(rules);
        }
    }

    private static String code(PluginCatalog catalog) {
        return judged(catalog).declines().get(0).code();
    }

    @Test
    void givenClassesWithoutAManifest_whenLoaded_thenThePluginIsIsolatedAndItsVersionTellsTheClassesApart()
            throws IOException {
        compile(shop("ONE"));
        PluginDepot depot = depot();
        PluginCatalog first = depot.refresh().catalog();
        assertThat(first.problems()).isEmpty();
        LoadedPlugin plugin = first.plugins().get(0);
        assertThat(plugin.isIsolated()).isTrue();
        assertThat(plugin.origin()).isEqualTo("classes: " + classes);
        assertThat(plugin.version()).matches("development-[0-9a-f]{8}");
        assertThat(code(first)).isEqualTo("ONE");

        compile(shop("TWO"));
        Change second = depot.refreshNow();
        assertThat(second.outgoing()).containsExactly(plugin);
        assertThat(code(second.catalog())).isEqualTo("TWO");
        assertThat(code(first)).as("the private copy of the version before").isEqualTo("ONE");
        assertThat(versions(second.catalog())).isNotEqualTo(versions(first));

        compile(shop("ONE"));
        assertThat(versions(depot.refreshNow().catalog()))
                .as("the same classes")
                .isEqualTo(versions(first));
    }

    @Test
    void givenACompilerAtWork_whenRefreshed_thenItIsTakenWhenTwoLooksSeeTheSame() throws IOException {
        compile(shop("ONE"));
        PluginDepot depot = depot();
        PluginCatalog before = depot.refresh().catalog();
        compile(shop("TWO"));
        assertThat(depot.refresh().catalog())
                .as("it may be half of the classes")
                .isSameAs(before);
        assertThat(code(depot.refresh().catalog())).isEqualTo("TWO");
    }

    @Test
    void givenABuildThatEmptiesTheFolder_whenRefreshed_thenTheVersionBeforeGoesOnAndThatIsOneSentence()
            throws IOException {
        compile(shop("ONE"));
        PluginDepot depot = depot();
        List<LoadedPlugin> before = depot.refresh().catalog().plugins();
        clean();
        PluginCatalog emptied = depot.refreshNow().catalog();
        assertThat(emptied.plugins()).isEqualTo(before);
        assertThat(emptied.problems())
                .satisfiesExactly(says(
                        "classes: " + classes,
                        "src/main/resources/META-INF/services/dev.laurel.spi.Plugin",
                        "of shop goes on"));
        compile(shop("TWO"));
        PluginCatalog mended = depot.refreshNow().catalog();
        assertThat(mended.problems()).isEmpty();
        assertThat(code(mended)).isEqualTo("TWO");
    }

    @Test
    void givenAFolderThatIsNotThere_whenRefreshed_thenThatIsOneSentenceUntilItIsCompiled() throws IOException {
        Files.delete(classes);
        PluginDepot depot = depot();
        assertThat(depot.refresh().catalog().problems())
                .satisfiesExactly(says("classes: " + classes, "it is not there", "compile the plugin"));
        compile(shop("ONE"));
        assertThat(depot.refreshNow().catalog().problems()).isEmpty();
        assertThat(ids(depot.catalog())).containsExactly("shop");
    }

    @Test
    void givenAManifestInTheClasses_whenItNamesAnotherSpi_thenThatIsRefusedAndItsVersionIsPartOfTheOther()
            throws IOException {
        unpack(shop("ONE").manifest(JarLabel.SPI_VERSION, "9.0"), true);
        PluginDepot depot = depot();
        assertThat(depot.refresh().catalog().problems())
                .satisfiesExactly(says("classes: " + classes, "built for SPI 9.0"));
        unpack(shop("ONE").manifest(JarLabel.PLUGIN_VERSION, "2.1"), true);
        assertThat(depot.refreshNow().catalog().plugins().get(0).version()).matches("2\\.1-[0-9a-f]{8}");
    }

    @Test
    void givenTheSameClassesAsAJarWithoutAManifest_whenInThePluginFolder_thenTheyAreRefused() throws IOException {
        PluginJar.plain()
                .service("a.Shop")
                .source("a.Shop", "public class Shop {}")
                .write(jar("shop"));
        assertThat(folderOnly().problems()).satisfiesExactly(says("does not say for which SPI it was built"));
    }

    @Test
    void givenALibrary_whenLoaded_thenThePluginSeesItAndAMissingOneIsOneSentence() throws IOException {
        Path library = PluginJar.plain()
                .withoutServiceFile()
                .source("lib.Code", "public class Code { public static final String TEXT = String.valueOf(\"LIB\"); }")
                .write(temp.resolve("library.jar"));
        compile(PluginJar.withRule(
                "shop",
                "a.Shop",
                "try { return Decision.decline((String) Class.forName(\"lib.Code\").getField(\"TEXT\").get(null)); }"
                        + " catch (ReflectiveOperationException e) { throw new IllegalStateException(e); }"));
        assertThat(code(depot(library).refresh().catalog())).isEqualTo("LIB");
        assertThat(depot(temp.resolve("absent.jar")).refresh().catalog().problems())
                .satisfiesExactly(says("absent.jar is no jar", "name a jar that is there"));
    }

    @Test
    void givenSafeMode_whenRefreshed_thenTheClassesAreLeftAlone() throws IOException {
        compile(shop("ONE"));
        ClassFolder written = new ClassFolder(classes, List.of());
        PluginDepot depot = open(new PluginDepot.Supply(List.of(), null, null, true, List.of(written)), limits(LONG));
        assertThat(depot.refresh().catalog().plugins()).isEmpty();
    }
}
