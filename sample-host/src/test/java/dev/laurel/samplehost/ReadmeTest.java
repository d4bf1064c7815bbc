package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles, runs and prints what it says, and is as short as it says. */
class ReadmeTest {
    private static final Path README = Sources.root().resolve("README.md");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- tested: (\\S+) -->\n```java\n(.*?)\n```\n", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern PRINTS = Pattern.compile("It prints `([^`]+)`");

    @TempDir
    Path folder;

    @Test
    void givenTheReadmeWhenReadThenItIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void givenTheExamplesWhenCountedThenTheyHaveTwelveAndTwentyLines() throws IOException {
        Map<String, String> examples = examples();

        assertThat(examples).containsOnlyKeys("Embed.java", "KindWords.java");
        assertThat(lines(examples.get("Embed.java"))).isLessThanOrEqualTo(12);
        assertThat(lines(examples.get("KindWords.java"))).isLessThanOrEqualTo(20);
        assertThat(Files.readString(README)).as("every example is tested").doesNotContainPattern("(?<! -->\n)```java");
    }

    @Test
    void givenTheExamplesWhenCompiledAndRunTwiceThenTheyPrintWhatTheReadmeSays() throws Exception {
        compile(examples());

        Matcher prints = PRINTS.matcher(Files.readString(README));
        assertThat(prints.find()).isTrue();
        assertThat(run()).isEqualTo(prints.group(1));
        assertThat(run()).as("run again, it is the same activity").isEqualTo(prints.group(1));
    }

    @Test
    void givenTheDocumentsWhenReadThenWhatTheyLinkToIsThere() throws IOException {
        for (String name : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")) {
            Matcher links = LINK.matcher(Files.readString(Sources.root().resolve(name)));
            while (links.find()) {
                assertThat(Sources.root().resolve(links.group(1))).as(name).exists();
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

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        Matcher blocks = BLOCK.matcher(Files.readString(README));
        while (blocks.find()) {
            examples.put(blocks.group(1), blocks.group(2));
        }
        return examples;
    }

    /** Imports and empty lines are not what an example is about. */
    private static long lines(String example) {
        return example.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import "))
                .count();
    }

    private void compile(Map<String, String> examples) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> example : examples.entrySet()) {
            sources.add(Files.writeString(folder.resolve(example.getKey()), example.getValue()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                "-proc:none",
                "-Xlint:all,-path,-classfile");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
            assertThat(said.toString()).isEmpty();
        }
    }

    private String run() throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-classpath",
                        folder + File.pathSeparator + System.getProperty("java.class.path"),
                        "Embed")
                .directory(folder.toFile())
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        try (Stream<String> lines = Files.lines(printed)) {
            return String.join("\n", lines.toList());
        }
    }
}
