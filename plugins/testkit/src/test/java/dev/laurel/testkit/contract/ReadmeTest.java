package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README, compiled without a warning and run. */
class ReadmeTest {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- tested: (\\S+)\\.java -->\n```java\n(.*?)\n```\n", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("README.md")));
        while (blocks.find()) {
            examples.put(blocks.group(1), blocks.group(2));
        }
        return examples;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReadmeTest.class.getResourceAsStream("/dev/laurel/testkit/readme/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void compile(Map<String, String> sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()));
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
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
            assertThat(said.toString()).isEmpty();
        }
    }

    @Test
    void givenTheReadme_whenItsExamplesAreCompiledAndRun_thenAllOfThemSucceed() throws Exception {
        Map<String, String> sources = new LinkedHashMap<>(examples());
        assertThat(sources).hasSize(9);
        assertThat(sources.keySet().stream().filter(name -> !name.equals("OwnTest")))
                .allSatisfy(name -> assertThat(sources.get(name)).contains("Contract {"));
        List<String> tests = List.copyOf(sources.keySet());
        sources.put("Forum", resource("Forum"));
        sources.put("ForumPlugin", resource("ForumPlugin"));
        compile(sources);
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("dev.laurel.spi.Plugin"), "com.example.forum.ForumPlugin\n");

        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            for (String test : tests) {
                Run run = Run.of(loader.loadClass("com.example.forum." + test));
                assertThat(run.failures()).as(test).isEmpty();
                assertThat(run.succeeded()).as(test).isGreaterThanOrEqualTo(3);
            }
        }
    }
}
