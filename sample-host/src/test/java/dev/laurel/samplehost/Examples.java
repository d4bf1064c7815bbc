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

/** The Java examples of a document, and a folder in which they are compiled and run. */
final class Examples {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- tested: (\\S+) -->\n```java\n(.*?)\n```\n", Pattern.DOTALL);
    private static final Pattern PRINTED = Pattern.compile(
            "<!-- tested: (\\w+)\\.java -->\n```java\n(?:(?!```).)*```\n\n[^\n]*prints:\n\n```text\n(.*?)\n```\n",
            Pattern.DOTALL);

    private Examples() {}

    /** {@return the examples of a document by the names of their files, in order} */
    static Map<String, String> of(Path document) throws IOException {
        return all(BLOCK, document);
    }

    /** {@return what the programs of a document print, by the names of their classes, in order} */
    static Map<String, String> printed(Path document) throws IOException {
        return all(PRINTED, document);
    }

    private static Map<String, String> all(Pattern pattern, Path document) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher blocks = pattern.matcher(Files.readString(document));
        while (blocks.find()) {
            found.put(blocks.group(1), blocks.group(2));
        }
        return found;
    }

    /** Compiles examples into the folder in which their sources are put, without a warning. */
    static void compile(Map<String, String> examples, Path folder) throws IOException {
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

    /** {@return what a compiled program prints, run in its folder} */
    static String run(String main, Path folder) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-classpath",
                        folder + File.pathSeparator + System.getProperty("java.class.path"),
                        main)
                .directory(folder.toFile())
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(main).isTrue();
        assertThat(process.exitValue()).as(main).isZero();
        try (Stream<String> lines = Files.lines(printed)) {
            return String.join("\n", lines.toList());
        }
    }
}
