package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Window;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberFlag;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Place;
import dev.laurel.view.RankedMember;
import dev.laurel.view.RankedObject;
import dev.laurel.view.RankedObject.Contribution;
import dev.laurel.view.Slice;
import dev.laurel.view.Ties;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaderboards as a host sees them. */
class LeaderboardTest {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private Laurel laurel;
    private Community town;
    private int number;

    @BeforeEach
    void open() {
        laurel = Laurel.builder()
                .directory(folder)
                .plugin(new TownPlugin())
                .clock(now::get)
                .whenBusy(WhenBusy.FAIL)
                .community(
                        "town",
                        community -> community
                                .zone(AUCKLAND)
                                .rules("town/rules")
                                .leaderboard(
                                        "thanked",
                                        board -> board.members(TownPlugin.REPUTATION)
                                                .byTopic()
                                                .byGroup("district"))
                                .leaderboard(
                                        "monthly",
                                        board -> board.members(TownPlugin.REPUTATION)
                                                .every(Window.MONTH, 2)
                                                .ties(Ties.DENSE))
                                .leaderboard(
                                        "week",
                                        board -> board.members(TownPlugin.REPUTATION)
                                                .lastDays(7))
                                .leaderboard(
                                        "products",
                                        board -> board.objects("product")
                                                .uniting("shop", "portal")
                                                .counting("order.placed", 2)
                                                .counting("order.returned", -2)
                                                .counting("review.helpful", 3)))
                .start();
        town = laurel.community("town");
    }

    @AfterEach
    void close() {
        laurel.close();
    }

    private void reopen() {
        laurel.close();
        open();
    }

    /** Somebody from a district is thanked so many times, each worth ten points. */
    private void thanked(String who, String district, int times, Instant at) {
        for (int i = 0; i < times; i++) {
            get(town.record(
                    Town.SOURCE,
                    Activity.of("thanks", "thanks-" + number++)
                            .at(at.plusMillis(number))
                            .by(Role.RATER, Actor.of("grateful"))
                            .by(
                                    Role.THANKED,
                                    Actor.of(who).named("Name of " + who).with("district", district))
                            .build()));
        }
    }

    private List<String> names(String board, Slice slice) {
        return get(town.leaderboard(board).members(slice, 0, 100)).lines().stream()
                .map(line -> line.rank() + " " + line.key().id() + " " + line.score())
                .toList();
    }

    @Test
    void givenMembersWithPoints_whenAsked_thenPageRankAndThoseAroundAgree() {
        thanked("ada", "harbour", 3, NOON);
        thanked("ben", "harbour", 2, NOON);
        thanked("cy", "hill", 2, NOON);
        thanked("di", "hill", 1, NOON);

        assertThat(names("thanked", Slice.ALL)).containsExactly("1 ada 30", "2 ben 20", "2 cy 20", "4 di 10");
        assertThat(names("thanked", Slice.ALL.group("hill"))).containsExactly("1 cy 20", "2 di 10");
        Leaderboard board = town.leaderboard("thanked");
        long cy = get(town.member(key("cy"))).orElseThrow().member();
        assertThat(board.size(Slice.ALL)).isEqualTo(4);
        assertThat(board.place(Slice.ALL, cy)).contains(new Place(2, cy, 20));
        assertThat(board.around(Slice.ALL, cy, 1)).extracting(Place::rank).containsExactly(2L, 2L, 4L);
        assertThat(get(board.around(Slice.ALL, key("cy"), 1)).lines())
                .extracting(RankedMember::name)
                .containsExactly("Name of ben", "Name of cy", "Name of di");
        assertThat(board.places(Slice.ALL, 1, 2)).extracting(Place::score).containsExactly(20L, 20L);
    }

    @Test
    void givenARecordedActivity_whenTheHostHasItsAnswer_thenTheLeaderboardShowsItAtOnce() {
        for (int i = 1; i <= 50; i++) {
            thanked("ada", "harbour", 1, NOON);
            assertThat(town.leaderboard("thanked")
                            .places(Slice.ALL, 0, 1)
                            .get(0)
                            .score())
                    .isEqualTo(10L * i);
        }
    }

