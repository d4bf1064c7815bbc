package dev.laurel.spi.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final Instant NOON = Instant.parse("2018-06-01T12:00:00Z");
    private static final String PERSON = "ada.lovelace@example.org";

    @Test
    void givenABuiltActivity_whenItsBuilderGoesOn_thenTheActivityStaysAsItWas() {
        Activity.Builder builder = Activity.of("vote.up", "1").at(NOON).by(Role.RATER, Actor.of("7"));
        Activity built = builder.build();

        builder.at(NOON.plusSeconds(1))
                .by(Role.AUTHOR, Actor.of("8"))
                .attribute("weight", 2)
                .amount(3)
                .sequence(4);

        assertThat(built.at()).isEqualTo(NOON);
        assertThat(built.actors()).containsOnlyKeys(Role.RATER);
        assertThat(built.attributes()).isEmpty();
        assertThat(built.amount()).isEmpty();
        assertThat(built.sequence()).isZero();
        assertThat(builder.build().attributes()).containsExactly(Map.entry("weight", 2L));
        assertThatThrownBy(() -> built.actors().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> builder.build().attributes().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void givenTheSamePartsInAnotherOrder_whenBuilt_thenTheActivitiesAreEqualAndReadInOneOrder() {
        Activity one = Activity.of("thanks", "1")
                .at(NOON)
                .by(Role.THANKED, Actor.of("8"))
                .by(Role.RATER, Actor.of("7"))
                .attribute("z", true)
                .attribute("a", 0.5)
                .build();
        Activity other = Activity.of("thanks", "1")
                .attribute("a", 0.5)
                .attribute("z", true)
                .by(Role.RATER, Actor.of("7"))
                .by(Role.THANKED, Actor.of("8"))
                .at(NOON)
                .build();

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.actors().keySet()).containsExactly(Role.RATER, Role.THANKED);
        assertThat(one.attributes().keySet()).containsExactly("a", "z");
    }

    @Test
    void givenAnActivityThatDiffersInOnePart_whenCompared_thenItIsNotEqual() {
        Activity plain = full().build();

        assertThat(plain).isEqualTo(full().build());
        assertThat(List.of(
                        full().at(NOON.plusNanos(1000)).build(),
                        full().by(Role.ASKER, Actor.of("9")).build(),
                        full().about(ObjectRef.of("post-2")).build(),
                        full().sequence(2).build(),
                        full().amount(51).build(),
                        full().attribute("weight", 2.0).build(),
                        full().text("Other").build(),
                        full().withdraws("1").build(),
                        full().revision(3).build()))
                .doesNotContain(plain)
                .doesNotHaveDuplicates();
    }

    @Test
    void givenAnActivityWithoutATime_whenBuilt_thenItSaysWhatIsMissing() {
        assertThatThrownBy(() -> Activity.of("visited", "1").build())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("at(...)");
    }

    @Test
    void givenPersonalData_whenValuesAreShown_thenNothingOfItIsThere() {
        Actor actor = Actor.of(PERSON).named(PERSON).with("mail", PERSON);
        ObjectRef object =
                ObjectRef.of("post-1", "answer").by(actor).title(PERSON).build();
        Activity activity = Activity.of("answer.posted", PERSON)
                .at(NOON)
                .by(Role.AUTHOR, actor)
                .about(object)
                .text(PERSON)
                .attribute("note", PERSON)
                .build();
        List<Object> shown = List.of(
                actor,
                object,
                activity,
                Cursor.of(PERSON),
                Page.of(List.of(activity), Cursor.of(PERSON)).build(),
                Receipt.of(List.of(activity)).reply(200, "text/plain", PERSON.getBytes(StandardCharsets.UTF_8)),
                Delivery.of("/hook?user=" + PERSON, Map.of("From", List.of(PERSON)), new byte[3], NOON));

        assertThat(shown).noneMatch(value -> value.toString().contains("lovelace"));
        assertThat(actor).hasToString("an actor");
        assertThat(activity).hasToString("answer.posted at 2018-06-01T12:00:00Z");
    }

    @Test
    void givenAnActor_whenMoreIsSaid_thenTheFirstStaysAsItWas() {
        Actor bare = Actor.of("7");

        Actor told = bare.named("Ada").with("z", "1").with("language", "fr").with("z", "2");

        assertThat(bare.name()).isEmpty();
        assertThat(bare.attributes()).isEmpty();
        assertThat(told.name()).contains("Ada");
        assertThat(told.attributes()).containsExactly(Map.entry("language", "fr"), Map.entry("z", "2"));
        assertThat(told)
                .isNotEqualTo(bare)
                .isEqualTo(Actor.of("7").with("language", "fr").with("z", "2").named("Ada"));
        assertThatThrownBy(() -> told.attributes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void givenAnObject_whenTheListOfTopicsChangesLater_thenTheObjectDoesNot() {
        List<String> topics = new ArrayList<>(List.of("qubits"));
        ObjectRef object = ObjectRef.of("1", "question").topics(topics).build();

        topics.add("gates");

        assertThat(object.topics()).containsExactly("qubits");
        assertThat(object).isNotEqualTo(ObjectRef.of("1")).hasToString("object 1");
    }

    @Test
    void givenAnObject_whenItIsSaidToBelongToNobodyOrToSomebody_thenTheLastWordCounts() {
        ObjectRef wiki =
                ObjectRef.of("1", "answer").by(Actor.of("7")).byNobody().build();
        ObjectRef owned =
                ObjectRef.of("1", "answer").byNobody().by(Actor.of("7")).build();

        assertThat(wiki.author()).isEmpty();
        assertThat(wiki.authorless()).isTrue();
        assertThat(owned.author()).contains(Actor.of("7"));
        assertThat(owned.authorless()).isFalse();
        assertThat(ObjectRef.of("1").authorless()).as("nothing is said").isFalse();
    }

    @Test
    void givenRoles_whenMadeByName_thenThoseOfTheSameNameAreEqualAndInOrder() {
        assertThat(Role.of("author")).isSameAs(Role.AUTHOR);
        assertThat(Role.of("moderator")).isEqualTo(Role.of("moderator")).hasSameHashCodeAs(Role.of("moderator"));
        assertThat(Role.of("Author")).isNotEqualTo(Role.AUTHOR);
        assertThat(Role.AUTHOR).isLessThan(Role.RATER).hasToString("author");
    }

    @Test
    void givenACursor_whenTheBytesItCameFromOrGaveChange_thenItDoesNot() {
        byte[] bytes = {1, 2};
        Cursor cursor = Cursor.of(bytes);

        bytes[0] = 9;
        cursor.bytes()[1] = 9;

        assertThat(cursor.bytes()).containsExactly(1, 2);
        assertThat(cursor).isEqualTo(Cursor.of(new byte[] {1, 2})).hasToString("a cursor of 2 bytes");
        assertThat(Cursor.of("é:3").text()).isEqualTo("é:3");
        assertThat(Cursor.start().isStart()).isTrue();
        assertThat(Cursor.start()).isEqualTo(Cursor.of("")).hasToString("start");
    }

    @Test
    void givenACursorAtItsBound_whenOneByteIsAdded_thenItIsRefused() {
        assertThat(Cursor.of(new byte[Cursor.MAX_BYTES]).bytes()).hasSize(4096);
        assertThatThrownBy(() -> Cursor.of(new byte[Cursor.MAX_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 4096 bytes, not 4097");
    }

    @Test
    void givenAPage_whenTheListsItCameFromChange_thenItDoesNot() {
        List<Activity> activities = new ArrayList<>(List.of(full().build()));
        List<Reject> rejects = new ArrayList<>(List.of(Reject.of("line 3", "ROW_MALFORMED", "no Id")));
        Page page = Page.of(activities, Cursor.of("3"))
                .rejects(rejects)
                .more(true)
                .retryAfter(Duration.ofSeconds(9))
                .build();

        activities.clear();
        rejects.clear();

        assertThat(page.activities()).hasSize(1);
        assertThat(page.rejects()).containsExactly(Reject.of("line 3", "ROW_MALFORMED", "no Id"));
        assertThat(page).hasToString("1 activities, 1 rejects, more to come");
        assertThat(page.retryAfter()).contains(Duration.ofSeconds(9));
        assertThatThrownBy(() -> Page.of(List.of(), Cursor.start()).retryAfter(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenADelivery_whenHeadersAreSpeltInTwoWays_thenNoneIsLostAndNothingCanBeChanged() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("X-SIGNATURE", new ArrayList<>(List.of("a")));
        headers.put("x-signature", List.of("b"));
        byte[] body = {1};
        Delivery delivery = Delivery.of("/hook", headers, body, NOON);

        headers.clear();
        body[0] = 2;
        delivery.body()[0] = 3;

        assertThat(delivery.header("X-Signature")).containsExactly("a", "b");
        assertThat(delivery.header("other")).isEmpty();
        assertThat(delivery.body()).containsExactly(1);
        assertThatThrownBy(() -> delivery.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void givenAReceipt_whenAReplyIsSet_thenTheFirstReceiptStaysAndTheStatusIsChecked() {
        Receipt plain = Receipt.of(List.of());
        byte[] challenge = {7};

        Receipt answered = plain.reply(200, "text/plain", challenge);
        challenge[0] = 8;

        assertThat(plain.replyStatus()).isEqualTo(204);
        assertThat(answered.reply()).containsExactly(7);
        assertThat(answered.replyType()).isEqualTo("text/plain");
        assertThatThrownBy(() -> plain.reply(0, "", new byte[0])).hasMessageContaining("200 to 599, not 0");
    }

    private static Activity.Builder full() {
        return Activity.of("bounty.awarded", "42")
                .at(NOON)
                .by(Role.RATER, Actor.of("7"))
                .about(ObjectRef.of("post-1"))
                .sequence(1)
                .amount(50)
                .attribute("weight", 1.0)
                .text("Well done")
                .revision(2);
    }
}
