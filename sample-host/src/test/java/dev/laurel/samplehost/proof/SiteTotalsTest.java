package dev.laurel.samplehost.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTotalsTest {
    private static final Path BUNDLED = Path.of("data", "stackexchange-quantum");

    @TempDir
    Path directory;

    @Test
    void givenTheBundledDump_whenRead_thenTotalsPostersAndBadgesAreTheSites() throws Exception {
        SiteTotals totals = SiteTotals.read(BUNDLED);

        assertThat(totals.total("7")).hasValue(758);
        assertThat(totals.total("-1")).hasValue(1);
        assertThat(totals.total("99999999")).isEmpty();
        assertThat(totals.posters())
                .hasSize(333)
                .doesNotContain("-1")
                .allMatch(id -> totals.total(id).isPresent());
        assertThat(totals.awards("nice-question").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(145);
        assertThat(totals.awards("no-such-badge")).isEmpty();
    }

    @Test
    void givenBrokenRowsAndOtherQuotesAndLines_whenRead_thenTheRowsThatCanBeReadAreRead() throws Exception {
        Files.writeString(
                directory.resolve("Users.xml"),
                "<users>\n<row Id='1'\n Reputation='10' />\n<row Id=\"2\" Reputation=\"many\" />"
                        + "<row Id=\"3\" Reputation=\"30\n<row Id=\"4\" Reputation=\"40\" /></users>");
        Files.writeString(
                directory.resolve("Posts.xml"),
                "<posts><row Id=\"1\" Body=\"no OwnerUserId=&quot;9&quot;\" OwnerUserId=\"4\" /><row Id=\"2\" />"
                        + "<row Id=\"3\" OwnerUserId=\"-1\" LastEditorUserId=\"8\" /></posts>");

        SiteTotals totals = SiteTotals.read(directory);

        assertThat(totals.total("1")).hasValue(10);
        assertThat(totals.total("2")).isEmpty();
        assertThat(totals.total("3")).isEmpty();
        assertThat(totals.total("4")).hasValue(40);
        assertThat(totals.posters()).containsExactly("4");
        assertThat(totals.awards("student")).isEmpty();
    }

    @Test
    void givenABadgeAwardedTwice_whenRead_thenItCountsTwice() throws Exception {
        Files.writeString(
                directory.resolve("Badges.xml"),
                "<badges><row UserId=\"1\" Name=\"Nice Question\" /><row UserId=\"1\" Name=\"Nice Question\" />"
                        + "<row UserId=\"2\" Name=\"Nice Question\" /></badges>");

        assertThat(SiteTotals.read(directory).awards("nice-question")).isEqualTo(Map.of("1", 2L, "2", 1L));
    }
}
