package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples are built by {@code .ci/embed}, outside of this build; what they repeat of it has to be the same. */
class EmbedTest {
    private static final Path BOM = Sources.root().resolve("sdk-runtime/bom/pom.xml");
    private static final Pattern OURS =
            Pattern.compile("<groupId>dev\\.laurel</groupId>\\s*<artifactId>[^<]*</artifactId>\\s*<version>([^<]*)<");

    @Test
    void givenTheExamplesWhenListedThenTheHouseRulesSeeThem() throws IOException {
        assertThat(Sources.examples())
                .contains(
                        "sample-host/embed-main",
                        "sample-host/embed-spring-boot-3",
                        "sample-host/embed-spring-boot-4",
                        "sample-host/embed-vertx");
        assertThat(Sources.all())
                .anyMatch(file -> file.endsWith("embed-main/src/main/java/com/example/portal/Portal.java"));
    }

    @Test
    void givenAnExampleWhenItsVersionsAreReadThenTheyAreThoseOfThisBuild() throws IOException {
        String bom = Files.readString(BOM);
        for (String example : Sources.examples()) {
            String pom = Files.readString(Sources.root().resolve(example).resolve("pom.xml"));
            assertThat(OURS.matcher(pom).results().map(found -> found.group(1)))
                    .as(example)
                    .containsOnly(inside(bom, "version").orElseThrow());
            assertThat(pom).as(example).doesNotContain("<artifactId>laurel</artifactId>");
            inside(pom, "netty.version")
                    .ifPresent(netty -> assertThat(netty)
                            .as(example)
                            .isEqualTo(inside(bom, "netty.version").orElseThrow()));
        }
    }

    @Test
    void givenTheGuideWhenItSaysWhichNettyToSetThenItIsTheOneOfThisBuild() throws IOException {
        String netty = inside(Files.readString(BOM), "netty.version").orElseThrow();

        assertThat(Files.readString(Sources.root().resolve("sdk-runtime/docs/embedding.md")))
                .contains("<netty.version>" + netty + "</netty.version>", "ext['netty.version'] = '" + netty + "'");
    }

    @Test
    void givenAnExampleWhenItsReadmeIsReadThenItIsShort() throws IOException {
        for (String example : Sources.examples()) {
            assertThat(Files.readAllLines(Sources.root().resolve(example).resolve("README.md")))
                    .as(example)
                    .hasSizeLessThanOrEqualTo(30);
        }
    }

    private static Optional<String> inside(String pom, String element) {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(element) + ">([^<]+)</").matcher(pom);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