    @Test
    void givenSomebodyWhoIsNotToBeShown_whenFlagged_thenTheyAreGoneFromPagesAndCountsAndComeBack() {
        thanked("ada", "harbour", 3, NOON);
        thanked("ben", "harbour", 2, NOON);
        for (MemberFlag flag : MemberFlag.values()) {
            get(town.flag(key("ada"), flag, true, "member", "asked for it"));
            assertThat(names("thanked", Slice.ALL)).as("%s", flag).containsExactly("1 ben 20");
            assertThat(names("thanked", Slice.ALL.group("harbour"))).containsExactly("1 ben 20");
            assertThat(names("week", Slice.ALL)).containsExactly("1 ben 20");
            assertThat(town.leaderboard("thanked").size(Slice.ALL)).isEqualTo(1);
            thanked("ada", "harbour", 1, NOON);
            reopen();
            assertThat(names("monthly", Slice.ALL)).containsExactly("1 ben 20");

            get(town.flag(key("ada"), flag, false, "member", "changed their mind"));
            assertThat(names("thanked", Slice.ALL))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("1 ada ");
        }
        assertThat(names("thanked", Slice.ALL)).containsExactly("1 ada 60", "2 ben 20");
    }

    @Test
    void givenTwoAccountsOfOneMember_whenMergedAndToldApart_thenOneStandsThereAndThenBoth() {
        thanked("ada", "harbour", 2, NOON);
        thanked("ada-shop", "hill", 1, NOON);
        thanked("ben", "harbour", 2, NOON);

        get(town.merge(key("ada-shop"), key("ada"), "host", "same person"));
        assertThat(names("thanked", Slice.ALL)).containsExactly("1 ada 30", "2 ben 20");
        assertThat(names("thanked", Slice.ALL.group("harbour"))).containsExactly("1 ada 30", "2 ben 20");
        assertThat(names("thanked", Slice.ALL.group("hill"))).isEmpty();
        thanked("ada-shop", "hill", 1, NOON);
        assertThat(names("week", Slice.ALL)).containsExactly("1 ada 40", "2 ben 20");
        reopen();
        assertThat(names("thanked", Slice.ALL)).containsExactly("1 ada 40", "2 ben 20");

        get(town.unmerge(key("ada-shop"), key("ada"), "host", "not the same"));
        assertThat(names("thanked", Slice.ALL)).containsExactlyInAnyOrder("1 ada 20", "1 ada-shop 20", "1 ben 20");
        assertThat(names("thanked", Slice.ALL.group("hill"))).containsExactly("1 ada-shop 20");

        get(town.erase(key("ada"), "host"));
        assertThat(names("thanked", Slice.ALL)).containsExactlyInAnyOrder("1 ada-shop 20", "1 ben 20");
    }

    @Test
    void givenSomebodyWhoMoves_whenTheyAreThankedThere_thenTheyTakeAllTheyHaveAlong() {
        thanked("ada", "harbour", 2, NOON);
        thanked("ada", "hill", 1, NOON.plus(Duration.ofMinutes(2)));

        assertThat(names("thanked", Slice.ALL.group("harbour"))).isEmpty();
        assertThat(names("thanked", Slice.ALL.group("hill"))).containsExactly("1 ada 30");
        reopen();
        assertThat(names("thanked", Slice.ALL.group("hill"))).containsExactly("1 ada 30");
    }

