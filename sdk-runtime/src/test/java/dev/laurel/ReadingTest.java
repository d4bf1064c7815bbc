package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static dev.laurel.Town.order;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.EntryLine;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.Recorded.Outcome;
import dev.laurel.view.Standing;
import dev.laurel.view.Standing.BadgeCount;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadingTest extends OpenTown {

    @Test
    void givenNobody_whenAsked_thenAnswersAreEmpty() {
        assertThat(get(town.member(key("nobody")))).isEmpty();
        assertThat(get(town.entries(key("nobody"), 10))).isEmpty();
        assertThat(get(town.export(key("nobody")))).isEmpty();
        assertThat(get(town.top(TownPlugin.REPUTATION, 10))).isEmpty();
        assertThat(get(town.top("points/unheard-of", 10))).isEmpty();
        assertThat(get(town.memberCount())).isZero();
        assertThat(get(town.activityCount())).isZero();
        assertThat(get(town.verify()).isClean()).isTrue();
    }

    @Test
    void givenMember_whenAsked_thenSummaryHasNameKeysBalancesAndParticipations() {
        get(town.record(SOURCE, thanks("1", "bob", "ada")));
        get(town.record(
                SOURCE,
                Activity.of("order", "2")
                        .at(NOON)
                        .by(Role.MEMBER, Actor.of("ada").named("Ada Lovelace"))
                        .amount(250)
                        .build()));
        MemberSummary ada = get(town.member(key("ada"))).orElseThrow();
        assertThat(ada.name()).isEqualTo("Ada Lovelace");
        assertThat(ada.identities()).containsExactly(key("ada"));
        assertThat(ada.balances()).isEqualTo(Map.of(TownPlugin.REPUTATION, 10L, TownPlugin.CREDIT, 250L));
        assertThat(ada.balance("points/unheard-of")).isZero();
        assertThat(ada.participations()).isEqualTo(2);
        assertThat(get(town.memberCount())).isEqualTo(2);
    }

    @Test
    void givenEntries_whenAsked_thenNewestIsFirstEachWithTheBalanceAfterItAndWhyItIsThere() {
        get(town.record(SOURCE, thanks("1", "ada", "bob", NOON.minusSeconds(20))));
        get(town.record(
                SOURCE,
                Activity.of("answer", "2")
                        .at(NOON.minusSeconds(10))
                        .about(ObjectRef.of("post-7", "answer")
                                .by(Actor.of("bob"))
                                .build())
                        .build()));
        List<EntryLine> lines = get(town.entries(key("bob"), 10));
        assertThat(lines)
                .extracting(EntryLine::amount, EntryLine::balance, EntryLine::activityType, EntryLine::role)
                .containsExactly(tuple(5L, 15L, "answer", "author"), tuple(10L, 10L, "thanks", "thanked"));
        EntryLine newest = lines.get(0);
        assertThat(newest.unit()).isEqualTo(TownPlugin.REPUTATION);
        assertThat(newest.happened()).isEqualTo(NOON.minusSeconds(10));
        assertThat(newest.recorded()).isEqualTo(NOON);
        assertThat(newest.objectType()).isEqualTo("answer");
        assertThat(newest.objectId()).isEqualTo("post-7");
        assertThat(newest.rule()).isEqualTo("town/rules/answered");
        assertThat(newest.ruleVersion()).matches("[0-9a-f]{12}");
        assertThat(newest.plugin()).isNotBlank();
        assertThat(newest.correction()).isFalse();
        assertThat(newest.reason()).isEmpty();
        assertThat(newest.closedPeriod()).isEmpty();
        EntryLine oldest = lines.get(1);
        assertThat(oldest.objectId()).isEmpty();
        assertThat(oldest.words().in(Locale.ENGLISH)).isEqualTo("Somebody said thanks: 10 points");
        assertThat(oldest.words().in(Locale.FRENCH)).isEqualTo("Quelqu'un a dit merci : 10 points");
        assertThat(oldest.ruleVersion()).isNotEqualTo(newest.ruleVersion());
        assertThat(get(town.entries(key("bob"), 1))).containsExactly(newest);
        assertThat(get(town.entries(key("bob"), 0))).isEmpty();
    }

    @Test
    void givenCorrections_whenAsked_thenEachSaysWhyAndTheBalancesRunOn() {
        get(town.record(SOURCE, thanks("1", "ada", "bob")));
        get(town.record(SOURCE, thanks("2", "cleo", "bob")));
        get(town.record(
                SOURCE, Activity.of("unthanks", "3").at(NOON).withdraws("1").build()));
        List<EntryLine> lines = get(town.entries(key("bob"), 10));
        assertThat(lines)
                .extracting(EntryLine::amount, EntryLine::balance, EntryLine::correction, EntryLine::reason)
                .containsExactly(
                        tuple(-10L, 10L, true, "WITHDRAWN"), tuple(10L, 20L, false, ""), tuple(10L, 10L, false, ""));
        assertThat(lines.get(0).rule()).isEqualTo(TownPlugin.THANKED);
    }

    @Test
    void givenTies_whenTopIsAsked_thenEqualBalancesShareARankAndTheNextIsSkipped() {
        get(town.record(
                SOURCE,
                List.of(
                        thanks("1", "ada", "bob"),
                        thanks("2", "ada", "cleo"),
                        thanks("3", "ada", "dan"),
                        thanks("4", "ada", "dan"),
                        thanks("5", "bob", "eve"),
                        thanks("6", "bob", "eve"),
                        Town.answer("7", "fay", "x"))));
        List<Standing> top = get(town.top(TownPlugin.REPUTATION, 10));
        assertThat(top)
                .extracting(Standing::rank, standing -> standing.key().id(), Standing::balance)
                .containsExactly(
                        tuple(1L, "dan", 20L),
                        tuple(1L, "eve", 20L),
                        tuple(3L, "bob", 10L),
                        tuple(3L, "cleo", 10L),
                        tuple(5L, "fay", 5L));
        assertThat(top.get(2).badges()).containsExactly(new BadgeCount("kind", 1));
        assertThat(top.get(0).badges()).isEmpty();
        assertThat(get(town.top(TownPlugin.REPUTATION, 3))).isEqualTo(top.subList(0, 3));
        assertThat(get(town.standings(TownPlugin.REPUTATION))).isEqualTo(top);
        assertThat(get(town.top(TownPlugin.REPUTATION, 0))).isEmpty();
        assertThat(get(town.top(TownPlugin.REPUTATION, -1))).isEmpty();
        assertThat(get(town.top("badge/kind", 10)))
                .extracting(Standing::balance)
                .containsExactly(1L, 1L);
    }

    @Test
    void givenEverything_whenStartedAgain_thenEveryAnswerIsTheSame() {
        get(town.record(SOURCE, thanks("2", "ada", "bob")));
        get(town.record(SOURCE, thanks("1", "cleo", "bob", NOON.minus(Duration.ofDays(40)))));
        get(town.record(SOURCE, List.of(order("3", "ada", 99), order("4", "ada", 500), Town.visit("5", "bob", NOON))));
        get(town.merge(key("cleo"), key("ada"), "operator", "same person"));
        List<Object> before = everything();
        laurel.close();
        open();
        assertThat(everything()).isEqualTo(before);
        assertThat(get(town.record(SOURCE, thanks("2", "ada", "bob"))).outcome())
                .isEqualTo(Outcome.DUPLICATE);
    }

    private List<Object> everything() {
        return List.of(
                get(town.top(TownPlugin.REPUTATION, 10)),
                get(town.top(TownPlugin.KIND, 10)),
                get(town.member(key("ada"))),
                get(town.member(key("bob"))),
                get(town.member(key("cleo"))),
                get(town.entries(key("ada"), 100)).toString(),
                get(town.entries(key("bob"), 100)).toString(),
                get(town.export(key("bob"))),
                get(town.activityCount()),
                get(town.memberCount()));
    }

    @Test
    void givenKeyOfAMember_whenWritten_thenThePersonIsNotInIt() {
        assertThat(MemberKey.of("portal", "ada@example.org").toString()).doesNotContain("ada");
    }

    @Test
    void givenTextWithAskerAndAuthorNamed_whenExported_thenItBelongsToTheAuthor() {
        get(town.record(
                SOURCE,
                Activity.of("answer", "1")
                        .at(NOON)
                        .by(Role.ASKER, Actor.of("ada"))
                        .by(Role.AUTHOR, Actor.of("bob"))
                        .text("what bob wrote to ada")
                        .build()));
        assertThat(get(town.export(key("bob")))).contains("what bob wrote to ada");
        assertThat(get(town.export(key("ada")))).doesNotContain("what bob wrote to ada");
    }
}
