package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the guides show compiles, runs and prints what they say; the README is as short as it says. */
class ReadmeTest {
    private static final Path README = Sources.root().resolve("README.md");
    private static final Path EMBEDDING = Sources.root().resolve("sdk-runtime/docs/embedding.md");
    private static final Path PLUGINS = Sources.root().resolve("sdk-api/docs/plugins.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern DOCUMENT = Pattern.compile("[A-Za-z0-9_-]+\\.md\\b");
    private static final Pattern PRINTS = Pattern.compile("It prints `([^`]+)`");
    private static final Pattern ENTRY = Pattern.compile("<(Laurel-[A-Za-z-]+)>([^<]+)</");
    private static final Pattern SERVICES =
            Pattern.compile("`src/main/resources/(META-INF/services/[^`]+)`[^`]*```text\n(.*?\n)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"");

    @TempDir
    Path folder;

    @Test
    void givenTheReadmeWhenReadThenItIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void givenTheExamplesWhenCountedThenTheyHaveTwelveAndTwentyLines() throws IOException {
        Map<String, String> examples = Examples.of(README);

        assertThat(examples).containsOnlyKeys("Embed.java", "KindWords.java");
        assertThat(lines(examples.get("Embed.java"))).isLessThanOrEqualTo(12);
        assertThat(lines(examples.get("KindWords.java"))).isLessThanOrEqualTo(20);
    }

    @Test
    void givenTheDocumentsWhenReadThenEveryExampleIsTested() throws IOException {
        for (Path document : List.of(README, EMBEDDING, PLUGINS)) {
            assertThat(Files.readString(document)).as(document.toString()).doesNotContainPattern("(?<! -->\n)```java");
        }
    }

    @Test
    void givenTheExamplesWhenCompiledAndRunTwiceThenTheyPrintWhatTheReadmeSays() throws Exception {
        Examples.compile(Examples.of(README), folder);

        Matcher prints = PRINTS.matcher(Files.readString(README));
        assertThat(prints.find()).isTrue();
        assertThat(Examples.run("Embed", folder)).isEqualTo(prints.group(1));
        assertThat(Examples.run("Embed", folder))
                .as("run again, it is the same activity")
                .isEqualTo(prints.group(1));
    }

    @Test
    void givenTheGuideToEmbeddingWhenItsExamplesAreRunThenTheyPrintWhatItSays() throws Exception {
        Map<String, String> examples = Examples.of(EMBEDDING);
        examples.put("KindWords.java", Examples.of(README).get("KindWords.java"));
        Examples.compile(examples, folder);

        assertPrinted(EMBEDDING, examples);
    }

    @Test
    void givenTheGuideForPluginsWhenFollowedThenThePluginRunsFromAFolder() throws Exception {
        Map<String, String> examples = Examples.of(PLUGINS);
        Map<String, String> plugin = Map.of("HelpfulPlugin.java", examples.remove("HelpfulPlugin.java"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Examples.compile(plugin, classes);
        pack(classes, Files.createDirectory(folder.resolve("plugins")).resolve("helpful-1.0.jar"));
        Examples.compile(examples, folder);

        assertPrinted(PLUGINS, examples);
    }

    private void assertPrinted(Path guide, Map<String, String> examples) throws Exception {
        Map<String, String> printed = Examples.printed(guide);
        Set<String> programs = examples.entrySet().stream()
                .filter(example -> example.getValue().contains("public static void main("))
                .map(example -> example.getKey().replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(printed.keySet()).as("every program is run").isEqualTo(programs);
        for (Map.Entry<String, String> program : printed.entrySet()) {
            assertThat(Examples.run(program.getKey(), folder))
                    .as(program.getKey())
                    .isEqualTo(program.getValue());
        }
    }

    /** Packs a plugin with nothing but what the guide says belongs into its jar. */
    private static void pack(Path classes, Path jar) throws IOException {
        String guide = Files.readString(PLUGINS);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Matcher entries = ENTRY.matcher(guide);
        while (entries.find()) {
            manifest.getMainAttributes().putValue(entries.group(1), entries.group(2));
        }
        Matcher services = SERVICES.matcher(guide);
        assertThat(services.find()).isTrue();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.list(classes)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(file.getFileName().toString()));
                Files.copy(file, out);
            }
            out.putNextEntry(new JarEntry(services.group(1)));
            out.write(services.group(2).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void givenTheGuidesWhenReadThenTheirVersionsAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(Sources.root().resolve("pom.xml"));
        String version = inside(pom, "version");

        assertThat(Files.readString(EMBEDDING)).contains("<version>" + version + "</version>");
        assertThat(Files.readString(PLUGINS))
                .contains("<version>" + version + "</version>")
                .contains("<Laurel-Spi-Version>" + inside(pom, "laurel.spi.version") + "</Laurel-Spi-Version>");
    }

    private static String inside(String pom, String element) {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(element) + ">([^<]+)</").matcher(pom);
        assertThat(matcher.find()).as(element).isTrue();
        return matcher.group(1);
    }

    @Test
    void givenTheCodesOfRefusalsWhenTheGuideIsReadThenEachIsThere() throws IOException {
        String guide = Files.readString(EMBEDDING);
        Path sources = Sources.root().resolve("sdk-runtime/src/main/java/dev/laurel");
        for (String file : List.of("intake/Admission", "pipeline/Attribution", "identity/ObjectTree")) {
            Matcher codes = CODE.matcher(Files.readString(sources.resolve(file + ".java")));
            while (codes.find()) {
                assertThat(guide).as("the table of codes").contains("`" + codes.group(1) + "`");
            }
        }
    }

    @Test
    void givenTheDocumentsWhenReadThenWhatTheyLinkToIsThere() throws IOException {
        Map<String, Path> documents = new HashMap<>();
        try (Stream<Path> all = Files.walk(Sources.root())) {
            all.filter(each ->
                            each.toString().endsWith(".md") && !each.toString().contains("/target/"))
                    .forEach(each ->
                            documents.put(Sources.root().relativize(each).toString(), each));
        }
        assertThat(documents).containsKeys("README.md", "CONTRIBUTING.md", "sdk-runtime/docs/adr/README.md");
        Set<String> names = documents.values().stream()
                .map(each -> each.getFileName().toString())
                .collect(Collectors.toSet());
        for (Map.Entry<String, Path> document : documents.entrySet()) {
            String text = Files.readString(document.getValue());
            Matcher links = LINK.matcher(text);
            while (links.find()) {
                assertThat(document.getValue().resolveSibling(links.group(1)))
                        .as(document.getKey())
                        .exists();
            }
            Matcher named = DOCUMENT.matcher(text);
            while (named.find()) {
                assertThat(names).as(document.getKey()).contains(named.group());
            }
        }
    }

    @Test
    void givenTheReadmeWhenReadThenEveryFolderItNamesIsThere() throws IOException {
        Matcher folders =
                Pattern.compile("^\\| `([^`]+/)` \\|", Pattern.MULTILINE).matcher(Files.readString(README));
        List<String> named = new ArrayList<>();
        while (folders.find()) {
            named.add(folders.group(1));
            assertThat(Sources.root().resolve(folders.group(1))).isDirectory();
        }
        assertThat(named).contains("sdk-api/", "sdk-runtime/", "plugins/", "sample-host/");
    }

    /** Imports and empty lines are not what an example is about. */
    private static long lines(String example) {
        return example.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import "))
                .count();
    }
}
