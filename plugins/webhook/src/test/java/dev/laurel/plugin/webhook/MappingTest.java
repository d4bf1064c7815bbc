package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
    private static final String ORDER = """
            entries:
              - when: {pointer: /type, is: order.placed}
                each: /order/lines
                activity: product.bought
                id: "line-{/order/id}-{./sku}"
                at: /order/placed
                roles:
                  member: {id: /order/customer/id, name: /order/customer/name, attributes: {language: /order/customer/lang}}
                  referred: {id: /order/referred, optional: true}
                object:
                  id: "product-{./sku}"
                  type: product
                  title: ./title
                  parent: "shelf-{./shelf}"
                  author: ./maker
                  topics: [./tags, shop]
                  state: live
                amount: {pointer: ./price, scale: 2}
                attributes: {count: ./count, gift: ./gift, weight: ./weight, channel: web, version: 3, beta: true, ratio: 0.5}
                text: ./note
                sequence: ./seq
                revision: ./rev
            """;

    private static String order(String lines) {
        return """
                {"type": "order.placed", "order": {"id": 77, "placed": "2026-03-01T12:00:00+01:00",
                 "customer": {"id": "c9", "name": "Ada", "lang": "fr"}, "lines": [%s]}}
                """.formatted(lines);
    }

    @Test
    void givenAListOfLines_whenMapped_thenEachIsAnActivityWithAllThatTheMappingNames() throws Exception {
        Receipt receipt = Mapped.of(ORDER, order("""
                        {"sku": "k1", "title": "Kettle", "shelf": 4, "maker": "m1", "tags": ["tea", "home"], "price": 12.5,
                         "count": 2, "gift": true, "weight": 1.25, "note": "Mind the lid", "seq": 5, "rev": 2},
                        {"sku": "k2", "price": "0.30", "tags": null, "gift": null, "seq": 6, "rev": 1}
                        """));

        assertThat(Mapped.lines(receipt))
                .containsExactly(
                        "product.bought line-77-k1 at 2026-03-01T11:00:00Z member=c9(Ada),language=fr about product"
                                + " product-k1 \"Kettle\" in shelf-4 by m1 topics=[tea, home, shop] LIVE amount=1250"
                                + " beta=true channel=web count=2 gift=true ratio=0.5 version=3 weight=1.25"
                                + " text=\"Mind the lid\" revision=2 sequence=5",
                        "reject delivery d1 /order/lines/1/maker FIELD_MISSING");
    }

    @Test
    void givenElementsOfWhichSomeLackSomething_whenMapped_thenTheOthersGoOnAndEachRejectSaysWhereAndWhatToDo()
            throws Exception {
        Receipt receipt = Mapped.of("""
                entries:
                  - each: /lines
                    activity: product.bought
                    id: ./sku
                    at: /at
                """, """
                {"at": "2026-03-01T12:00:00Z", "lines": [{"sku": "a"}, {}, {"sku": null}, {"sku": "  "}, {"sku": {"x": 1}},
                 {"sku": 1.5}, {"sku": true}, 7, null, {"sku": "b"}]}
                """);

        assertThat(Mapped.lines(receipt))
                .containsExactly(
                        "product.bought a at 2026-03-01T12:00:00Z",
                        "product.bought b at 2026-03-01T12:00:00Z",
                        "reject delivery d1 /lines/1/sku FIELD_MISSING",
                        "reject delivery d1 /lines/2/sku FIELD_MISSING",
                        "reject delivery d1 /lines/3/sku FIELD_MISSING",
                        "reject delivery d1 /lines/4/sku FIELD_UNEXPECTED",
                        "reject delivery d1 /lines/5/sku FIELD_UNEXPECTED",
                        "reject delivery d1 /lines/6/sku FIELD_UNEXPECTED",
                        "reject delivery d1 /lines/7/sku FIELD_MISSING",
                        "reject delivery d1 /lines/8/sku FIELD_MISSING");
        assertThat(receipt.rejects().get(0).reason())
                .isEqualTo(
                        "there is nothing here, and shop.yaml:4:9 needs it: let the source send it, or mend the mapping"
                                + " there, and then replay this delivery");
        assertThat(receipt.replyStatus()).isEqualTo(204);
    }

    @Test
    void givenAListThatIsMissingOrNone_whenMapped_thenItIsARejectOfTheDelivery() throws Exception {
        String yaml = "entries: [{each: /lines, activity: a, id: ./id, at: received}]";

        assertThat(Mapped.lines(Mapped.of(yaml, "{}"))).containsExactly("reject delivery d1 /lines FIELD_MISSING");
        assertThat(Mapped.lines(Mapped.of(yaml, "{\"lines\": {}}")))
                .containsExactly("reject delivery d1 /lines FIELD_UNEXPECTED");
        assertThat(Mapped.lines(Mapped.of(yaml, "{\"lines\": []}"))).isEmpty();
    }

    @Test
    void givenABodyThatIsAListOfEvents_whenMapped_thenElementsThatNoEntryIsAboutAreRejected() throws Exception {
        String yaml = """
                entries:
                  - when: {pointer: ./event, is: open}
                    each: ""
                    activity: mail.opened
                    id: ./id
                    at: {pointer: ./ts, format: unix-seconds}
                  - when: {pointer: ./event, is: [bounce, spam]}
                    each: ""
                    ignore: true
                """;
        String body = """
                [{"event": "open", "id": "1", "ts": 1772366400}, {"event": "bounce"}, {"event": "click", "id": "3"}]
                """;

        assertThat(Mapped.lines(Mapped.of(yaml, body)))
                .containsExactly("mail.opened 1 at 2026-03-01T12:00:00Z", "reject delivery d1 /2 UNMAPPED");
        assertThat(Mapped.lines(Mapped.of("unmapped: ignore\n" + yaml, body)))
                .containsExactly("mail.opened 1 at 2026-03-01T12:00:00Z");
    }

    @Test
    void givenADeliveryThatNoEntryIsAbout_whenMapped_thenItIsRejectedUnlessTheMappingPassesOverIt() throws Exception {
        String yaml = """
                entries:
                  - {when: {pointer: /type, is: a}, activity: a, id: /id, at: received}
                  - {when: {header: X-Event, is: b}, ignore: true}
                """;

        Receipt receipt = Mapped.of(yaml, "{\"type\": \"c\"}");
        assertThat(receipt.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.position()).isEqualTo("delivery d1");
            assertThat(reject.code()).isEqualTo("UNMAPPED");
            assertThat(reject.reason())
                    .isEqualTo(
                            "no entry of shop.yaml is about this; entries look at /type, the header X-Event: add one,"
                                    + " with ignore: true if it is not wanted, and then replay this delivery");
        });
        assertThat(Mapped.lines(Mapped.of("unmapped: ignore\n" + yaml, "{\"type\": \"c\"}")))
                .isEmpty();
        assertThat(Mapped.lines(Mapped.of(yaml, "{}", Map.of("X-Event", List.of("b")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{pointer: /v, is: x}             | {\"v\": \"x\"}    | true",
                "{pointer: /v, is: x}             | {\"v\": \"X\"}    | false",
                "{pointer: /v, is: [x, y]}        | {\"v\": \"y\"}    | true",
                "{pointer: /v, is: 1}             | {\"v\": 1}        | true",
                "{pointer: /v, is: 1}             | {\"v\": 1.0}      | true",
                "{pointer: /v, is: 1}             | {\"v\": \"1\"}    | true",
                "{pointer: /v, is: 1}             | {\"v\": \"1.0\"}  | false",
                "{pointer: /v, is: 100}           | {\"v\": 1e2}      | true",
                "{pointer: /v, is: 1}             | {\"v\": 2}        | false",
                "{pointer: /v, is: true}          | {\"v\": true}     | true",
                "{pointer: /v, is: true}          | {\"v\": false}    | false",
                "{pointer: /v, is: x}             | {\"v\": [\"x\"]}  | false",
                "{pointer: /v, is: x}             | {}                | false",
                "{pointer: /v, not: x}            | {\"v\": \"y\"}    | true",
                "{pointer: /v, not: x}            | {\"v\": \"x\"}    | false",
                "{pointer: /v, not: [x, y]}       | {}                | true",
                "{pointer: /v, exists: true}      | {\"v\": 0}        | true",
                "{pointer: /v, exists: true}      | {\"v\": null}     | false",
                "{pointer: /v, exists: false}     | {\"v\": null}     | true",
                "{pointer: /v, exists: false}     | {\"v\": \"\"}     | false",
                "{header: x-kind, is: k}          | {}                | true",
                "{header: X-Kind, is: [j, l]}     | {}                | false",
                "{header: X-Kind, exists: true}   | {}                | true",
                "{header: X-Other, exists: false} | {}                | true",
                "[{pointer: /v, is: x}, {header: X-Kind, is: k}] | {\"v\": \"x\"} | true",
                "[{pointer: /v, is: x}, {header: X-Kind, is: j}] | {\"v\": \"x\"} | false",
                "{pointer: /a~1b/m~0n/1, is: x}   | {\"a/b\": {\"m~n\": [0, \"x\"]}} | true",
                "{pointer: /a~01, is: x}          | {\"a~1\": \"x\"}  | true",
                "{pointer: /v/01, is: x}          | {\"v\": [0, \"x\"]} | false",
                "{pointer: /v/2, exists: true}    | {\"v\": [0, \"x\"]} | false",
                "{pointer: /v/-, exists: true}    | {\"v\": [0, \"x\"]} | false",
                "{pointer: /, is: x}              | {\"\": \"x\"}     | true",
            })
    void givenACondition_whenItLooksAtADelivery_thenItHoldsOrNot(String condition, String body, boolean holds)
            throws Exception {
        String yaml = "unmapped: ignore\nentries: [{when: %s, activity: a, id: \"{/id}\", at: received}]"
                .formatted(condition);
        String withId = body.equals("{}") ? "{\"id\": 1}" : "{\"id\": 1, " + body.substring(1);

        assertThat(Mapped.of(yaml, withId, Map.of("X-Kind", List.of("k"))).activities())
                .hasSize(holds ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "iso, '\"2026-03-01T12:00:00Z\"', 2026-03-01T12:00:00Z",
        "iso, '\"2026-03-01T12:00:00.123456+05:45\"', 2026-03-01T06:15:00.123456Z",
        "iso, '\"2026-03-01T12:00:00.000+0100\"', 2026-03-01T11:00:00Z",
        "iso, '\"2026-03-01T12:00:00-08\"', 2026-03-01T20:00:00Z",
        "iso, '\"2026-03-01T12:00+01:00\"', 2026-03-01T11:00:00Z",
        "iso, '\"2026-03-01T12:00:00ZZ\"', TIME_UNREADABLE",
        "iso, '\"2026-03-01T12:00:00+01:00+01\"', TIME_UNREADABLE",
        "iso, '\"2026-03-01T12:00:00\"', TIME_UNREADABLE",
        "iso, '\"2026-03-01\"', TIME_UNREADABLE",
        "iso, '\"2026-02-30T12:00:00Z\"', TIME_UNREADABLE",
        "iso, 1772366400, TIME_UNREADABLE",
        "iso, '\"+999999999-12-31T23:59:59+18:00\"', TIME_UNREADABLE",
        "iso, null, FIELD_MISSING",
        "unix-seconds, 1772366400, 2026-03-01T12:00:00Z",
        "unix-seconds, '\"1531420618.000200\"', 2018-07-12T18:36:58.000200Z",
        "unix-seconds, -0.5, 1969-12-31T23:59:59.500Z",
        "unix-seconds, 1e9, TIME_UNREADABLE",
        "unix-seconds, 999999999999999, TIME_UNREADABLE",
        "unix-seconds, '\"now\"', TIME_UNREADABLE",
        "unix-millis, 1772366400123, 2026-03-01T12:00:00.123Z",
        "unix-millis, '\"1772366400123\"', 2026-03-01T12:00:00.123Z",
        "unix-millis, true, TIME_UNREADABLE",
    })
    void givenATime_whenRead_thenItIsExactOrRejected(String format, String json, String expected) throws Exception {
        String yaml = "entries: [{activity: a, id: /id, at: {pointer: /t, format: %s}}]".formatted(format);
        Receipt receipt = Mapped.of(yaml, "{\"id\": 1, \"t\": " + json + "}");

        assertThat(Mapped.lines(receipt))
                .containsExactly(expected.contains("_") ? "reject delivery d1 /t " + expected : "a 1 at " + expected);
    }

    @Test
    void givenTheWordReceived_whenMapped_thenItIsTheTimeAtWhichTheDeliveryArrived() throws Exception {
        assertThat(Mapped.lines(Mapped.of("entries: [{activity: a, id: /id, at: received}]", "{\"id\": 1}")))
                .containsExactly("a 1 at " + Lent.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "live, LIVE",
        "up, LIVE",
        "spam, HIDDEN",
        "gone, DELETED",
        "odd, FIELD_UNEXPECTED",
    })
    void givenWordsForStates_whenMapped_thenTheyStandForThem(String word, String expected) throws Exception {
        String yaml = """
                entries:
                  - activity: review.moderated
                    id: /id
                    at: received
                    object:
                      id: /id
                      type: review
                      state: {pointer: /state, live: [live, up], hidden: spam, deleted: gone}
                """;

        assertThat(Mapped.lines(Mapped.of(yaml, "{\"id\": 1, \"state\": \"%s\"}".formatted(word))))
                .singleElement()
                .asString()
                .endsWith(expected);
        assertThat(Mapped.lines(Mapped.of(yaml, "{\"id\": 1}")))
                .containsExactly("review.moderated 1 at 2026-03-01T12:00:00Z about review 1");
    }

    @Test
    void givenATemplate_whenFilled_thenDoubledBracesAreBracesAndBlankIsMissing() throws Exception {
        String yaml =
                "entries: [{activity: a, id: \"{{x}}-{/id}-{/k}\", at: received, withdraws: \"{/id}\", object: \"o-{/id}\"}]";

        assertThat(Mapped.lines(Mapped.of(yaml, "{\"id\": 1, \"k\": \"v\"}")))
                .containsExactly("a {x}-1-v at 2026-03-01T12:00:00Z withdraws 1 about ? o-1");
        assertThat(Mapped.lines(Mapped.of(yaml, "{\"id\": 1, \"k\": \" \"}")))
                .containsExactly("reject delivery d1 /k FIELD_MISSING");
    }

    @ParameterizedTest
    @CsvSource({
        "revision, 0, FIELD_UNEXPECTED",
        "revision, -1, FIELD_UNEXPECTED",
        "revision, 1, ''",
        "revision, '\"7\"', ''",
        "revision, 1234567890123456789, FIELD_UNEXPECTED",
        "sequence, -5, ''",
        "sequence, 1.5, FIELD_UNEXPECTED",
        "sequence, '\"x\"', FIELD_UNEXPECTED",
        "sequence, null, FIELD_MISSING",
    })
    void givenANumberThatCounts_whenMapped_thenOnlyAWholeOneWillDo(String key, String json, String code)
            throws Exception {
        String yaml = "entries: [{activity: a, id: /id, at: received, %s: /n}]".formatted(key);
        Receipt receipt = Mapped.of(yaml, "{\"id\": 1, \"n\": " + json + "}");

        assertThat(receipt.rejects().stream().map(each -> each.code()))
                .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void givenAnAttributeThatIsNoSingleValue_whenMapped_thenItIsRejectedAndNotDropped() throws Exception {
        String yaml = "entries: [{activity: a, id: /id, at: received, attributes: {k: /v}}]";

        for (String json : List.of("[1]", "{}", "12345678901234567890", "1e999")) {
            assertThat(Mapped.lines(Mapped.of(yaml, "{\"id\": 1, \"v\": %s}".formatted(json))))
                    .as(json)
                    .containsExactly("reject delivery d1 /v FIELD_UNEXPECTED");
        }
        assertThat(Mapped.lines(Mapped.of(yaml, "{\"id\": 1}"))).containsExactly("a 1 at " + Lent.NOW);
    }

    @Test
    void givenMoreActivitiesThanADeliveryMayHold_whenMapped_thenNothingOfItIsTaken() throws Exception {
        String yaml = "entries: [{each: \"\", activity: a, id: ./id, at: received}]";

        assertThat(Mapped.of(yaml, items(1_000)).activities()).hasSize(1_000);
        assertThatExceptionOfType(DeliveryRejectedException.class)
                .isThrownBy(() -> Mapped.of(yaml, items(1_001)))
                .withMessageContaining("more than 1000 activities by shop.yaml")
                .satisfies(e -> assertThat(e.code()).isEqualTo("TOO_MANY_ACTIVITIES"));
        assertThatExceptionOfType(DeliveryRejectedException.class)
                .isThrownBy(() -> Mapped.of(yaml, "[" + "{},".repeat(1_000) + "{}]"));
    }

    private static String items(int count) {
        StringBuilder items = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            items.append(i == 0 ? "" : ",").append("{\"id\": ").append(i).append("}");
        }
        return items.append("]").toString();
    }
}
