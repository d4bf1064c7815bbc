package dev.laurel.samplehost.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.laurel.view.MemberKey;
import dev.laurel.view.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    Path directory;

    private final StringBuilder users = new StringBuilder();
    private final StringBuilder posts = new StringBuilder();
    private final StringBuilder badges = new StringBuilder();
    private final List<Standing> standings = new ArrayList<>();
    private final Map<String, SortedMap<LocalDate, Long>> days = new HashMap<>();

    private void site(String id, long reputation, String... awarded) {
        users.append("<row Id=\"" + id + "\" Reputation=\"" + reputation + "\" />");
        for (String badge : awarded) {
            badges.append("<row UserId=\"" + id + "\" Name=\"" + badge + "\" />");
        }
    }

    private void poster(String id, long reputation, long balance, long... sums) {
        site(id, reputation);
        posts.append("<row OwnerUserId=\"" + id + "\" />");
        laurel(id, balance);
        SortedMap<LocalDate, Long> byDay = new TreeMap<>();
        for (long sum : sums) {
            byDay.put(LocalDate.of(2018, 3, 12).plusDays(byDay.size()), sum);
        }
        days.put(id, byDay);
    }

    private void laurel(String id, long balance, Standing.BadgeCount... held) {
        standings.add(new Standing(1, 1, MemberKey.of("site", id), "", balance, List.of(held)));
    }

    private Comparison compared() throws IOException {
        Files.writeString(directory.resolve("Users.xml"), "<users>" + users + "</users>");
        Files.writeString(directory.resolve("Posts.xml"), "<posts>" + posts + "</posts>");
        Files.writeString(directory.resolve("Badges.xml"), "<badges>" + badges + "</badges>");
        return Comparison.of(SiteTotals.read(directory), standings, days);
    }

    @Test
    void givenFourWhoPosted_whenCompared_thenTheSharesAreOfThem() throws Exception {
        poster("1", 21, 21, 20); // exact
        poster("2", 121, 21, 20); // exact after the network's 100
        poster("3", 26, 21, 20); // within 5
        poster("4", 27, 21, 20); // 6 away
        site("5", 400); // did not post
        laurel("5", 1);

        Comparison comparison = compared();

        assertThat(comparison.members()).isEqualTo(4);
        assertThat(comparison.exact()).isEqualTo(.5);
        assertThat(comparison.within()).isEqualTo(.75);
        assertThat(comparison.replayed()).isEqualTo(4);
    }

    @Test
    void givenAFallThatOnlyTheFloorStops_whenReplayedWith100More_thenTheFallCounts() throws Exception {
        // Laurel: 1, down to 1 at the floor, up to 11. The site: 101, down to 91, up to 101.
        poster("1", 101, 11, -10, 10);

        assertThat(compared().exact()).isEqualTo(1);
        assertThat(compared().replayed()).isEqualTo(1);
    }

    @Test
    void givenAFallBelowTheFloorEvenWith100More_whenReplayed_thenItStopsThere() throws Exception {
        // 101 - 150 is 1 at the floor; + 10 is 11; - 4 is 7. Without the 100: 1, 11, 7.
        poster("1", 7, 7, -150, 10, -4);

        assertThat(compared().exact()).isEqualTo(1);
        assertThat(compared().replayed()).isEqualTo(1);
    }

    @Test
    void givenABalanceThatItsOwnDaysDoNotExplain_whenCompared_thenItIsNotReplayed() throws Exception {
        poster("1", 21, 21, 20);
        poster("2", 30, 30, 20);

        assertThat(compared().replayed()).isEqualTo(1);
    }

    @Test
    void givenSomebodyWhoWasErased_whenCompared_thenTheyCountAsOneWhoDiffers() throws Exception {
        poster("1", 21, 21, 20);
        site("2", 500);
        posts.append("<row OwnerUserId=\"2\" />");
        laurel("", 500, new Standing.BadgeCount("student", 1));

        Comparison comparison = compared();

        assertThat(comparison.members()).isEqualTo(2);
        assertThat(comparison.exact()).isEqualTo(.5);
        assertThat(comparison.badges()).isEmpty();
    }

    @Test
    void givenBalancesAndTotals_whenCorrelated_thenNothingInferredEnters() throws Exception {
        poster("1", 1, 1);
        poster("2", 2, 3);
        poster("3", 3, 2);

        assertThat(compared().pearson()).isCloseTo(.5, within(1e-12));
    }

    @Test
    void givenNobody_whenCompared_thenTheFiguresAreZero() throws Exception {
        assertThat(compared()).isEqualTo(new Comparison(0, 0, 0, 0, 0, List.of()));
    }

    @Test
    void givenBadges_whenCompared_thenAwardsAreMatchedMemberByMemberAndAsOftenAsBothMadeThem() throws Exception {
        site("1", 1, "Nice Question", "Nice Question", "Student");
        site("2", 1, "Nice Question");
        site("3", 1, "Nice Question");
        laurel("1", 1, new Standing.BadgeCount("badge/nice-question", 3), new Standing.BadgeCount("teacher", 1));
        laurel("2", 1, new Standing.BadgeCount("nice-question", 1));

        List<Comparison.BadgeMatch> matches = compared().badges();

        assertThat(matches)
                .containsExactly(
                        new Comparison.BadgeMatch("nice-question", 4, 4, 3),
                        new Comparison.BadgeMatch("student", 1, 0, 0),
                        new Comparison.BadgeMatch("teacher", 0, 1, 0));
        assertThat(matches.get(0).precision()).isEqualTo(.75);
        assertThat(matches.get(0).recall()).isEqualTo(.75);
        assertThat(matches.get(1).precision()).isEqualTo(1);
        assertThat(matches.get(1).recall()).isZero();
    }

    @Test
    void givenADumpWithoutBadges_whenCompared_thenNoneIsJudged() throws Exception {
        poster("1", 21, 21, 20);
        laurel("1", 21, new Standing.BadgeCount("student", 1));

        assertThat(compared().badges()).isEmpty();
    }
}
