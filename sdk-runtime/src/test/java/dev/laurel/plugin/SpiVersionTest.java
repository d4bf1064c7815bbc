package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SpiVersionTest {
    private static final SpiVersion HOST = new SpiVersion(3, 4);

    @Test
    void givenTheBuild_whenItsSpiVersionMoves_thenTheConstantMovesWithIt() throws IOException {
        // Surefire runs in the module's folder.
        String pom = Files.readString(Path.of("..", "pom.xml"));
        Matcher matcher = Pattern.compile("<laurel\\.spi\\.version>([^<]+)</laurel\\.spi\\.version>")
                .matcher(pom);
        assertThat(matcher.find()).isTrue();
        assertThat(SpiVersion.BUILT_WITH).isEqualTo(matcher.group(1));
        assertThat(SpiVersion.ofHost()).hasToString(matcher.group(1));
    }

    @Test
    void givenAHost_whenPluginsOfOtherVersionsCome_thenOnlyTheSameMajorAndNoNewerMinorFits() {
        assertThat(HOST.objection("3.4")).isEmpty();
        assertThat(HOST.objection("3.0")).isEmpty();
        assertThat(HOST.objection(" 3.4.1 ")).isEmpty();
        assertThat(HOST.objection("3.5").orElseThrow()).contains("3.5", "older 3.4");
        assertThat(HOST.objection("4.0").orElseThrow()).contains("4.0", "3.x");
        assertThat(HOST.objection("2.9").orElseThrow()).contains("2.9", "3.x");
        assertThat(HOST.objection("3").orElseThrow()).contains("no version");
        assertThat(HOST.objection("99999999999.0").orElseThrow()).contains("no version");
    }
}