    @Test
    void givenTheCommunitysZone_whenItsDaysAndMonthsChange_thenPeriodsDoToo() {
        // In Auckland it is the second of March already, half past one in the morning.
        Instant lastOfFebruary = Instant.parse("2026-02-28T10:00:00Z");
        Instant firstOfMarch = Instant.parse("2026-02-28T12:00:00Z");
        thanked("ada", "harbour", 1, lastOfFebruary);
        thanked("ben", "harbour", 2, firstOfMarch);

        assertThat(names("monthly", Slice.ALL)).containsExactly("1 ben 20");
        assertThat(names("monthly", Slice.ALL.back(1))).containsExactly("1 ada 10");
        assertThat(names("week", Slice.ALL)).containsExactly("1 ben 20", "2 ada 10");

        // Seven days, today included: the last of February falls out when the seventh of March begins there.
        now.set(Instant.parse("2026-03-06T10:59:00Z"));
        thanked("cy", "hill", 1, now.get());
        assertThat(names("week", Slice.ALL)).containsExactly("1 ben 20", "2 ada 10", "2 cy 10");
        now.set(Instant.parse("2026-03-06T11:01:00Z"));
        thanked("di", "hill", 1, now.get());
        assertThat(names("week", Slice.ALL)).containsExactly("1 ben 20", "2 cy 10", "2 di 10");
        now.set(Instant.parse("2026-04-01T12:00:00Z"));
        thanked("di", "hill", 1, now.get());
        assertThat(names("monthly", Slice.ALL)).containsExactly("1 di 10");
        assertThat(names("monthly", Slice.ALL.back(1))).containsExactly("1 ben 20", "2 cy 10", "2 di 10");
        reopen();
        assertThat(names("monthly", Slice.ALL.back(1))).containsExactly("1 ben 20", "2 cy 10", "2 di 10");
        assertThat(names("week", Slice.ALL)).containsExactly("1 di 10");
    }

    @Test
    void givenNothingHappens_whenTheDayEnds_thenTheWeekGoesOnAllTheSame() {
        thanked("ada", "harbour", 1, NOON);
        now.set(NOON.plus(Duration.ofDays(20)));

        await().atMost(Town.soon())
                .untilAsserted(() ->
                        assertThat(town.leaderboard("week").size(Slice.ALL)).isZero());
    }

    private void happened(String source, String type, String id, String product, String member) {
        get(town.record(
                source,
                Activity.of(type, id)
                        .at(NOON.plusMillis(number++))
                        .by(Role.MEMBER, Actor.of(member))
                        .about(ObjectRef.of(product, "product")
                                .title("The " + product)
                                .build())
                        .build()));
    }

    @Test
    void givenProductsInTwoSources_whenRanked_thenEachSaysWhatPutItThereAndFromWhere() {
        happened("shop", "order.placed", "o1", "dryer", "ada");
        happened("shop", "order.placed", "o2", "dryer", "ben");
        happened("shop", "order.placed", "o3", "lipstick", "ben");
        happened("shop", "order.placed", "o4", "lipstick", "cy");
        happened("shop", "order.returned", "o5", "lipstick", "cy");
        get(town.record(
                Town.SOURCE,
                Activity.of("review.written", "r1")
                        .at(NOON)
                        .about(ObjectRef.of("review", "review")
                                .in("dryer")
                                .by(Actor.of("ada"))
                                .build())
                        .build()));
        happened(Town.SOURCE, "look", "r2", "dryer", "ada");
        get(town.record(
                Town.SOURCE,
                Activity.of("review.helpful", "r3")
                        .at(NOON.plusSeconds(1))
                        .by(Role.RATER, Actor.of("ben"))
                        .about(ObjectRef.of("review"))
                        .build()));

        List<RankedObject> top =
                get(town.leaderboard("products").objects(Slice.ALL, 0, 10)).lines();
        assertThat(top).extracting(RankedObject::title).containsExactly("The dryer", "The lipstick");
        assertThat(top).extracting(RankedObject::score).containsExactly(7L, 2L);
        assertThat(top.get(0).because())
                .containsExactly(
                        new Contribution("order.placed", "shop", 2, 4),
                        new Contribution("review.helpful", Town.SOURCE, 1, 3));
        assertThat(top.get(1).because())
                .containsExactly(
                        new Contribution("order.placed", "shop", 2, 4),
                        new Contribution("order.returned", "shop", 1, -2));

        get(town.flag(MemberKey.of("shop", "ben"), MemberFlag.BOT, true, "operator", "orders by a script"));
        assertThat(get(town.leaderboard("products").objects(Slice.ALL, 0, 10)).lines())
                .extracting(RankedObject::score)
                .containsExactly(5L);
        reopen();
        assertThat(get(town.leaderboard("products").objects(Slice.ALL, 0, 10)).lines())
                .extracting(RankedObject::score)
                .containsExactly(5L);
    }

