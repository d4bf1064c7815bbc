package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code run}, in a copy of the tree whose path has spaces, with a JDK and a Maven that only write down what
 * they are asked to do.
 */
@DisabledOnOs(OS.WINDOWS)
class RunScriptTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private Path root;
    private Path home;
    private Path jdk;

    /** What the script printed, and how it ended. */
    private record Ended(int exit, String out, String err) {}

    @BeforeEach
    void copy() throws IOException {
        root = folder.resolve("a clone (1)");
        home = Files.createDirectories(root.resolve("sample-host"));
        Files.copy(Path.of("run"), home.resolve("run"));
        Path help = Path.of("src", "main", "resources", "dev", "laurel", "samplehost", "help.txt");
        Files.createDirectories(home.resolve(help).getParent());
        Files.copy(help, home.resolve(help));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("sdk-api/src/main/java"));
        jdk = folder.resolve("the jdk");
        tool(
                "java",
                "[ \"$1\" = -version ] && { echo 'openjdk version \"17.0.15\" 2025-04-15' >&2; exit; }\n"
                        + "for each in \"$@\"; do echo \"<$each>\"; done");
        tool("javac", "echo 'javac 17.0.15'");
        maven("for each in \"$@\"; do echo \"<$each>\"; done >\"$ASKED\"\n" + "mkdir -p '%1$s/target/lib'\n"
                + "touch '%1$s/target/laurel-sample-host-0.1.jar'");
        longAgo();
    }

    @Test
    void givenNothingBuiltWhenRunThenItIsBuiltOnceWithOneLineAndThenStarted() throws Exception {
        Ended first = run("--once", "--data", "my dump");

        assertThat(first.exit()).isZero();
        assertThat(first.out().lines().findFirst()).contains("building, the first time takes a minute or two");
        assertThat(asked()).contains("<package>", "<-Dlaurel.gates=off>", "<-pl>", "<sample-host>", "<-am>");
        assertThat(first.out())
                .contains("<-Dlaurel.demo.home=" + home + ">")
                .contains("<" + home + "/target/laurel-sample-host-0.1.jar:" + home + "/target/lib/*>")
                .endsWith("<dev.laurel.samplehost.Main>\n<--once>\n<--data>\n<my dump>\n");

        Files.delete(folder.resolve("asked"));
        assertThat(run().out()).doesNotContain("building").contains("<dev.laurel.samplehost.Main>");
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void givenASourceThatChangedWhenRunThenItIsBuiltAgain() throws Exception {
        run();
        Path source = Files.writeString(root.resolve("sdk-api/src/main/java/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofSeconds(5))));

        assertThat(run().out()).contains("building");
    }

    @Test
    void givenABuildThatFailsWhenRunThenTheEndOfItsLogIsShownAndNothingIsStarted() throws Exception {
        maven("echo 'ERROR cannot find symbol'; exit 1");

        Ended ended = run();

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("ERROR cannot find symbol", "The build failed", "run.log");
        assertThat(ended.out()).doesNotContain("Main");
    }

    @Test
    void givenHelpWhenAskedThenNothingIsBuilt() throws Exception {
        Ended ended = run("--help");

        assertThat(ended.exit()).isZero();
        assertThat(ended.out())
                .contains("--once", "--fresh", "--port N", "--data DIR", "--store DIR", "--lang LANG", "--break");
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void givenAnUnknownOptionWhenRunThenItIsRefusedBeforeAnythingIsBuilt() throws Exception {
        for (String option : List.of("--prot", "--prot=1", "--p.rt", "-x")) {
            assertRefused(run(option), "There is no option " + option.split("=", -1)[0], "--help");
        }
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void givenAValueThatLooksLikeAnOptionWhenRunThenTheDemoIsHandedIt() throws Exception {
        for (String option : List.of("--port", "--data", "--store", "--lang")) {
            Ended ended = run("--once", option, "-5");

            assertThat(ended.err()).isEmpty();
            assertThat(ended.out()).endsWith("<--once>\n<" + option + ">\n<-5>\n");
        }
        assertRefused(run("--port", "--prot"), "There is no option --prot");
    }

    @Test
    void givenAnOldJavaWhenRunThenItIsRefused() throws Exception {
        tool("java", "echo 'java version \"1.8.0_311\"' >&2");

        assertRefused(run(), "is version 8", "needs 17 or later", "JAVA_HOME");
    }

    @Test
    void givenAJavaHomeWithoutJavaWhenRunThenItIsRefused() throws Exception {
        jdk = folder.resolve("nothing here");

        assertRefused(run(), "JAVA_HOME names " + jdk, "unset it");
    }

    @Test
    void givenNoCompilerWhenRunThenItIsRefused() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));

        assertRefused(run(), "no compiler", "install a JDK");
    }

    @Test
    void givenNoMavenWhenRunThenItIsRefused() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));

        assertRefused(run(), "There is no Maven here", "install it");
    }

    @Test
    void givenAFolderThatCannotBeWrittenToWhenRunThenItIsRefused() throws Exception {
        Files.writeString(home.resolve("target"), "a file in its place");

        assertRefused(run(), "cannot be written to", "make it writable");
    }

    private Ended run(String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("/bin/bash", home.resolve("run").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("PATH", folder.resolve("bin").toString());
        environment.put("ASKED", folder.resolve("asked").toString());
        allow("cat", "dirname", "find", "grep", "head", "mkdir", "mv", "sed", "tail", "touch");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    /** The tools that the script may use, and none of this machine's own Java and Maven. */
    private void allow(String... names) throws IOException {
        for (String name : names) {
            for (String place : List.of("/usr/bin", "/bin")) {
                if (Files.exists(Path.of(place, name))) {
                    script(folder.resolve("bin").resolve(name), "exec " + place + "/" + name + " \"$@\"");
                }
            }
        }
    }

    private String asked() throws IOException {
        return Files.readString(folder.resolve("asked"));
    }

    private void tool(String name, String does) throws IOException {
        script(jdk.resolve("bin").resolve(name), does);
    }

    private void maven(String does) throws IOException {
        script(folder.resolve("bin").resolve("mvn"), does.formatted(home));
    }

    private static void script(Path file, String does) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, ("#!/bin/bash\n" + does + "\n").getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Sources are older than what is built from them. */
    private void longAgo() throws IOException {
        try (var all = Files.walk(root)) {
            for (Path each : all.toList()) {
                Files.setLastModifiedTime(each, LONG_AGO);
            }
        }
    }

    private static void assertRefused(Ended ended, String... parts) {
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err().strip()).contains(parts).hasLineCount(1);
    }
}
