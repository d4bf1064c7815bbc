package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.config.InvalidConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookPluginTest {
    @TempDir
    Path directory;

    private Path mapping;

    @BeforeEach
    void writeMapping() throws Exception {
        mapping = Files.writeString(directory.resolve("m.yaml"), "entries: [{activity: a, id: /id, at: received}]");
    }

    private List<String> problems(String... settings) {
        return catchThrowableOfType(InvalidConfigException.class, () -> Lent.connector(values(settings)))
                .problems();
    }

    private Map<String, String> values(String... settings) {
        Map<String, String> values = new HashMap<>(Map.of("mapping", mapping.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return values;
    }

    private static String code(PushConnector connector, Delivery delivery) {
        try {
            connector.receive(delivery);
            return "";
        } catch (DeliveryRejectedException e) {
            return e.code();
        }
    }

    @Test
    void givenTheClassPath_whenPluginsAreLookedFor_thenTheConnectorIsThere() {
        assertThat(Lent.extension()).hasToString("PUSH_CONNECTOR deliveries");
    }

    @Test
    void givenNoScheme_whenMade_thenOneHasToBeChosenAndNoneIsNoDefault() {
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("setting signature", "none, standard-webhooks, github, stripe, slack, discourse");
    }

    @Test
    void givenSettingsThatDoNotGoTogether_whenMade_thenAllProblemsAreToldWithThoseOfTheMapping() throws Exception {
        Files.writeString(mapping, "challenge: {query: c, token: t}\nentries: [{ignore: true}]");
        assertThat(problems("signature", "github"))
                .containsExactly(
                        "setting secret: it is needed for the signature github; copy it from the source's settings",
                        "setting verify-token: it is needed, for the mapping says that the source asks by GET; choose a"
                                + " text and set it at the source as well");
        Files.writeString(mapping, "entries: [{ignroe: true}]");
        assertThat(problems("signature", "none", "secret", "s3cr3t"))
                .hasSize(5)
                .startsWith("setting signature: it is none, and there is a secret; name the scheme by which the source"
                        + " signs, or take the secret away")
                .anyMatch(problem -> problem.startsWith(mapping + ":1:12: an entry has no key 'ignroe'"));
    }

    @Test
    void givenASecretThatCannotBeOne_whenMade_thenTheProblemDoesNotShowIt() {
        assertThat(problems("signature", "standard-webhooks", "secret", "whsec_???", "secret-next", "whsec_"))
                .containsExactly(
                        "setting secret: is not whsec_ and bytes in base64 behind it, as Standard Webhooks has it; copy it"
                                + " whole from the source",
                        "setting secret-next: is not whsec_ and bytes in base64 behind it, as Standard Webhooks has it;"
                                + " copy it whole from the source");
    }

    @Test
    void givenARotation_whenSteppedThrough_thenNoDeliveryIsLostAndTheOldSecretIsRefusedAtTheEnd() throws Exception {
        Delivery byOld = new Sender(Scheme.GITHUB, "old").delivery("{\"id\": 1}");
        Delivery byNew = new Sender(Scheme.GITHUB, "new").delivery("{\"id\": 1}");

        try (PushConnector before = Lent.connector(values("signature", "github", "secret", "old"));
                PushConnector during =
                        Lent.connector(values("signature", "github", "secret", "old", "secret-next", "new"));
                PushConnector after = Lent.connector(values("signature", "github", "secret", "new"))) {
            assertThat(List.of(code(before, byOld), code(before, byNew))).containsExactly("", "SIGNATURE_WRONG");
            assertThat(List.of(code(during, byOld), code(during, byNew))).containsExactly("", "");
            assertThat(List.of(code(after, byOld), code(after, byNew))).containsExactly("SIGNATURE_WRONG", "");
        }
    }

    @Test
    void givenTheClockThatIsLent_whenItGoesOn_thenTheWindowGoesWithIt() throws Exception {
        AtomicReference<Instant> time = new AtomicReference<>(Lent.NOW);
        Delivery delivery = new Sender(Scheme.STRIPE).delivery("{\"id\": 1}");
        try (PushConnector connector = Lent.connector(
                values("signature", "stripe", "secret", Sender.SECRETS.get(Scheme.STRIPE), "tolerance", "30s"),
                time::get)) {
            assertThat(code(connector, delivery)).isEmpty();
            time.set(Lent.NOW.plus(Duration.ofSeconds(30)));
            assertThat(code(connector, delivery)).isEmpty();
            time.set(Lent.NOW.plus(Duration.ofSeconds(31)));
            assertThat(code(connector, delivery)).isEqualTo("TIMESTAMP_TOO_OLD");
            time.set(Lent.NOW.minus(Duration.ofSeconds(31)));
            assertThat(code(connector, delivery)).isEqualTo("TIMESTAMP_AHEAD");
        }
    }

    @Test
    void givenADeadLetterThatAnOperatorReplays_whenItComes_thenSignatureAndAgeAreNotLookedAtAgain() throws Exception {
        Delivery old =
                new Sender(Scheme.SLACK, "a secret long gone").at(Instant.EPOCH).delivery("{\"id\": 1}");
        try (PushConnector connector = Lent.connector(values("signature", "slack", "secret", "now"))) {
            assertThat(code(connector, old)).isEqualTo("SIGNATURE_WRONG");
            assertThat(connector.receive(old.verified()).activities()).hasSize(1);
        }
    }

    @Test
    void givenTheSameDeliveryTwice_whenMapped_thenIdsAndPositionsAreTheSame() throws Exception {
        Delivery delivery = new Sender(Scheme.DISCOURSE).id("d-7").delivery("[1]");
        Delivery nameless = new Sender(Scheme.NONE).delivery("[1]");
        try (PushConnector connector =
                        Lent.connector(values("signature", "discourse", "secret", "discourse-shared-secret"));
                PushConnector open = Lent.connector(values("signature", "none"))) {
            assertThat(connector.receive(delivery).rejects())
                    .isEqualTo(connector.receive(delivery).rejects())
                    .singleElement()
                    .satisfies(reject -> assertThat(reject.position()).isEqualTo("delivery d-7 /id"));
            assertThat(open.receive(nameless).rejects())
                    .isEqualTo(open.receive(nameless).rejects())
                    .singleElement()
                    .satisfies(
                            reject -> assertThat(reject.position()).isEqualTo("delivery sha256:080a9ed428559ef6 /id"));
        }
    }

    @Test
    void givenAMappingThatNamesTheIdOfADelivery_whenItIsNoPlainWord_thenADigestStandsForIt() throws Exception {
        Files.writeString(mapping, "delivery: {pointer: /event}\nentries: [{activity: a, id: /id, at: received}]");
        try (PushConnector connector = Lent.connector(values("signature", "none"))) {
            assertThat(position(connector, "{\"event\": \"e-1\"}")).isEqualTo("delivery e-1 /id");
            assertThat(position(connector, "{\"event\": 12}")).isEqualTo("delivery 12 /id");
            assertThat(position(connector, "{\"event\": \"ada@example.org\"}"))
                    .matches("delivery sha256:[0-9a-f]{16} /id");
        }
    }

    private static String position(PushConnector connector, String body) throws Exception {
        return connector
                .receive(new Sender(Scheme.NONE).delivery(body))
                .rejects()
                .get(0)
                .position();
    }

    @Test
    void givenABodyBeyondTheBound_whenItComes_thenItIsRefusedBeforeAnythingElse() throws Exception {
        try (PushConnector connector = Lent.connector(values("signature", "none", "max-body-bytes", "1024"))) {
            byte[] fits = ("{\"id\": \"" + "x".repeat(1014) + "\"}").getBytes(StandardCharsets.UTF_8);
            byte[] larger = ("{\"id\": \"" + "x".repeat(1015) + "\"}").getBytes(StandardCharsets.UTF_8);

            assertThat(code(connector, new Sender(Scheme.NONE).delivery(fits))).isEmpty();
            assertThat(code(connector, new Sender(Scheme.NONE).delivery(larger)))
                    .isEqualTo("BODY_TOO_LARGE");
        }
    }
}
