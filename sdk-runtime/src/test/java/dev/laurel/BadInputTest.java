package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not acceptable gets a code and a message that names the place; nothing of it is stored, nobody else notices. */
@Timeout(60)
class BadInputTest extends OpenTown {
    private static final String LONE = "a\ud83d";

    /** One line of the table. */
    record Bad(String what, String source, Activity activity, String code, String place) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Bad bad(String what, String code, String place, Activity.Builder activity) {
        return new Bad(what, SOURCE, activity.build(), code, place);
    }

    private static Activity.Builder activity() {
        return Activity.of("thanks", "bad").at(NOON);
    }

    private static Activity.Builder about(ObjectRef.Builder object) {
        return activity().about(object.build());
    }

    private static Activity.Builder as(Actor actor) {
        return activity().by(Role.THANKED, actor);
    }

    static Stream<Bad> table() {
        return Stream.of(ofItself(), ofActors(), ofObjects(), ofValues()).flatMap(List::stream);
    }

    private static List<Bad> ofItself() {
        Instant tooFar = NOON.plus(Duration.ofMinutes(5)).plusMillis(1);
        return List.of(
                bad("no id", "ID_MISSING", "/id", Activity.of("thanks", "").at(NOON)),
                bad(
                        "blank id",
                        "ID_MISSING",
                        "/id",
                        Activity.of("thanks", " \t\n").at(NOON)),
                bad(
                        "long id",
                        "ID_TOO_LONG",
                        "/id",
                        Activity.of("thanks", "x".repeat(257)).at(NOON)),
                bad(
                        "lone surrogate in the id",
                        "ID_NOT_TEXT",
                        "/id",
                        Activity.of("thanks", LONE).at(NOON)),
                bad(
                        "zero character in the id",
                        "ID_NOT_TEXT",
                        "/id",
                        Activity.of("thanks", "a\0").at(NOON)),
                bad(
                        "blank type",
                        "TYPE_MISSING",
                        "/type",
                        Activity.of(" ", "bad").at(NOON)),
                bad(
                        "long type",
                        "TYPE_TOO_LONG",
                        "/type",
                        Activity.of("x".repeat(101), "bad").at(NOON)),
                bad(
                        "time ahead",
                        "TIME_AHEAD",
                        "/at",
                        Activity.of("thanks", "bad").at(tooFar)),
                bad(
                        "last time there is",
                        "TIME_AHEAD",
                        "/at",
                        Activity.of("thanks", "bad").at(Instant.MAX)),
                bad(
                        "first time there is",
                        "TIME_TOO_OLD",
                        "/at",
                        Activity.of("thanks", "bad").at(Instant.MIN)),
                new Bad("blank source", "", activity().build(), "SOURCE_MISSING", "/source"),
                new Bad("long source", "s".repeat(101), activity().build(), "SOURCE_TOO_LONG", "/source"),
                bad(
                        "empty withdrawal",
                        "WITHDRAWS_MISSING",
                        "/withdraws",
                        activity().withdraws("")),
                bad(
                        "withdrawal of itself",
                        "WITHDRAWS_ITSELF",
                        "/withdraws",
                        activity().withdraws("bad")));
    }

    private static List<Bad> ofActors() {
        Actor many = IntStream.range(0, 101)
                .boxed()
                .reduce(Actor.of("ada"), (actor, i) -> actor.with("key-" + i, "value"), (a, b) -> a);
        Activity.Builder crowd = activity();
        IntStream.range(0, 33).forEach(i -> crowd.by(Role.of("role-" + i), Actor.of("ada")));
        return List.of(
                bad("nobody", "ACTOR_ID_MISSING", "/actors/thanked/id", as(Actor.of(""))),
                bad("long member id", "ACTOR_ID_TOO_LONG", "/actors/thanked/id", as(Actor.of("m".repeat(257)))),
                bad(
                        "long name",
                        "NAME_TOO_LONG",
                        "/actors/thanked/name",
                        as(Actor.of("ada").named("n".repeat(201)))),
                bad(
                        "lone surrogate",
                        "NAME_NOT_TEXT",
                        "/actors/thanked/name",
                        as(Actor.of("ada").named(LONE))),
                bad("101 attributes of a member", "TOO_MANY_ATTRIBUTES", "/actors/thanked/attributes", as(many)),
                bad(
                        "long value",
                        "ATTRIBUTE_TOO_LONG",
                        "/actors/thanked/attributes/key",
                        as(Actor.of("ada").with("key", "v".repeat(2_001)))),
                bad(
                        "lone surrogate in a key",
                        "ATTRIBUTE_KEY_NOT_TEXT",
                        "/actors/thanked/attributes",
                        as(Actor.of("ada").with(LONE, "v"))),
                bad("33 roles", "TOO_MANY_ROLES", "/actors", crowd),
                bad("blank role", "ROLE_MISSING", "/actors", activity().by(Role.of(" "), Actor.of("ada"))),
                bad(
                        "lone surrogate in a role",
                        "ROLE_NOT_TEXT",
                        "/actors",
                        activity().by(Role.of(LONE), Actor.of("ada"))));
    }

