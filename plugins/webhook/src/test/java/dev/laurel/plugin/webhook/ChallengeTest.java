package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    private static final String ENTRIES = "entries: [{activity: a, id: /id, at: received}]\n";
    private static final String SLACK =
            "{\"token\": \"t\", \"challenge\": \"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\","
                    + " \"type\": \"url_verification\"}";

    @TempDir
    Path directory;

    private PushConnector connector(Scheme scheme, String yaml, Map<String, String> more) throws Exception {
        Map<String, String> values = new HashMap<>(more);
        values.put("signature", scheme.word());
        values.put(
                "mapping", Files.writeString(directory.resolve("m.yaml"), yaml).toString());
        if (scheme != Scheme.NONE) {
            values.put("secret", Sender.SECRETS.get(scheme));
        }
        return Lent.connector(values);
    }

    private static void assertEcho(Receipt receipt, String text) {
        assertThat(receipt.replyStatus()).isEqualTo(200);
        assertThat(receipt.replyType()).isEqualTo("text/plain");
        assertThat(new String(receipt.reply(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(receipt.activities()).isEmpty();
        assertThat(receipt.rejects()).isEmpty();
    }

    private static String code(PushConnector connector, Delivery delivery) {
        return catchThrowableOfType(DeliveryRejectedException.class, () -> connector.receive(delivery))
                .code();
    }

    @Test
    void givenSlack_whenItVerifiesTheAddress_thenTheChallengeIsAnsweredButOnlyIfItIsSigned() throws Exception {
        try (PushConnector connector = connector(Scheme.SLACK, ENTRIES, Map.of())) {
            assertEcho(
                    connector.receive(new Sender(Scheme.SLACK).delivery(SLACK)),
                    "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
            assertThat(code(connector, new Sender(Scheme.SLACK, "theirs").delivery(SLACK)))
                    .isEqualTo("SIGNATURE_WRONG");
            assertThat(code(connector, new Sender(Scheme.NONE).delivery(SLACK))).isEqualTo("SIGNATURE_MISSING");
        }
    }

    @Test
    void givenSlack_whenAnEventHasAFieldCalledChallenge_thenItIsMapped() throws Exception {
        try (PushConnector connector = connector(Scheme.SLACK, ENTRIES, Map.of())) {
            assertThat(connector
                            .receive(new Sender(Scheme.SLACK)
                                    .delivery("{\"id\": 1, \"challenge\": \"c\", \"type\": \"event_callback\"}"))
                            .activities())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"GITHUB, X-GitHub-Event, push", "DISCOURSE, X-Discourse-Event-Type, post"})
    void givenAPing_whenSigned_thenItIsAnsweredAndNotMapped(Scheme scheme, String header, String other)
            throws Exception {
        try (PushConnector connector = connector(scheme, ENTRIES, Map.of())) {
            Receipt receipt =
                    connector.receive(new Sender(scheme).with(header, "ping").delivery("{\"zen\": \"Calm.\"}"));
            assertThat(receipt.replyStatus()).isEqualTo(204);
            assertThat(receipt.rejects()).isEmpty();
            assertThat(connector
                            .receive(new Sender(scheme).with(header, other).delivery("{\"zen\": \"Calm.\"}"))
                            .rejects())
                    .hasSize(1);
            assertThat(code(
                            connector,
                            new Sender(scheme, "theirs").with(header, "ping").delivery("{}")))
                    .isEqualTo("SIGNATURE_WRONG");
        }
    }

    @Test
    void givenAMappingThatNamesAChallenge_whenABodyHasIt_thenItIsAnsweredAndOtherBodiesAreMapped() throws Exception {
        String yaml = "challenge: {pointer: /verification/challenge, when: {pointer: /kind, is: verify}}\n" + ENTRIES;
        try (PushConnector connector = connector(Scheme.STRIPE, yaml, Map.of())) {
            Sender sender = new Sender(Scheme.STRIPE);
            assertEcho(
                    connector.receive(
                            sender.delivery("{\"kind\": \"verify\", \"verification\": {\"challenge\": \"abc-1\"}}")),
                    "abc-1");
            assertThat(connector
                            .receive(sender.delivery("{\"id\": 7, \"verification\": {\"challenge\": \"abc-1\"}}"))
                            .activities())
                    .hasSize(1);
            assertThat(connector.receive(sender.delivery("{\"id\": 7}")).activities())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"<script>\"", "\"a b\"", "\"\"", "\"a\\r\\nb\"", "12", "{}", "\"é\""})
    void givenAChallengeThatIsNoToken_whenAsked_thenItIsNotSentBack(String json) throws Exception {
        try (PushConnector connector =
                connector(Scheme.NONE, "challenge: {pointer: /challenge}\n" + ENTRIES, Map.of())) {
            assertThat(code(connector, new Sender(Scheme.NONE).delivery("{\"challenge\": " + json + "}")))
                    .isEqualTo("CHALLENGE_UNREADABLE");
        }
    }

    @Test
    void givenAChallengeByGet_whenTheTokenIsRight_thenItIsAnswered() throws Exception {
        String yaml = "challenge: {query: hub.challenge, token: hub.verify_token}\n" + ENTRIES;
        try (PushConnector connector = connector(Scheme.GITHUB, yaml, Map.of("verify-token", "open & sesame"))) {
            assertEcho(
                    connector.receive(get(
                            "/hooks?hub.mode=subscribe&hub.verify_token=open+%26%20sesame&hub.challenge=1158201444")),
                    "1158201444");
            assertThat(code(connector, get("/hooks?hub.verify_token=open&hub.challenge=1")))
                    .isEqualTo("TOKEN_WRONG");
            assertThat(code(connector, get("/hooks?hub.challenge=1"))).isEqualTo("TOKEN_WRONG");
            assertThat(code(connector, get("/hooks"))).isEqualTo("TOKEN_WRONG");
            assertThat(code(connector, get("/hooks?hub.verify_token=open+%26+sesame&hub.challenge=%3Cb%3E")))
                    .isEqualTo("CHALLENGE_UNREADABLE");
            assertThat(code(connector, get("/hooks?hub.verify_token=open+%26+sesame")))
                    .isEqualTo("CHALLENGE_UNREADABLE");
            assertThat(code(connector, get("/hooks?hub.verify_token=%zz"))).isEqualTo("QUERY_UNREADABLE");
        }
    }

    @Test
    void givenAMethodThatNobodyExpects_whenItComes_thenTheRefusalSaysWhichOneIs() throws Exception {
        try (PushConnector connector = connector(Scheme.NONE, ENTRIES, Map.of())) {
            assertThat(code(connector, get("/hooks?hub.challenge=1"))).isEqualTo("METHOD_UNEXPECTED");
            assertThat(code(connector, get("/hooks").method("PUT"))).isEqualTo("METHOD_UNEXPECTED");
        }
    }

    private static Delivery get(String path) {
        return Delivery.of(path, Map.of(), new byte[0], Lent.NOW).method("GET");
    }
}
