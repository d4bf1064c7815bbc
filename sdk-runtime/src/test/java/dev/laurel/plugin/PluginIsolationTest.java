package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a plugin from a folder sees, and what it does not. */
class PluginIsolationTest extends DepotFixture {
    private static final String SPI_COPY = "dev.laurel.spi.Planted";

    /** Answers with Y for each class that the plugin can load, and N for the others. */
    private static String looksFor(String... types) {
        String names = String.join("\", \"", types);
        return """
                StringBuilder seen = new StringBuilder();
                for (String name : new String[] {"%s"}) {
                    try { Class.forName(name); seen.append('Y'); } catch (ClassNotFoundException e) { seen.append('N'); }
                }
                return Decision.decline(seen.toString());
                """.formatted(names);
    }

    private static String code(PluginCatalog catalog, String extension) {
        try (RuleBook rules = RuleBooks.open(catalog, extension)) {
            return RuleBooks.judged(rules).declines().get(0).code();
        }
    }

    private static Path library(String version, Path file) {
        return PluginJar.plain()
                .withoutServiceFile()
                .source(
                        "lib.Library",
                        "public class Library { public static String version() { return \"" + version + "\"; } }")
                .write(file);
    }

    private static PluginJar usesLibrary(String id) {
        return PluginJar.withRule(id, "a.Main", "return Decision.decline(lib.Library.version());")
                .source("lib.Library", "public class Library { public static native String version(); }")
                .leaveOut("lib.Library");
    }

    @Test
    void givenTwoPluginsWithVersionsOfOneLibraryBesideThem_whenBothRun_thenEachHasItsOwn() {
        for (String version : List.of("ONE", "TWO")) {
            Path unit = folder.resolve(version);
            usesLibrary("plugin-" + version.toLowerCase(Locale.ROOT)).write(unit.resolve("plugin.jar"));
            library(version, unit.resolve("library.jar"));
        }
        PluginCatalog catalog = folderOnly();
        assertThat(catalog.problems()).isEmpty();
        assertThat(code(catalog, "plugin-one/thanks")).isEqualTo("ONE");
        assertThat(code(catalog, "plugin-two/thanks")).isEqualTo("TWO");
    }

    @Test
    void givenAPluginThatLooksForTheHostAndItsNeighbours_whenItIsAsked_thenItSeesTheJdkTheSpiAndItself() {
        PluginJar.withRule("neighbour", "n.Neighbour", NOTHING).write(jar("a-neighbour"));
        PluginJar.withRule(
                        "curious",
                        "a.Curious",
                        looksFor(
                                "dev.laurel.Laurel",
                                "dev.laurel.plugin.PluginDepot",
                                "io.vertx.core.Vertx",
                                "com.github.benmanes.caffeine.cache.Cache",
                                "org.sqlite.JDBC",
                                "org.slf4j.Logger",
                                "org.junit.jupiter.api.Test",
                                "n.Neighbour",
                                "a.Curious",
                                "dev.laurel.spi.Plugin",
                                "org.jspecify.annotations.Nullable",
                                "java.sql.Driver"))
                .write(jar("curious"));
        PluginCatalog catalog = folderOnly();
        assertThat(PluginIsolationTest.class.getClassLoader().getResource("org/slf4j/Logger.class"))
                .as("the host has it")
                .isNotNull();
        assertThat(code(catalog, "curious/thanks")).isEqualTo("NNNNNNNN" + "YYYY");
    }

    @Test
    void givenAPluginWithCopiesOfTheSpi_whenLoaded_thenTheHostsAreUsedAndThatWhichTheHostLacksIsNot() throws Exception {
        String probe = looksFor(SPI_COPY)
                + "}\n public static Class<?> nullable() { return org.jspecify.annotations.Nullable.class;";
        PluginJar.withRule("copycat", "a.Copycat", probe)
                .source(SPI_COPY, "public class Planted {}")
                .source(
                        "org.jspecify.annotations.Nullable",
                        "@java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) public @interface Nullable {}")
                .copyOf(Plugin.class)
                .write(jar("copycat"));
        PluginCatalog catalog = folderOnly();
        assertThat(catalog.problems()).isEmpty();
        ClassLoader loader = catalog.plugins().get(0).guest().loader();
        assertThat(loader.getResource("dev/laurel/spi/Plugin.class"))
                .as("the copy is in the jar")
                .isNotNull();
        assertThat(loader.loadClass("dev.laurel.spi.Plugin")).isSameAs(Plugin.class);
        assertThat(loader.loadClass("a.Copycat").getMethod("nullable").invoke(null))
                .isSameAs(org.jspecify.annotations.Nullable.class);
        assertThat(code(catalog, "copycat/thanks")).as(SPI_COPY).isEqualTo("N");
    }