    private static List<Bad> ofObjects() {
        List<String> topics = IntStream.range(0, 33).mapToObj(i -> "topic-" + i).toList();
        return List.of(
                bad("no object id", "OBJECT_ID_MISSING", "/object/id", about(ObjectRef.of("", "answer"))),
                bad("blank object type", "OBJECT_TYPE_MISSING", "/object/type", about(ObjectRef.of("1", ""))),
                bad(
                        "empty parent",
                        "PARENT_ID_MISSING",
                        "/object/parent",
                        about(ObjectRef.of("1", "answer").in(""))),
                bad(
                        "own parent",
                        "PARENT_CYCLE",
                        "/object/parent",
                        about(ObjectRef.of("1", "answer").in("1"))),
                bad(
                        "long title",
                        "TITLE_TOO_LONG",
                        "/object/title",
                        about(ObjectRef.of("1", "answer").title("t".repeat(1_001)))),
                bad(
                        "long author's name",
                        "NAME_TOO_LONG",
                        "/object/author/name",
                        about(ObjectRef.of("1", "answer").by(Actor.of("ada").named("n".repeat(201))))),
                bad(
                        "33 topics",
                        "TOO_MANY_TOPICS",
                        "/object/topics",
                        about(ObjectRef.of("1", "answer").topics(topics))),
                bad(
                        "blank topic",
                        "TOPIC_MISSING",
                        "/object/topics",
                        about(ObjectRef.of("1", "answer").topics(List.of("")))));
    }

    private static List<Bad> ofValues() {
        Activity.Builder many = activity();
        IntStream.range(0, 10_001).forEach(i -> many.attribute("key-" + i, i));
        return List.of(
                bad("10,001 attributes", "TOO_MANY_ATTRIBUTES", "/attributes", many),
                bad(
                        "not a number",
                        "NUMBER_NOT_FINITE",
                        "/attributes/ratio",
                        activity().attribute("ratio", Double.NaN)),
                bad(
                        "infinite",
                        "NUMBER_NOT_FINITE",
                        "/attributes/ratio",
                        activity().attribute("ratio", Double.NEGATIVE_INFINITY)),
                bad(
                        "long value",
                        "ATTRIBUTE_TOO_LONG",
                        "/attributes/note",
                        activity().attribute("note", "v".repeat(2_001))),
                bad(
                        "lone surrogate in a value",
                        "ATTRIBUTE_NOT_TEXT",
                        "/attributes/note",
                        activity().attribute("note", LONE)),
                bad(
                        "lone surrogate in a key",
                        "ATTRIBUTE_KEY_NOT_TEXT",
                        "/attributes",
                        activity().attribute(LONE, 1)),
                bad(
                        "long key",
                        "ATTRIBUTE_KEY_TOO_LONG",
                        "/attributes",
                        activity().attribute("k".repeat(1_000_000), 1)),
                bad("amount", "AMOUNT_OUT_OF_BOUNDS", "/amount", activity().amount(1_000_000_000_001L)),
                bad(
                        "least amount",
                        "AMOUNT_OUT_OF_BOUNDS",
                        "/amount",
                        activity().amount(Long.MIN_VALUE)),
                bad("long text", "TEXT_TOO_LONG", "/text", as(Actor.of("ada")).text("t".repeat(100_001))),
                bad(
                        "lone surrogate in the text",
                        "TEXT_NOT_TEXT",
                        "/text",
                        as(Actor.of("ada")).text("ab\udc00")));
    }

