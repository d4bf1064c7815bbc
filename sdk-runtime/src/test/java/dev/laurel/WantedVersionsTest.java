package dev.laurel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.view.LaurelException;
import io.netty.util.Version;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose dependency management chose a Netty or a Vert.x that cannot work is told which, where, and the remedy. */
class WantedVersionsTest {
    private static final WantedVersions WANTED = new WantedVersions("4.2.18.Final", "5.2.0");
    private static final String REMEDY = ": the host's dependency management chose it. In Maven put"
            + " <netty.version>4.2.18.Final</netty.version> into your pom's <properties> (with Spring Boot's parent), or"
            + " import io.netty:netty-bom:4.2.18.Final before the other BOMs in <dependencyManagement>; in Gradle"
            + " (Spring's plugin) ext['netty.version'] = '4.2.18.Final'.";

    /** A class of each jar, the same in Netty 4.1 and 4.2. */
    private static final Map<String, String> CLASSES = Map.of(
            "netty-common", "io/netty/util/Version.class",
            "netty-transport", "io/netty/channel/Channel.class",
            "netty-codec", "io/netty/handler/codec/ByteToMessageDecoder.class",
            "netty-handler", "io/netty/handler/ssl/SslHandler.class");

    @TempDir
    Path folder;

    private final List<URLClassLoader> opened = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (URLClassLoader each : opened) {
            each.close();
        }
    }

    /** A host's class path: what it chose first, and behind that what these tests run with, or not. */
    private ClassLoader host(boolean tested, Path... first) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path each : first) {
            urls.add(each.toUri().toURL());
        }
        if (tested) {
            for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(Path.of(each).toUri().toURL());
            }
        }
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        opened.add(loader);
        return loader;
    }

    private Path netty(String artifact, String version) throws IOException {
        return jar(
                artifact + "-" + version + ".jar",
                Map.of(
                        "META-INF/io.netty.versions.properties",
                        "#Generated\n" + artifact + ".version=" + version + "\n" + artifact + ".repoStatus=clean\n",
                        CLASSES.get(artifact),
                        ""));
    }

    private Path vertx(String version) throws IOException {
        return jar("vertx-core-" + version + ".jar", Map.of("META-INF/vertx/vertx-version.txt", version + "\n"));
    }

    private Path jar(String name, Map<String, String> files) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static String refusal(ClassLoader host) {
        LaurelException refused = catchThrowableOfType(LaurelException.class, () -> WANTED.check(host));
        assertThat(refused).isNotNull();
        return refused.getMessage();
    }

    @Test
    void givenTheBuild_whenAsked_thenItWantsWhatItWasTestedWith() throws IOException {
        WantedVersions built = WantedVersions.ofThisBuild();

        assertThat(built.netty())
                .isEqualTo(Version.identify().get("netty-common").artifactVersion());
        try (InputStream in = Vertx.class.getResourceAsStream("/META-INF/vertx/vertx-version.txt")) {
            assertThat(in).hasContent(built.vertx());
        }
        assertThatCode(() -> built.check(Laurel.class.getClassLoader())).doesNotThrowAnyException();
    }

    @Test
    void givenNettyAsSpringBoot3ManagesIt_whenChecked_thenTheSentenceSaysWhatToSet() throws IOException {
        Path common = netty("netty-common", "4.1.135.Final");
        ClassLoader host = host(
                false,
                netty("netty-transport", "4.1.135.Final"),
                common,
                netty("netty-handler", "4.1.135.Final"),
                netty("netty-codec", "4.1.135.Final"));

        assertThat(refusal(host))
                .isEqualTo(
                        "Laurel needs Netty 4.2.18.Final for Vert.x 5.2.0, and finds netty-common 4.1.135.Final on the"
                                + " class path (" + common + ", and 3 more as old)" + REMEDY);
    }

    @Test
    void givenOneOldPartAmongNewOnes_whenChecked_thenItIsNamed() throws IOException {
        for (String artifact : CLASSES.keySet()) {
            Path old = netty(artifact, "4.1.135.Final");

            assertThat(refusal(host(true, old)))
                    .isEqualTo("Laurel needs Netty 4.2.18.Final for Vert.x 5.2.0, and finds " + artifact
                            + " 4.1.135.Final on the class path (" + old + ")" + REMEDY);
        }
    }

    @Test
    void givenTheNewNettyInFrontOfAnOldOne_whenChecked_thenTheOldOneIsNotUsedAndNotMinded() throws IOException {
        Path old = netty("netty-common", "4.1.135.Final");
        Path fine = netty("netty-common", "4.2.1.Final");

        assertThatCode(() -> WANTED.check(host(true, fine, old))).doesNotThrowAnyException();
    }

    @Test
    void givenAnotherPatchOrANewerNetty_whenChecked_thenItIsLeftAlone() throws IOException {
        for (String version : List.of("4.2.0.Final", "4.2.99.Final", "4.10.0.Final", "5.0.0.Alpha5", "a fork")) {
            Path other = netty("netty-common", version);

            assertThatCode(() -> WANTED.check(host(true, other))).as(version).doesNotThrowAnyException();
        }
    }

    @Test
    void givenAJarWithARelocatedOldNetty_whenChecked_thenItIsNoneOfOurBusiness() throws IOException {
        Path shaded = jar(
                "grpc-netty-shaded.jar",
                Map.of(
                        "META-INF/io.netty.versions.properties",
                        "netty-common.version=4.1.135.Final\nnetty-transport.version=4.1.135.Final\n"));

        assertThatCode(() -> WANTED.check(host(true, shaded))).doesNotThrowAnyException();
    }

    @Test
    void givenVersionsThatCannotBeRead_whenChecked_thenWhetherTheClassIsThereDecides() throws IOException {
        Path broken = jar(
                "broken.jar",
                Map.of(
                        "META-INF/io.netty.versions.properties",
                        "netty-common.version=\\uNONE",
                        CLASSES.get("netty-common"),
                        ""));

        assertThatCode(() -> WANTED.check(host(true, broken))).doesNotThrowAnyException();
        assertThat(refusal(host(false, broken)))
                .startsWith("Laurel needs Netty 4.2.18.Final for Vert.x 5.2.0, and finds no"
                        + " io.netty.channel.MultiThreadIoEventLoopGroup, which came with 4.2, on the class path: ")
                .contains("left netty-transport out", "<netty.version>4.2.18.Final</netty.version>");
    }

    @Test
    void givenVertx4WithItsNetty_whenChecked_thenBothAreSaidAtOnce() throws IOException {
        Path old = vertx("4.5.26");

        assertThat(refusal(host(false, old, netty("netty-common", "4.1.135.Final")))
                        .lines())
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith("Laurel needs Vert.x 5.2.0, and finds vertx-core 4.5.26 on the class path ("
                                        + old + "): the host's dependency management chose it. In Maven put"
                                        + " <vertx.version>5.2.0</vertx.version>")
                                && line.contains("io.vertx:vertx-dependencies:5.2.0"))
                .anyMatch(line -> line.contains("netty-common 4.1.135.Final"));
    }

    @Test
    void givenAnotherVertx5OrANewerOne_whenChecked_thenItIsLeftAlone() throws IOException {
        for (String version : List.of("5.0.12", "5.3.0-SNAPSHOT", "6.0.0")) {
            Path other = vertx(version);

            assertThatCode(() -> WANTED.check(host(true, other))).as(version).doesNotThrowAnyException();
        }
    }
}
