package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ten-minute guide and its template: what can be seen without a Maven repository. {@code .ci/template} runs the guide's
 * commands.
 */
class AuthoringTest {
    private static final Path GUIDE = Sources.root().resolve("plugins/AUTHORING.md");
    private static final Path TEMPLATE = Sources.root().resolve(Sources.TEMPLATE);
    private static final Pattern ENTRY = Pattern.compile("<(Laurel-[A-Za-z-]+)>([^<]+)</");
    private static final Pattern COMMANDS = Pattern.compile("<!-- run: (\\S+) -->\n```sh\n");
    private static final String SERVICES = "META-INF/services/dev.laurel.spi.Plugin";

    @TempDir
    Path folder;

    @Test
    void givenTheTemplateWhenListedThenItIsNoModuleAndTheHouseRulesSeeIt() throws IOException {
        assertThat(Sources.modules()).doesNotContain(Sources.TEMPLATE).contains("plugins/testkit");
        assertThat(Sources.examples()).doesNotContain(Sources.TEMPLATE);
        assertThat(Sources.all()).anyMatch(file -> file.endsWith("guestbook/Thanked.java"));
        assertThat(Files.readString(Sources.root().resolve("plugins/pom.xml"))).doesNotContain("<module>template<");
    }

    @Test
    void givenTheTemplateWhenItsVersionsAreReadThenTheyAreThoseOfThisBuild() throws IOException {
        String root = Files.readString(Sources.root().resolve("pom.xml"));
        String pom = Files.readString(TEMPLATE.resolve("pom.xml"));

        assertThat(pom).doesNotContain("<parent>");
        assertThat(inside(pom, "laurel.version")).isEqualTo(inside(root, "version"));
        assertThat(inside(pom, "laurel.spi.version")).isEqualTo(inside(root, "laurel.spi.version"));
    }

    @Test
    void givenTheGuideWhenReadThenEveryBlockIsTested() throws IOException {
        String guide = Files.readString(GUIDE);
        String script = Files.readString(Sources.root().resolve(".ci/template"));

        assertThat(guide).doesNotContainPattern("(?<! -->\n)```(java|sh)");
        Matcher commands = COMMANDS.matcher(guide);
        assertThat(commands.results().map(found -> found.group(1)).toList())
                .contains("install", "copy", "rename", "try", "change", "package")
                .allSatisfy(name -> assertThat(script).containsPattern("(guide|block) " + name + "\\b"));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void givenTheGuidesHostWhenTheTemplatesJarIsDroppedInThenItsStatusIsAsTheGuideSays() throws Exception {
        Map<String, String> sources = sources("main");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Examples.compile(sources, classes);
        Path jar = pack(classes, folder.resolve("guest-book-1.0.jar"));
        sources.putAll(sources("test"));
        sources.putAll(Examples.of(GUIDE));
        Path host = Files.createDirectory(folder.resolve("host"));
        Examples.compile(sources, host);

        List<String> printed = Examples.printed(GUIDE).get("Host").lines().toList();
        assertThat(printed).hasSize(2);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-classpath",
                        host + File.pathSeparator + System.getProperty("java.class.path"),
                        "Host",
                        "guest-book/thanks")
                .directory(host.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo(printed.get(0));
            Files.copy(jar, host.resolve("plugins").resolve("guest-book-1.0.jar"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(lines.readLine()).isEqualTo(printed.get(1));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Map<String, String> sources(String kind) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Path file : Sources.of(Sources.TEMPLATE, kind)) {
            sources.put(file.getFileName().toString(), Files.readString(file));
        }
        return sources;
    }

    /** Packs the plugin as its build does. */
    private static Path pack(Path classes, Path jar) throws IOException {
        String pom = Files.readString(TEMPLATE.resolve("pom.xml"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Matcher entries = ENTRY.matcher(pom);
        while (entries.find()) {
            manifest.getMainAttributes()
                    .putValue(
                            entries.group(1),
                            entries.group(2)
                                    .replace("${laurel.spi.version}", inside(pom, "laurel.spi.version"))
                                    .replace("${project.version}", inside(pom, "version")));
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
            out.putNextEntry(new JarEntry(SERVICES));
            Files.copy(TEMPLATE.resolve("src/main/resources").resolve(SERVICES), out);
        }
        return jar;
    }

    private static String inside(String pom, String element) {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(element) + ">([^<]+)</").matcher(pom);
        assertThat(matcher.find()).as(element).isTrue();
        return matcher.group(1);
    }
}
