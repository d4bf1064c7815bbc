package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** What the documentation of a scheme publishes; for Stripe and Discourse, which publish none, what openssl computes. */
    record Vector(Scheme scheme, String secret, long time, Map<String, String> headers, String body) {
        @Override
        public String toString() {
            return scheme.word();
        }
    }

    static Stream<Vector> vectors() {
        String slack = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        return Stream.of(
                new Vector(
                        Scheme.STANDARD_WEBHOOKS,
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        1614265330,
                        Map.of(
                                "webhook-id",
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                "webhook-timestamp",
                                "1614265330",
                                "webhook-signature",
                                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                        "{\"test\": 2432232314}"),
                new Vector(
                        Scheme.GITHUB,
                        "It's a Secret to Everybody",
                        0,
                        Map.of(
                                "X-Hub-Signature-256",
                                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                        "Hello, World!"),
                new Vector(
                        Scheme.SLACK,
                        "8f742231b10e8888abcd99yyyzzz85a5",
                        1531420618,
                        Map.of(
                                "X-Slack-Request-Timestamp",
                                "1531420618",
                                "X-Slack-Signature",
                                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
                        slack),
                new Vector(
                        Scheme.STRIPE,
                        "whsec_test_5up3rS3cr3t",
                        1772366400,
                        Map.of(
                                "Stripe-Signature",
                                "t=1772366400,v1=c2ffe20ecf7ceef4846441981182500ca8a7cd377cf4da2c94800c5a31aeb994,v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39"),
                        BODY),
                new Vector(
                        Scheme.DISCOURSE,
                        "discourse-shared-secret",
                        0,
                        Map.of(
                                "X-Discourse-Event-Signature",
                                "sha256=e5222ce7fb2bcd74b27c579b5ec1253d250760774c996ffdd38ece26b7d5ed9f"),
                        "{\"ping\":\"OK\"}"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void givenTheVectorOfAScheme_whenChecked_thenItIsRight(Vector vector) {
        Delivery delivery = delivery(vector.headers(), vector.body());
        Signatures signatures = signatures(vector.scheme(), Instant.ofEpochSecond(vector.time()), vector.secret());

        assertThatCode(() -> signatures.check(delivery, delivery.body())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void givenTheVectorOfAScheme_whenCheckedWithAnotherSecret_thenItIsWrong(Vector vector) {
        Delivery delivery = delivery(vector.headers(), vector.body());
        String other = vector.scheme() == Scheme.STANDARD_WEBHOOKS
                ? "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
                : vector.secret() + "x";

        assertThat(code(signatures(vector.scheme(), Instant.ofEpochSecond(vector.time()), other), delivery))
                .isEqualTo("SIGNATURE_WRONG");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void givenTwoSecretsInRotation_whenSignedWithEither_thenBothAreRightAndARemovedOneIsNot(Scheme scheme) {
        boolean standard = scheme == Scheme.STANDARD_WEBHOOKS;
        String old = Sender.SECRETS.get(scheme);
        String next = standard ? "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" : "the next secret";
        Delivery byOld = new Sender(scheme, old).delivery(BODY);
        Delivery byNext = new Sender(scheme, next).delivery(BODY);

        assertThat(code(signatures(scheme, Lent.NOW, old), byOld)).isEmpty();
        assertThat(code(signatures(scheme, Lent.NOW, old), byNext)).isEqualTo("SIGNATURE_WRONG");
        assertThat(code(signatures(scheme, Lent.NOW, old, next), byOld)).isEmpty();
        assertThat(code(signatures(scheme, Lent.NOW, old, next), byNext)).isEmpty();
        assertThat(code(signatures(scheme, Lent.NOW, next, old), byOld)).isEmpty();
        assertThat(code(signatures(scheme, Lent.NOW, next), byOld)).isEqualTo("SIGNATURE_WRONG");
        assertThat(code(signatures(scheme, Lent.NOW, next), byNext)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD_WEBHOOKS", "STRIPE"})
    void givenASourceThatSignsWithBothOfItsSecrets_whenOneIsOurs_thenItIsRight(Scheme scheme) {
        boolean standard = scheme == Scheme.STANDARD_WEBHOOKS;
        String header = standard ? "webhook-signature" : "Stripe-Signature";
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        String other = standard ? "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" : "the other secret";
        Map<String, String> ours = new Sender(scheme).headers(body);
        String theirs = new Sender(scheme, other).headers(body).get(header);
        String both = standard
                ? "v1a,ignored " + theirs + " " + ours.get(header)
                : theirs + ours.get(header).replaceFirst("t=[0-9]+", "");
        Map<String, String> headers = new HashMap<>(ours);
        headers.put(header, both);

        assertThat(code(signatures(scheme, Lent.NOW, Sender.SECRETS.get(scheme)), delivery(headers, BODY)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-300000, ''",
        "-300001, TIMESTAMP_TOO_OLD",
        "-86400000, TIMESTAMP_TOO_OLD",
        "0, ''",
        "300000, ''",
        "300001, TIMESTAMP_AHEAD",
        "86400000, TIMESTAMP_AHEAD",
    })
    void givenATimeThatIsSigned_whenAtTheEdgesOfTheWindow_thenTheEdgesThemselvesAreInside(long millis, String code) {
        for (Scheme scheme : List.of(Scheme.STANDARD_WEBHOOKS, Scheme.STRIPE, Scheme.SLACK)) {
            Delivery delivery = new Sender(scheme).at(Lent.NOW).delivery(BODY);
            Instant clock = Lent.NOW.minusMillis(millis);

            assertThat(code(signatures(scheme, clock, Sender.SECRETS.get(scheme)), delivery))
                    .as(scheme.word())
                    .isEqualTo(code);
        }
    }

    @Test
    void givenATimeJustOutside_whenRefused_thenTheMessageDoesNotCallItInside() {
        Delivery delivery = new Sender(Scheme.SLACK).at(Lent.NOW).delivery(BODY);
        Signatures signatures =
                signatures(Scheme.SLACK, Lent.NOW.plusMillis(300_001), Sender.SECRETS.get(Scheme.SLACK));

        assertThatExceptionOfType(DeliveryRejectedException.class)
                .isThrownBy(() -> signatures.check(delivery, delivery.body()))
                .withMessage("the delivery was signed 301 seconds ago, more than the setting tolerance of 300: let the"
                        + " source send it again, or see to the clocks of both");
    }

    @ParameterizedTest
    @EnumSource(names = {"GITHUB", "DISCOURSE"})
    void givenASchemeWithoutATime_whenTheDeliveryIsOld_thenNobodyCanTell(Scheme scheme) {
        Delivery delivery = new Sender(scheme).delivery(BODY);

        assertThat(code(signatures(scheme, Lent.NOW.plus(Duration.ofDays(900)), Sender.SECRETS.get(scheme)), delivery))
                .isEmpty();
    }

    @Test
    void givenAWrongSignatureAndAnOldTime_whenChecked_thenTheClockIsNotTold() {
        Delivery delivery =
                new Sender(Scheme.SLACK, "another").at(Instant.EPOCH).delivery(BODY);

        assertThat(code(signatures(Scheme.SLACK, Lent.NOW, "ours"), delivery)).isEqualTo("SIGNATURE_WRONG");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GITHUB            | X-Hub-Signature-256       | | SIGNATURE_MISSING",
                "GITHUB            | X-Hub-Signature-256       | sha1=757107ea0eb2509fc211221cce984b8a37570b6d | SIGNATURE_UNREADABLE",
                "GITHUB            | X-Hub-Signature-256       | sha256= | SIGNATURE_UNREADABLE",
                "GITHUB            | X-Hub-Signature-256       | sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17 | SIGNATURE_UNREADABLE",
                "DISCOURSE         | X-Discourse-Event-Signature | | SIGNATURE_MISSING",
                "SLACK             | X-Slack-Signature         | | SIGNATURE_MISSING",
                "SLACK             | X-Slack-Request-Timestamp | | SIGNATURE_MISSING",
                "SLACK             | X-Slack-Request-Timestamp | yesterday | TIMESTAMP_UNREADABLE",
                "SLACK             | X-Slack-Request-Timestamp | -1531420618 | TIMESTAMP_UNREADABLE",
                "STRIPE            | Stripe-Signature          | | SIGNATURE_MISSING",
                "STRIPE            | Stripe-Signature          | t=1772366400 | SIGNATURE_MISSING",
                "STRIPE            | Stripe-Signature          | t=1772366400,v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39 | SIGNATURE_MISSING",
                "STRIPE            | Stripe-Signature          | v1=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39 | SIGNATURE_UNREADABLE",
                "STANDARD_WEBHOOKS | webhook-id                | | SIGNATURE_MISSING",
                "STANDARD_WEBHOOKS | webhook-timestamp         | | SIGNATURE_MISSING",
                "STANDARD_WEBHOOKS | webhook-signature         | | SIGNATURE_MISSING",
                "STANDARD_WEBHOOKS | webhook-signature         | v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | SIGNATURE_MISSING",
                "STANDARD_WEBHOOKS | webhook-signature         | v1,!!! | SIGNATURE_UNREADABLE",
                "STANDARD_WEBHOOKS | webhook-signature         | v1,AAAA | SIGNATURE_UNREADABLE",
                "STANDARD_WEBHOOKS | webhook-signature         | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF= | SIGNATURE_UNREADABLE",
            })
    void givenHeadersThatAreMissingOrUnreadable_whenChecked_thenTheCodeSaysSo(
            Scheme scheme, String header, String value, String code) {
        Map<String, String> headers = new HashMap<>(new Sender(scheme).headers(BODY.getBytes(StandardCharsets.UTF_8)));
        headers.remove(header);
        if (value != null) {
            headers.put(header, value);
        }

        assertThat(code(signatures(scheme, Lent.NOW, Sender.SECRETS.get(scheme)), delivery(headers, BODY)))
                .isEqualTo(code);
    }

    @Test
    void givenAHeaderTwice_whenChecked_thenNeitherIsPicked() {
        String good = new Sender(Scheme.GITHUB)
                .headers(BODY.getBytes(StandardCharsets.UTF_8))
                .get("X-Hub-Signature-256");
        Delivery twice = Delivery.of(
                "/",
                Map.of("X-Hub-Signature-256", List.of(good, good)),
                BODY.getBytes(StandardCharsets.UTF_8),
                Lent.NOW);

        assertThat(code(signatures(Scheme.GITHUB, Lent.NOW, Sender.SECRETS.get(Scheme.GITHUB)), twice))
                .isEqualTo("SIGNATURE_UNREADABLE");
    }

    @Test
    void givenAFloodOfSignatures_whenChecked_thenItIsRefusedAndNotWorkedThrough() {
        Map<String, String> headers =
                new HashMap<>(new Sender(Scheme.STRIPE).headers(BODY.getBytes(StandardCharsets.UTF_8)));
        headers.merge("Stripe-Signature", (",v1=" + "0".repeat(64)).repeat(16), String::concat);

        assertThat(code(
                        signatures(Scheme.STRIPE, Lent.NOW, Sender.SECRETS.get(Scheme.STRIPE)),
                        delivery(headers, BODY)))
                .isEqualTo("SIGNATURE_UNREADABLE");
    }

    @Test
    void givenNoScheme_whenChecked_thenEverybodyIsBelieved() {
        assertThat(code(signatures(Scheme.NONE, Lent.NOW), delivery(Map.of(), BODY)))
                .isEmpty();
    }

    private static Signatures signatures(Scheme scheme, Instant now, String... secrets) {
        return new Signatures(scheme, Stream.of(secrets).map(Secret::of).toList(), TOLERANCE, InstantSource.fixed(now));
    }

    private static Delivery delivery(Map<String, String> headers, String body) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return Delivery.of("/hooks", all, body.getBytes(StandardCharsets.UTF_8), Lent.NOW);
    }

    /** The code of the refusal; empty if there is none. */
    static String code(Signatures signatures, Delivery delivery) {
        try {
            signatures.check(delivery, delivery.body());
            return "";
        } catch (DeliveryRejectedException e) {
            return e.code();
        }
    }

    @Test
    void givenARefusal_whenRead_thenItSaysWhatToDo() {
        Signatures signatures = signatures(Scheme.GITHUB, Lent.NOW, "ours");

        assertThatExceptionOfType(DeliveryRejectedException.class)
                .isThrownBy(() -> {
                    Delivery delivery = new Sender(Scheme.GITHUB, "theirs").delivery(BODY);
                    signatures.check(delivery, delivery.body());
                })
                .withMessage(
                        "the signature was made with another secret or over another body: compare the settings secret"
                                + " and secret-next with the secret at the source, and see that nothing on the way changes the"
                                + " body");
    }
}
