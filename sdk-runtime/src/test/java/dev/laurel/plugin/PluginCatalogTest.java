package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.config.ConfigSpec;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginCatalogTest extends DepotFixture {
    /** A plugin as a host would make it. */
    private record Given(String id, List<Extension<?>> extensions) implements Plugin {}

    private static Plugin given(String id) {
        return new Given(id, List.of(Extension.rewardRules("rules", ConfigSpec.none(), c -> List.<RewardRule>of())));
    }

    // ---- folder

    @Test
    void givenAJarAndAFolderOfJars_whenDiscovered_thenBothAreIsolatedPluginsWithTheirVersionsInOrderOfName() {
        PluginJar.withRule("shop", "a.Shop", NOTHING)
                .manifest(JarLabel.PLUGIN_VERSION, "2.1.0")
                .write(folder.resolve("b-shop.jar"));
        PluginJar.withRule("forum", "a.Forum", NOTHING)
                .manifest("Implementation-Version", "7")
                .write(folder.resolve("a-forum").resolve("forum.jar"));
        PluginCatalog catalog = folderOnly();
        assertThat(catalog.problems()).isEmpty();
        assertThat(ids(catalog)).containsExactly("forum", "shop");
        LoadedPlugin forum = catalog.plugins().get(0);
        assertThat(forum.version()).isEqualTo("7");
        assertThat(forum.origin()).isEqualTo("folder: " + folder.resolve("a-forum"));
        assertThat(forum.isIsolated()).isTrue();
        assertThat(catalog.plugins().get(1).version()).isEqualTo("2.1.0");
        LoadedExtension thanks = catalog.extension("shop/thanks");
        assertThat(thanks.kind()).isEqualTo(Extension.Kind.REWARD_RULES);
        assertThat(thanks.plugin().id()).isEqualTo("shop");
    }

    @Test
    void givenAPluginThatLooksForClassesOfTheHost_whenItIsAsked_thenItSeesTheSpiAndTheJdkAndNothingElse() {
        String look = """
                StringBuilder seen = new StringBuilder();
                for (String name : new String[] {"io.vertx.core.Vertx", "dev.laurel.plugin.PluginCatalog",
                        "org.junit.jupiter.api.Test", "dev.laurel.spi.Plugin", "java.sql.Driver"}) {
                    try { Class.forName(name); seen.append('Y'); } catch (ClassNotFoundException e) { seen.append('N'); }
                }
                boolean own = java.util.Collections.list(resources()).size() == 1;
                return Decision.decline(seen + (own ? "_OWN" : "_LEAK"));
                }
                private java.util.Enumeration<java.net.URL> resources() {
                    try { return getClass().getClassLoader().getResources("META-INF/services/dev.laurel.spi.Plugin"); }
                    catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                """;
        PluginJar.withRule("curious", "a.Curious", look).write(folder.resolve("curious.jar"));
        PluginCatalog catalog = folderOnly();
        try (RuleBook rules = RuleBooks.open(catalog, "curious/thanks")) {
            assertThat(RuleBooks.judged(rules).declines().get(0).code()).isEqualTo("NNNYY_OWN");
        }
    }

    @Test
    void givenAHostWithAServiceFileAndClassesOfItsOwn_whenSeenThroughTheFilter_thenThereIsTheSpiAndNothingOfThem()
            throws Exception {
        Path jar = PluginJar.withRule("of-the-host", "h.Host", NOTHING).write(temp.resolve("host.jar"));
        try (URLClassLoader host = loader(jar)) {
            ClassLoader filter = new SpiClassLoader(host);
            assertThat(host.getResource(JarLabel.SERVICES))
                    .as("the host has one")
                    .isNotNull();
            assertThat(filter.getResource(JarLabel.SERVICES)).isNull();
            assertThat(filter.getResources(JarLabel.SERVICES).hasMoreElements()).isFalse();
            assertThat(filter.loadClass("dev.laurel.spi.Plugin")).isSameAs(Plugin.class);
            assertThatThrownBy(() -> filter.loadClass("h.Host")).isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> filter.loadClass("dev.laurel.spilled.Thing"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void givenTwoPluginsWithDifferentVersionsOfALibrary_whenBothRun_thenEachHasItsOwn() {
        for (String version : List.of("ONE", "TWO")) {
            PluginJar.withRule(
                            "plugin-" + version.toLowerCase(java.util.Locale.ROOT),
                            "a.Main",
                            "return Decision.decline(lib.Library.version());")
                    .source(
                            "lib.Library",
                            "public class Library { public static String version() { return \"" + version + "\"; } }")
                    .write(folder.resolve(version + ".jar"));
        }
        PluginCatalog catalog = folderOnly();
        try (RuleBook rules = RuleBooks.open(catalog, "plugin-one/thanks", "plugin-two/thanks")) {
            assertThat(RuleBooks.judged(rules, 0).declines().get(0).code()).isEqualTo("ONE");
            assertThat(RuleBooks.judged(rules, 1).declines().get(0).code()).isEqualTo("TWO");
        }
    }

    @Test
    void givenEveryKindOfBadJarBesideAGoodOne_whenDiscovered_thenEachIsOneSentenceWithFileAndRemedyAndTheGoodOneRuns()
            throws IOException {
        PluginJar.withRule("newer", "a.A", NOTHING)
                .manifest(JarLabel.SPI_VERSION, "1.7")
                .write(jar("newer"));
        PluginJar.withRule("other", "a.A", NOTHING)
                .manifest(JarLabel.SPI_VERSION, "2.0")
                .write(jar("other"));
        PluginJar.withRule("nonsense", "a.A", NOTHING)
                .manifest(JarLabel.SPI_VERSION, "soon")
                .write(jar("nonsense"));
        PluginJar.plain().service("a.A").write(jar("silent"));
        PluginJar.builtForThisHost().withoutServiceFile().write(jar("library"));
        PluginJar.builtForThisHost().service("# nobody yet").write(jar("nobody"));
        PluginJar.withRule("Bad_Name", "a.A", NOTHING).write(jar("bad-name"));
        Files.writeString(jar("broken"), "this is not a zip file");
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("README.txt"), "left alone");
        Files.writeString(folder.resolve(".hidden.jar"), "left alone");
        PluginJar.withRule("zz-good", "a.A", NOTHING).write(jar("zz-good"));
        PluginCatalog catalog = folderOnly();
        assertThat(ids(catalog)).containsExactly("zz-good");
        assertThat(catalog.problems())
                .satisfiesExactlyInAnyOrder(
                        says("newer.jar", "built for SPI 1.7", "older 1.1", "update Laurel"),
                        says("other.jar", "built for SPI 2.0", "built for SPI 1.x"),
                        says("nonsense.jar", "soon", "build it with Laurel-Spi-Version: 1.1"),
                        says("silent.jar", "does not say for which SPI", "build it with Laurel-Spi-Version: 1.1"),
                        says("library.jar", "holds no plugin", "add that file"),
                        says("nobody.jar", "names no class", "write the name"),
                        says("bad-name.jar", "Bad_Name", "correct what id() returns"),
                        says("broken.jar", "cannot be read as a jar", "copy it again"),
                        says("empty", "holds no jar", "put the plugin's jars"));
    }

    @Test
    void givenAnSpiThatDoesNotFit_whenDiscovered_thenNoClassOfTheJarIsLoaded() {
        // Loading the class would fail for the want of its parent, and that would be said.
        for (String version : List.of("1.999", SpiVersion.BUILT_WITH)) {
            PluginJar.plain()
                    .manifest(JarLabel.SPI_VERSION, version)
                    .service("a.Orphan")
                    .source("a.Parent", "public abstract class Parent implements dev.laurel.spi.Plugin {}")
                    .source(
                            "a.Orphan",
                            broken("Orphan", "").replace("implements dev.laurel.spi.Plugin", "extends Parent"))
                    .leaveOut("a.Parent")
                    .write(jar("orphan-" + version));
        }
        PluginCatalog catalog = folderOnly();
        assertThat(catalog.problems())
                .satisfiesExactlyInAnyOrder(
                        says("orphan-1.999.jar", "built for SPI 1.999"),
                        says("orphan-" + SpiVersion.BUILT_WITH, "a/Parent"));
    }

    @Test
    void givenProvidersThatAreBrokenInEveryWay_whenOneJarListsThemBesideAGoodOne_thenTheGoodOneIsFound() {
        PluginJar.withRule("good", "a.Good", NOTHING)
                .service("a.Nowhere")
                .service("a.NoPlugin")
                .service("a.Thrower")
                .service("a.Initialiser")
                .service("a.Orphan")
                .service("a.Nameless")
                .service("this line is no class name")
                .service("a.Last")
                .source("a.NoPlugin", "public class NoPlugin {}")
                .source(
                        "a.Thrower",
                        broken("Thrower", "public Thrower() { throw new IllegalStateException(\"no luck\"); }"))
                .source("a.Initialiser", broken("Initialiser", "static { if (true) throw new Error(\"bad start\"); }"))
                .source("a.Parent", "public abstract class Parent implements dev.laurel.spi.Plugin {}")
                .source("a.Orphan", broken("Orphan", "").replace("implements dev.laurel.spi.Plugin", "extends Parent"))
                .source("a.Nameless", broken("Nameless", "").replace("\"x\"", "null"))
                .source("a.Last", broken("Last", "").replace("\"x\"", "\"last\""))
                .leaveOut("a.Parent")
                .write(jar("mixed"));
        PluginCatalog catalog = folderOnly();
        assertThat(ids(catalog)).containsExactlyInAnyOrder("good", "last");
        assertThat(catalog.problems())
                .allSatisfy(problem -> assertThat(problem).contains("mixed.jar").doesNotContain("\n"))
                .anySatisfy(says("a.Nowhere"))
                .anySatisfy(says("a.NoPlugin"))
                .anySatisfy(says("a.Thrower", "no luck"))
                .anySatisfy(says("a.Initialiser", "bad start"))
                .anySatisfy(says("a/Parent", "missing class"))
                .anySatisfy(says("a.Nameless", "returned null"))
                .anySatisfy(says("mixed.jar"));
    }

    @Test
    void givenTwoExtensionsOfOneName_whenDiscovered_thenThePluginIsRefusedAndTheNameIsSaid() {
        PluginJar.builtForThisHost()
                .service("a.Twice")
                .source(
                        "a.Twice",
                        broken("Twice", "")
                                .replace("java.util.List.of()", "java.util.List.of(one(), one())")
                                .replace(
                                        "/*more*/",
                                        "dev.laurel.spi.Extension<?> one() { return dev.laurel.spi.Extension.rewardRules("
                                                + "\"rules\", dev.laurel.spi.config.ConfigSpec.none(), c -> java.util.List.of()); }"))
                .write(jar("twice"));
        PluginCatalog catalog = folderOnly();
        assertThat(catalog.plugins()).isEmpty();
        assertThat(catalog.problems()).satisfiesExactly(says("twice.jar", "two extensions are called rules"));
    }

    @Test
    void givenAFolderThatIsNotThere_whenDiscovered_thenThatIsOneSentence() {
        PluginCatalog catalog = discover(List.of(given("shop")), null, temp.resolve("nowhere"));
        assertThat(ids(catalog)).containsExactly("shop");
        assertThat(catalog.problems()).satisfiesExactly(says("nowhere", "create it"));
    }

    // ---- class path, given, order

    @Test
    void givenTheSameIdThreeTimes_whenDiscovered_thenTheFirstStaysAndEachOtherIsASentenceWithBothOrigins() {
        Path onClassPath = PluginJar.withRule("shop", "cp.Shop", NOTHING)
                .manifest(JarLabel.PLUGIN_VERSION, "5")
                .write(temp.resolve("lib").resolve("shop-cp.jar"));
        PluginJar.withRule("shop", "a.Shop", NOTHING).write(jar("shop-folder"));
        PluginCatalog catalog = discover(List.of(given("shop")), loader(onClassPath), folder);
        assertThat(catalog.plugins()).hasSize(1);
        assertThat(catalog.plugins().get(0).origin()).isEqualTo("given by the host");
        assertThat(catalog.plugins().get(0).isIsolated()).isFalse();
        assertThat(catalog.problems())
                .satisfiesExactly(
                        says("shop is there twice", "given by the host", "class path: " + onClassPath, "remove one"),
                        says("shop is there twice", "given by the host", "shop-folder.jar", "remove one"));
    }

    @Test
    void givenAJarOnTheClassPathOfAChildAndItsParent_whenDiscovered_thenItIsOnePluginAndNeedsNoSpiVersion() {
        Path jar = PluginJar.withRule("shop", "cp.Shop", NOTHING)
                .manifest(JarLabel.SPI_VERSION, "")
                .manifest(JarLabel.PLUGIN_VERSION, "5")
                .write(temp.resolve("shop-cp.jar"));
        PluginCatalog catalog = discover(List.of(), new URLClassLoader(new URL[] {url(jar)}, loader(jar)), null);
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.plugins()).hasSize(1);
        assertThat(catalog.plugins().get(0).version()).isEqualTo("5");
        assertThat(catalog.plugins().get(0).origin()).isEqualTo("class path: " + jar);
    }

    @Test
    void givenAJarOnTheClassPathThatWasBuiltForANewerSpi_whenDiscovered_thenItIsRefused() {
        Path jar = PluginJar.withRule("shop", "cp.Shop", NOTHING)
                .manifest(JarLabel.SPI_VERSION, "1.9")
                .write(temp.resolve("shop-cp.jar"));
        PluginCatalog catalog = discover(List.of(), loader(jar), null);
        assertThat(catalog.plugins()).isEmpty();
        assertThat(catalog.problems()).satisfiesExactly(says("shop-cp.jar", "built for SPI 1.9", "update Laurel"));
    }

    @Test
    void givenAPluginThatTheHostGivesAndHasOnItsClassPath_whenDiscovered_thenItIsOnePluginAndNoProblem()
            throws ReflectiveOperationException {
        Path jar = PluginJar.withRule("shop", "cp.Shop", NOTHING).write(temp.resolve("shop-cp.jar"));
        ClassLoader loader = loader(jar);
        Plugin plugin = (Plugin) loader.loadClass("cp.Shop").getConstructor().newInstance();
        PluginCatalog catalog = discover(List.of(plugin), loader, null);
        assertThat(ids(catalog)).containsExactly("shop");
        assertThat(catalog.problems()).isEmpty();
    }

    @Test
    void givenAMistypedExtension_whenAskedFor_thenTheNearestIsNamedAndWhatThereIsAndWhatDidNotLoad()
            throws IOException {
        Files.writeString(jar("broken"), "no zip");
        PluginCatalog catalog = discover(List.of(given("shop"), given("forum")), null, folder);
        assertThatThrownBy(() -> catalog.extension("shop/rulse"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shop/rulse")
                .hasMessageContaining("nearest is shop/rules")
                .hasMessageContaining("forum/rules")
                .hasMessageContaining("broken.jar");
    }

    private static String broken(String type, String more) {
        return "public class " + type + " implements dev.laurel.spi.Plugin { " + more
                + " public String id() { return \"x\"; } /*more*/"
                + " public java.util.List<dev.laurel.spi.Extension<?>> extensions() { return java.util.List.of(); } }";
    }

    private static URLClassLoader loader(Path jar) {
        return new URLClassLoader(new URL[] {url(jar)}, PluginCatalogTest.class.getClassLoader());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
