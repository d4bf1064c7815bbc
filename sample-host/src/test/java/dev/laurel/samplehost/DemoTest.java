package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.laurel.samplehost.proof.Comparison;
import dev.laurel.view.MemberKey;
import dev.laurel.view.VerifyReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, from end to end: a whole real community replayed, its result beside the site's own. */
class DemoTest {
    private static final int ACTIVITIES = 21_420;

    /** Precision and recall, per mille, that a plain replay reaches. */
    private static final Map<String, int[]> BADGES = Map.of(
            "nice-question", new int[] {1000, 1000},
            "good-question", new int[] {1000, 1000},
            "good-answer", new int[] {1000, 1000},
            "scholar", new int[] {1000, 994},
            "nice-answer", new int[] {1000, 969},
            "teacher", new int[] {994, 988},
            "student", new int[] {996, 978},
            "commentator", new int[] {1000, 909});

    @TempDir
    Path folder;

    @Test
    void givenTheBundledCommunityWhenRunTwiceThenTheFiguresHoldAndNothingIsImportedTwice() throws Exception {
        Printed first = Printed.by("--once", "--fresh", "--store", folder.toString());
        Printed second = Printed.by("--once", "--store", folder.toString());

        assertThat(first.err()).isEmpty();
        assertThat(first.exit()).isZero();
        assertThat(first.out())
                .contains("Imported 21,420 activities in ")
                .contains("the 333 members who posted")
                .containsPattern("Ledger verified: [0-9,]+ entries add up");
        assertThat(second.exit()).isZero();
        assertThat(second.out()).contains("Nothing new: 21,420 activities already in the store.");
        assertThat(report(second.out())).isEqualTo(report(first.out()));

        try (Demo demo = Printed.demo(folder)) {
            demo.importEverything();
            assertReaches(demo.report());
            VerifyReport verified = demo.community().verify().get();
            assertThat(verified.activities()).isEqualTo(ACTIVITIES);
            assertThat(verified.problems()).isEmpty();
        }
    }

    private static void assertReaches(Comparison comparison) {
        assertThat(comparison.members()).isEqualTo(333);
        assertThat(perMille(comparison.exact())).isGreaterThanOrEqualTo(739);
        assertThat(perMille(comparison.within())).isGreaterThanOrEqualTo(919);
        assertThat(perMille(comparison.pearson())).isGreaterThanOrEqualTo(997);
        assertThat(comparison.replayed()).isEqualTo(333);
        Map<String, Comparison.BadgeMatch> badges =
                comparison.badges().stream().collect(Collectors.toMap(Comparison.BadgeMatch::badge, each -> each));
        new TreeMap<>(BADGES).forEach((badge, floor) -> {
            assertThat(badges).containsKey(badge);
            assertThat(perMille(badges.get(badge).precision()))
                    .as("precision of %s", badge)
                    .isGreaterThanOrEqualTo(floor[0]);
            assertThat(perMille(badges.get(badge).recall()))
                    .as("recall of %s", badge)
                    .isGreaterThanOrEqualTo(floor[1]);
        });
    }

    /** The published figures have three decimals. */
    private static long perMille(double value) {
        return Math.round(value * 1000);
    }

    private static String report(String printed) {
        return printed.substring(printed.indexOf("rank"));
    }

    @Test
    void givenAnImportThatIsStoppedHalfWayWhenStartedAgainThenItGoesOnAndNothingIsDoubled() throws Exception {
        Path stopped = folder.resolve("stopped");
        long seen;
        try (Demo demo = Printed.demo(stopped)) {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> demo.progress().accepted() > 0);
            seen = demo.progress().accepted();
        }
        try (Demo resumed = Printed.demo(stopped);
                Demo straight = Printed.demo(folder.resolve("straight"))) {
            resumed.importEverything();
            straight.importEverything();

            assertThat(resumed.progress().accepted()).isLessThanOrEqualTo(ACTIVITIES - seen);
            assertThat(resumed.community().verify().get().activities()).isEqualTo(ACTIVITIES);
            assertThat(resumed.community().standings("points/reputation").get())
                    .isEqualTo(
                            straight.community().standings("points/reputation").get());
        }
    }

    @Test
    void givenAMemberWhenAskedWhyThenTheLinesAddUpToTheBalance() throws Exception {
        try (Demo demo = Printed.demo(folder)) {
            demo.importEverything();
            MemberKey key = MemberKey.of("stackexchange", "1837");

            long balance = demo.community().member(key).get().orElseThrow().balance("points/reputation");
            long sum = demo.community().entries(key, 100_000).get().stream()
                    .filter(line -> line.unit().equals("points/reputation"))
                    .mapToLong(line -> line.amount())
                    .sum();

            assertThat(balance).isGreaterThan(7_000).isEqualTo(sum);
        }
    }
}