    @Test
    void givenAPackageThatIsSplitAcrossTheJarsOfAFolder_whenLoaded_thenItIsOne() {
        Path unit = folder.resolve("split");
        PluginJar.withRule("split", "a.Main", "return Decision.decline(Other.word());")
                .source("a.Other", "class Other { static String word() { return \"SPLIT\"; } }")
                .leaveOut("a.Other")
                .write(unit.resolve("main.jar"));
        PluginJar.plain()
                .withoutServiceFile()
                .source("a.Other", "class Other { static String word() { return \"SPLIT\"; } }")
                .write(unit.resolve("other.jar"));
        assertThat(code(folderOnly(), "split/thanks")).isEqualTo("SPLIT");
    }

    @Test
    void givenResourcesOfThePluginAndOfTheHost_whenItReadsThem_thenItFindsItsOwnByClassByLoaderAndByContext() {
        String read = """
                ClassLoader context = Thread.currentThread().getContextClassLoader();
                String all = text(getClass().getResource("words.txt")) + text(getClass().getClassLoader().getResource("a/words.txt"))
                        + text(context.getResource("a/words.txt"));
                try (java.io.InputStream in = context.getResourceAsStream("a/words.txt")) {
                    all += new String(in.readAllBytes());
                } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                boolean leaks = context.getResource("dev/laurel/wanted.properties") != null
                        || context.getResource("META-INF/services/java.sql.Driver") != null
                        || context.getResource("dev/laurel/plugin/spi-1.0/README.md") != null;
                return Decision.decline(all + (leaks ? "_LEAK" : "_OWN"));
                }
                private static String text(java.net.URL url) {
                    try (java.io.InputStream in = url.openStream()) { return new String(in.readAllBytes()); }
                    catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                """;
        PluginJar.withRule("reader", "a.Reader", read)
                .resource("a/words.txt", "W")
                .write(jar("reader"));
        ClassLoader own = PluginIsolationTest.class.getClassLoader();
        assertThat(own.getResource("dev/laurel/wanted.properties"))
                .as("the host has it")
                .isNotNull();
        assertThat(own.getResource("META-INF/services/java.sql.Driver"))
                .as("the host has it")
                .isNotNull();
        assertThat(code(folderOnly(), "reader/thanks")).isEqualTo("WWWW_OWN");
    }

    @Test
    void givenServicesOfItsOwnLibrary_whenThePluginLoadsThem_thenItFindsThoseAndNoOthers() {
        String load = """
                int drivers = 0;
                for (java.sql.Driver each : java.util.ServiceLoader.load(java.sql.Driver.class, getClass().getClassLoader())) { drivers++; }
                StringBuilder found = new StringBuilder();
                for (lib.Greeting each : java.util.ServiceLoader.load(lib.Greeting.class)) { found.append(each.word()); }
                return Decision.decline(found + "_" + drivers);
                """;
        String greeting = "public interface Greeting { String word(); }";
        Path unit = folder.resolve("greeter");
        PluginJar.withRule("greeter", "a.Greeter", load)
                .source("lib.Greeting", greeting)
                .leaveOut("lib.Greeting")
                .write(unit.resolve("greeter.jar"));
        PluginJar.plain()
                .withoutServiceFile()
                .source("lib.Greeting", greeting)
                .source(
                        "lib.Hello",
                        "public class Hello implements Greeting { public String word() { return \"HELLO\"; } }")
                .resource("META-INF/services/lib.Greeting", "lib.Hello")
                .write(unit.resolve("lib.jar"));
        assertThat(code(folderOnly(), "greeter/thanks")).isEqualTo("HELLO_0");
    }

    @Test
    void givenAResourceThatWasRead_whenTheJarIsReplacedByTheDepot_thenNoFileStaysOpen() throws IOException {
        String read = """
                try (java.io.InputStream in = getClass().getResource("words.txt").openStream()) {
                    return Decision.decline(new String(in.readAllBytes()));
                } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                """;
        PluginJar.withRule("reader", "a.Reader", read)
                .resource("a/words.txt", "W")
                .write(jar("reader"));
        PluginDepot depot = open();
        assertThat(code(depot.refresh().catalog(), "reader/thanks")).isEqualTo("W");
        Files.delete(jar("reader"));
        depot.retire(depot.refreshNow().outgoing().get(0));
        assertThat(openUnder(temporary)).noneMatch(file -> file.endsWith(".jar") || file.contains(".jar "));
    }

    /** {@return files that this process has open under a place; none where the system does not tell} */
    static List<String> openUnder(Path place) throws IOException {
        Path handles = Path.of("/proc/self/fd");
        if (!Files.isDirectory(handles)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(handles)) {
            return all.map(PluginIsolationTest::target)
                    .filter(target -> target.startsWith(place.toString()))
                    .toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            // The handle of the listing itself.
            return "";
        }
    }
}
