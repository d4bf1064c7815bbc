package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.config.Secret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The signatures of the project that wrote the specification, and ours. */
class StandardWebhooksOracleTest {
    private static final int COUNT = Boolean.getBoolean("laurel.proof") ? 20_000 : 500;

    private final SplittableRandom random = new SplittableRandom(20260301);

    @Test
    void givenWhatTheirLibrarySigns_whenChecked_thenItIsRight() throws Exception {
        for (int i = 0; i < COUNT; i++) {
            String secret = secret();
            String id = "msg_" + random.nextLong(1L << 40);
            String body = text();
            Instant time = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
            String signature = new Webhook(secret).sign(id, time.getEpochSecond(), body);
            Delivery delivery = Delivery.of(
                    "/",
                    Map.of(
                            "Webhook-Id", List.of(id),
                            "Webhook-Timestamp", List.of(Long.toString(time.getEpochSecond())),
                            "Webhook-Signature", List.of(signature)),
                    body.getBytes(StandardCharsets.UTF_8),
                    time);

            assertThat(SignaturesTest.code(signatures(secret, time), delivery))
                    .as("delivery %d of secret %s", i, secret)
                    .isEmpty();
        }
    }

    @Test
    void givenWhatWeTakeForSigned_whenTheirLibraryLooks_thenItAgreesAndSoOnWhatIsNot() {
        // Their library asks the clock of the system how old a delivery is; the test asks the same one, within minutes.
        Instant now = InstantSource.system().instant();
        for (int i = 0; i < COUNT; i++) {
            String secret = secret();
            String body = text();
            Sender sender = new Sender(Scheme.STANDARD_WEBHOOKS, secret).at(now).id("msg_" + i);
            Map<String, String> headers = new HashMap<>(sender.headers(body.getBytes(StandardCharsets.UTF_8)));
            boolean spoilt = random.nextBoolean();
            String sent = spoilt ? body + " " : body;
            Map<String, List<String>> all = new HashMap<>();
            headers.forEach((name, value) -> all.put(name, List.of(value)));
            Delivery delivery = Delivery.of("/", all, sent.getBytes(StandardCharsets.UTF_8), now);

            assertThat(SignaturesTest.code(signatures(secret, now), delivery).isEmpty())
                    .isEqualTo(theyAccept(secret, sent, all))
                    .isEqualTo(!spoilt);
        }
    }

    private static boolean theyAccept(String secret, String body, Map<String, List<String>> headers) {
        try {
            new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true));
            return true;
        } catch (com.standardwebhooks.exceptions.WebhookVerificationException e) {
            return false;
        } catch (com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
            throw new AssertionError(e);
        }
    }

    private Signatures signatures(String secret, Instant now) {
        return new Signatures(
                Scheme.STANDARD_WEBHOOKS, List.of(Secret.of(secret)), Duration.ofMinutes(5), InstantSource.fixed(now));
    }

    private String secret() {
        byte[] key = new byte[24 + random.nextInt(41)];
        random.nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(200);
        for (int i = 0; i < length; i++) {
            // Up to the surrogates: letters of many scripts, and what JSON would escape.
            text.append((char) random.nextInt(0xD800));
        }
        return text.toString();
    }
}