    @Test
    void givenWhatALeaderboardDoesNotHave_whenAsked_thenItSaysSo() {
        thanked("ada", "harbour", 1, NOON);

        assertThatThrownBy(() -> town.leaderboard("fastest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("community town has no leaderboard fastest, only [thanked, monthly, week, products]:"
                        + " declare it with leaderboard(...)");
        assertThatThrownBy(() -> town.leaderboard("monthly").places(Slice.ALL.back(2), 0, 10))
                .isInstanceOf(LaurelException.class)
                .hasMessage("the leaderboard monthly keeps 2 periods: ask for at most 1 back");
        assertThatThrownBy(() -> town.leaderboard("week").size(Slice.ALL.topic("any")))
                .isInstanceOf(LaurelException.class)
                .hasMessage(
                        "the leaderboard week is not kept by topic: ask without one, or have it declared with byTopic()");
        assertThatThrownBy(() -> get(town.leaderboard("week").members(Slice.ALL.group("hill"), 0, 1)))
                .isInstanceOf(LaurelException.class)
                .hasMessage(
                        "the leaderboard week is not kept by group: ask without one, or have it declared with byGroup(...)");
        assertThatThrownBy(() -> town.leaderboard("products").members(Slice.ALL, 0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the leaderboard products ranks objects: ask for objects(...)");
        assertThat(town.leaderboard("thanked").places(Slice.ALL.topic("unheard-of"), 0, 10))
                .isEmpty();
        assertThat(town.leaderboard("thanked").place(Slice.ALL, 1_000_000)).isEmpty();
    }

    @Test
    void givenAUnitThatNoRuleGives_whenStarted_thenProblemsSaySo() {
        try (Laurel mistyped = Town.bare(folder.resolve("mistyped"), new TownPlugin())
                .community(
                        "town",
                        community -> community
                                .rules("town/rules")
                                .leaderboard("good", board -> board.members(TownPlugin.REPUTATION))
                                .leaderboard("typo", board -> board.members("points/reputatoin")))
                .start()) {
            assertThat(mistyped.problems())
                    .containsExactly("community town: the leaderboard typo ranks by points/reputatoin, which no rule"
                            + " here gives and nobody has: check the unit");
        }
    }

    @Test
    void givenADeclarationThatDoesNotFitTogether_whenDeclared_thenItSaysWhatToDo() {
        refused(board -> board.ties(Ties.DENSE), "ranks either members or objects: say members(...) or objects(...)");
        refused(
                board -> board.members("reputation"),
                "ranks by the unit reputation, which is none: points are written like points/reputation");
        refused(board -> board.objects("product"), "counts nothing: say counting(...)");
        refused(
                board -> board.members("points/x").counting("order", 1),
                "ranks members: counting(...) and uniting(...) are for objects");
        refused(
                board -> board.objects("product").counting("order", 1).byGroup("town"),
                "ranks objects, which are in no group: byGroup(...) is for members");
        refused(board -> board.members("points/x").lastDays(0), "looks back over 1 to 3660 days, not 0");
        refused(board -> board.members("points/x").every(Window.DAY, 0), "keeps 1 to 1000 periods, not 0");
        refused(board -> board.members("points/x").every(Window.EVER, 2), "keeps 1 to 1 periods, not 2");
    }

    private static void refused(Consumer<LeaderboardBuilder> what, String why) {
        assertThatThrownBy(() -> Laurel.builder().community("town", community -> community.leaderboard("best", what)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the leaderboard best " + why);
    }
}
