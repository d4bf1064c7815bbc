package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static dev.laurel.Town.order;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.EntryLine;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators decide: merges, un-merges, closed periods. */
@Timeout(60)
class DecisionTest extends OpenTown {
    private static final MemberKey SHOP_ADA = MemberKey.of("shop", "A-1");

    @BeforeEach
    void begin() {
        get(town.record(SOURCE, thanks("1", "bob", "ada")));
        get(town.record(
                "shop",
                Activity.of("order", "1")
                        .at(NOON)
                        .by(Role.MEMBER, Actor.of("A-1").named("Ada of the shop"))
                        .amount(300)
                        .build()));
    }

    @Test
    void givenMergedMember_whenAskedByEitherKey_thenItIsOneMemberWithAllBalances() {
        get(town.merge(SHOP_ADA, key("ada"), "operator", "wrote to us"));
        MemberSummary byPortal = get(town.member(key("ada"))).orElseThrow();
        assertThat(get(town.member(SHOP_ADA))).contains(byPortal);
        assertThat(byPortal.identities()).containsExactlyInAnyOrder(key("ada"), SHOP_ADA);
        assertThat(byPortal.name()).isEqualTo("Ada of the shop");
        assertThat(byPortal.balance(TownPlugin.REPUTATION)).isEqualTo(10);
        assertThat(byPortal.balance(TownPlugin.CREDIT)).isEqualTo(300);
        assertThat(get(town.entries(SHOP_ADA, 10)).stream().map(EntryLine::unit))
                .contains(TownPlugin.REPUTATION, TownPlugin.CREDIT);
        assertThat(get(town.memberCount())).isEqualTo(2);
        assertThat(get(town.verify()).problems()).isEmpty();
    }

    @Test
    void givenMerge_whenTakenBack_thenEachHasTheirOwnAgain() {
        Optional<MemberSummary> ada = get(town.member(key("ada")));
        Optional<MemberSummary> shop = get(town.member(SHOP_ADA));
        get(town.merge(SHOP_ADA, key("ada"), "operator", "wrote to us"));
        get(town.unmerge(SHOP_ADA, key("ada"), "operator", "it was her sister"));
        assertThat(get(town.member(key("ada")))).isEqualTo(ada);
        assertThat(get(town.member(SHOP_ADA))).isEqualTo(shop);
        assertThat(get(town.memberCount())).isEqualTo(3);
        assertThat(get(town.verify()).problems()).isEmpty();
    }

    @Test
    void givenMergeThatIsNotOne_whenDecided_thenASentenceSaysWhyAndNothingIsWritten() {
        long segment = Town.lastSegment(folder);
        assertRefused(() -> get(town.merge(key("ada"), key("ada"), "operator", "no reason")), "nothing to merge");
        assertRefused(() -> get(town.merge(key("nobody"), key("ada"), "operator", "no reason")), "portal", "check");
        assertRefused(() -> get(town.merge(key("ada"), MemberKey.of("moon", "x"), "operator", "no reason")), "moon");
        assertRefused(() -> get(town.unmerge(SHOP_ADA, key("ada"), "operator", "no reason")), "not one member");
        assertRefused(() -> get(town.unmerge(key("nobody"), key("ada"), "operator", "no reason")), "portal");
        assertRefused(() -> get(town.unmerge(SHOP_ADA, key("nobody"), "operator", "no reason")), "portal");
        assertThat(Town.lastSegment(folder)).isEqualTo(segment);
        get(town.merge(SHOP_ADA, key("ada"), "operator", "wrote to us"));
        assertRefused(() -> get(town.merge(key("ada"), SHOP_ADA, "operator", "again")), "nothing to merge");
    }

    @Test
    void givenRefusedDecision_whenOthersAreInTheSameBatch_thenTheyAreKept() {
        var refused = town.merge(key("nobody"), key("ada"), "operator", "no reason");
        var kept = town.record(SOURCE, thanks("2", "bob", "ada"));
        assertRefused(() -> get(refused), "portal");
        get(kept);
        assertThat(Town.balance(town, "ada")).isEqualTo(20);
    }