    @ParameterizedTest
    @MethodSource("table")
    void givenSomethingUnacceptableAmongOthers_whenRecorded_thenItIsRefusedByNameAndOnlyTheOthersAreKept(Bad bad) {
        List<Activity> call = List.of(thanks("before", "ada", "bob"), bad.activity(), thanks("after", "ada", "bob"));
        boolean ofSource = !bad.source().equals(SOURCE);
        List<Recorded> recorded = get(town.record(bad.source(), ofSource ? List.of(bad.activity()) : call));
        int at = recorded.size() / 2;
        assertRefused(recorded.get(at), bad.code(), bad.place());
        assertThat(get(town.activityCount())).isEqualTo(recorded.size() - 1);
        if (recorded.size() > 1) {
            assertThat(List.of(recorded.get(0), recorded.get(2)))
                    .extracting(Recorded::outcome)
                    .containsOnly(Outcome.ACCEPTED);
            assertThat(Town.balance(town, "bob")).isEqualTo(20);
        }
        long segment = Town.lastSegment(folder);
        assertRefused(get(town.record(bad.source(), bad.activity())), bad.code(), bad.place());
        assertThat(Town.lastSegment(folder)).isEqualTo(segment);
        assertThat(get(town.deadLetters().list(10))).isEmpty();
        assertThat(get(town.verify()).problems()).isEmpty();
    }

    private static void assertRefused(Recorded recorded, String code, String place) {
        assertThat(recorded.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(recorded.isKept()).isFalse();
        assertThat(recorded.code()).isEqualTo(code);
        assertThat(recorded.message()).startsWith(place).hasSizeLessThan(400).contains(": ");
        assertThat(recorded.message().codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                .as("message is itself valid Unicode")
                .isTrue();
        assertThat(recorded.earned()).isEmpty();
        assertThat(recorded.declined()).isEmpty();
    }

    @Test
    void givenWhatIsJustWithinBounds_whenRecorded_thenItIsAccepted() {
        Activity.Builder many = Activity.of("t".repeat(100), "x".repeat(256))
                .at(NOON.plus(Duration.ofMinutes(5)))
                .by(Role.MEMBER, Actor.of("m".repeat(256)).named("\ud83d\ude00".repeat(100)))
                .about(ObjectRef.of("o".repeat(256), "answer")
                        .title("t".repeat(1_000))
                        .build())
                .amount(1_000_000_000_000L)
                .text("t".repeat(100_000));
        IntStream.range(0, 100).forEach(i -> many.attribute("key-" + i, "v".repeat(2_000)));
        assertThat(get(town.record(SOURCE, many.build())).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(get(town.verify()).problems()).isEmpty();
    }

    @Test
    void givenWithdrawalFromAnotherSource_whenRecorded_thenItIsRefusedAndPointsStay() {
        get(town.record(SOURCE, thanks("1", "ada", "bob")));
        Activity withdrawal =
                Activity.of("unthanks", "2").at(NOON).withdraws("1").build();
        assertNothingStored("shop", withdrawal, "WITHDRAWAL_FROM_ANOTHER_SOURCE", "/withdraws");
        assertThat(Town.balance(town, "bob")).isEqualTo(10);
        assertThat(get(town.record(SOURCE, withdrawal)).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(Town.balance(town, "bob")).isZero();
    }

    @Test
    void givenRuleWhosePointsOverflow_whenRecorded_thenItsFailureIsNamedAndNeighboursAreJudged() {
        Activity overflowing = Activity.of("order", "1")
                .at(NOON)
                .by(Role.MEMBER, Actor.of("ada"))
                .amount(500)
                .attribute("times", Long.MAX_VALUE)
                .build();
        List<Recorded> recorded =
                get(town.record(SOURCE, List.of(thanks("0", "cleo", "bob"), overflowing, thanks("2", "cleo", "bob"))));
        assertThat(recorded).extracting(Recorded::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(recorded.get(1).declined())
                .extracting(Recorded.Declined::rule, Recorded.Declined::code)
                .containsExactly(tuple("town/rules/broken", "RULE_FAILED"));
        assertThat(Town.balance(town, "ada")).isZero();
        assertThat(Town.balance(town, "ada", TownPlugin.CREDIT)).isEqualTo(500);
        assertThat(Town.balance(town, "bob")).isEqualTo(20);
        assertThat(town.ruleFailures()).singleElement().asString().contains("town/rules/broken", "overflow");
    }

    private void assertNothingStored(String source, Activity activity, String code, String place) {
        long before = get(town.activityCount());
        long segment = Town.lastSegment(folder);
        assertRefused(get(town.record(source, activity)), code, place);
        assertThat(get(town.activityCount())).isEqualTo(before);
        assertThat(Town.lastSegment(folder)).isEqualTo(segment);
    }
}
