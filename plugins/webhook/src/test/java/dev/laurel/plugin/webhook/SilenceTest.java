package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong, what is said of it holds no secret, no signature that would be right, and nobody's data. */
class SilenceTest {
    private static final String PERSON = "Winifred";

    private static String all(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static PushConnector connector(Scheme scheme, String example) throws Exception {
        return Lent.connector(Map.of(
                "signature",
                scheme.word(),
                "secret",
                Sender.SECRETS.get(scheme),
                "mapping",
                Path.of("examples", example + ".yaml").toString()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void givenRefusalsOfEveryKind_whenRead_thenTheyHoldNoSecretAndNoRightSignature(Scheme scheme) throws Exception {
        byte[] body = "{\"type\": \"x\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> right = new Sender(scheme).headers(body);
        List<String> said = new ArrayList<>();
        try (PushConnector connector = connector(scheme, "telco")) {
            for (Map.Entry<String, String> header : right.entrySet()) {
                for (String value :
                        new String[] {null, "", "x", header.getValue() + "0", header.getValue() + " v1,AAAA"}) {
                    Map<String, List<String>> headers = new HashMap<>();
                    right.forEach((name, each) -> headers.put(name, List.of(each)));
                    headers.remove(header.getKey());
                    if (value != null) {
                        headers.put(header.getKey(), List.of(value));
                    }
                    Throwable thrown =
                            catchThrowable(() -> connector.receive(Delivery.of("/", headers, body, Lent.NOW)));
                    if (thrown != null) {
                        said.add(all(thrown));
                    }
                }
            }
            said.add(all(catchThrowable(() -> connector.receive(new Sender(
                            scheme,
                            scheme == Scheme.STANDARD_WEBHOOKS ? "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" : "theirs")
                    .delivery(body)))));
            said.add(connector.toString());
        }

        String signature = right.values().stream()
                .map(value -> value.replaceFirst(".*(v1,|=)(?=.)", ""))
                .filter(value -> value.length() > 40)
                .findFirst()
                .orElseThrow();
        assertThat(said)
                .hasSizeGreaterThan(4)
                .noneMatch(text -> text.contains(Sender.SECRETS.get(scheme)))
                .noneMatch(text -> text.contains(Sender.SECRETS.get(scheme).replace("whsec_", "")))
                .noneMatch(text -> text.contains(signature));
    }

    @Test
    void givenBodiesThatCannotBeRead_whenRefused_thenNothingOfThemIsSaid() throws Exception {
        List<String> bodies = List.of(
                "{\"name\": \"Winifred\", \"name\": \"Winifred\"}",
                "{\"Winifred\": 1, \"Winifred\": 2}",
                "{\"name\": Winifred}",
                "{\"name\": \"Winifred",
                "{\"name\": \"Winifred\u0001\"}",
                "Winifred",
                "{\"name\": \"Winifred\"} Winifred",
                "{\"" + PERSON.repeat(200) + "\": 1}",
                "[".repeat(70) + "\"Winifred\"");
        try (PushConnector connector = connector(Scheme.GITHUB, "telco")) {
            for (String body : bodies) {
                Throwable thrown = catchThrowable(() -> connector.receive(new Sender(Scheme.GITHUB).delivery(body)));

                assertThat(thrown).as(body).isInstanceOf(DeliveryRejectedException.class);
                assertThat(all(thrown)).doesNotContain(PERSON);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD_WEBHOOKS", "SLACK"})
    void givenDeliveriesFullOfAName_whenPartsOfThemAreRejected_thenNoRejectHoldsIt(Scheme scheme) throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        int rejects = 0;
        try (PushConnector connector = connector(scheme, "shop")) {
            for (int i = 0; i < 500; i++) {
                String body = """
                        {"event": "%s", "event_id": "Winifred Blom", "sent": %s, "payload": {"order": {"number": %s,
                         "placed_at": %s, "total": %s, "customer": {"id": %s, "display_name": "Winifred"},
                         "lines": [{"line": %s, "sku": %s, "name": "Winifred", "price": %s, "categories": %s}]}}}
                        """.formatted(
                                random.nextInt(4) == 0 ? PERSON : "order.placed",
                                odd(random),
                                odd(random),
                                odd(random),
                                odd(random),
                                odd(random),
                                odd(random),
                                odd(random),
                                odd(random),
                                odd(random));
                Receipt receipt =
                        connector.receive(new Sender(scheme).id("Winifred Blom").delivery(body));
                rejects += receipt.rejects().size();

                assertThat(receipt.rejects())
                        .noneMatch(reject -> reject.toString().contains(PERSON));
                assertThat(receipt.toString()).doesNotContain(PERSON);
            }
        }
        assertThat(rejects).isGreaterThan(500);
    }

    private static String odd(SplittableRandom random) {
        String[] values = {"\"Winifred\"", "{\"Winifred\": 1}", "[\"Winifred\", 1]", "null", "1.5", "true", "7", "\"\""
        };
        return values[random.nextInt(values.length)];
    }
}