    @Test
    void givenClosedPeriod_whenSomethingLateArrives_thenItIsPostedInTheOpenOneNamingIt() {
        Instant end = Instant.parse("2026-02-01T00:00:00Z");
        get(town.closePeriod("credit", "2026-01", end, "operator"));
        get(town.record(
                SOURCE,
                Activity.of("order", "late")
                        .at(end.minus(Duration.ofDays(2)))
                        .by(Role.MEMBER, Actor.of("bob"))
                        .amount(700)
                        .build()));
        get(town.record(SOURCE, order("timely", "bob", 800)));
        assertThat(get(town.entries(key("bob"), 10)).stream()
                        .filter(line -> line.unit().equals(TownPlugin.CREDIT))
                        .map(line -> line.amount() + " " + line.closedPeriod().orElse("open")))
                .containsExactlyInAnyOrder("700 2026-01", "800 open");
        assertThat(get(town.verify()).problems()).isEmpty();
    }

    @Test
    void givenPeriodThatCannotBeClosed_whenDecided_thenASentenceSaysWhy() {
        Instant end = Instant.parse("2026-02-01T00:00:00Z");
        assertRefused(
                () -> get(town.closePeriod("credit", "future", NOON.plusSeconds(1), "operator")),
                "future",
                "still to come");
        get(town.closePeriod("credit", "2026-01", end, "operator"));
        assertRefused(() -> get(town.closePeriod("credit", "earlier", end.minusSeconds(1), "operator")), "2026-01");
        assertRefused(() -> get(town.closePeriod("credit", "same", end, "operator")), "2026-01");
        assertRefused(
                () -> get(town.closePeriod("credit", "2026-01", end.plusSeconds(9), "operator")),
                "2026-01",
                "another name");
        get(town.closePeriod("reputation", "2026-01", end, "operator"));
        get(town.closePeriod("credit", "2026-02", NOON, "operator"));
    }

    private static void assertRefused(Runnable decision, String... words) {
        assertThatThrownBy(decision::run)
                .isInstanceOf(LaurelException.class)
                .message()
                .contains(words)
                .doesNotContain("nobody is known under this id from the source A-1");
    }

    @Test
    void givenDecisions_whenStartedAgain_thenTheyStand() {
        get(town.merge(SHOP_ADA, key("ada"), "operator", "wrote to us"));
        get(town.closePeriod("credit", "2026-01", Instant.parse("2026-02-01T00:00:00Z"), "operator"));
        Optional<MemberSummary> ada = get(town.member(key("ada")));
        laurel.close();
        laurel = Town.in(folder).start();
        town = laurel.community("town");
        assertThat(get(town.member(SHOP_ADA))).isEqualTo(ada);
        assertRefused(
                () -> get(town.closePeriod("credit", "2026-01", NOON.minusSeconds(1), "operator")), "another name");
        assertThat(List.of(get(town.verify()).problems())).containsOnly(List.of());
    }

    @Test
    void givenDecisionThatCannotBeTaken_whenTakenBesideRecords_thenItFailsAlone() {
        List<CompletableFuture<?>> records = new ArrayList<>();
        List<CompletableFuture<?>> decisions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            records.add(town.record(SOURCE, thanks("beside " + i, "bob", "eve")));
            decisions.add(town.closePeriod("credit", "never", Instant.MAX, "operator"));
            decisions.add(town.closePeriod("credit", "never", Instant.MIN, "operator"));
            decisions.add(town.merge(key("ada"), key("bob"), "operator", " "));
            decisions.add(town.erase(key("ada"), "\uD800"));
        }
        records.forEach(Town::get);
        assertThat(decisions)
                .allSatisfy(decision -> assertThatThrownBy(() -> get(decision))
                        .isInstanceOf(LaurelException.class)
                        .hasMessageMatching(".*(still to come|before the year 1900|say it in a sentence).*"));
        assertThat(Town.balance(town, "eve")).isEqualTo(2_000);
    }

    @Test
    void givenUnitThatIsNone_whenAskedForTheTop_thenItSaysHowUnitsAreWritten() {
        assertThatThrownBy(() -> get(town.top("reputation", 3)))
                .isInstanceOf(LaurelException.class)
                .hasMessageContaining("points/reputation");
        assertThat(get(town.deadLetters().list(-1))).isEmpty();
    }
}
