package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A source that signs, written from the documentation of each scheme and not from the code under test. */
final class Sender {
    /** Of each scheme that signs, a secret that it could have. */
    static final Map<Scheme, String> SECRETS = Map.of(
            Scheme.STANDARD_WEBHOOKS, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            Scheme.GITHUB, "It's a Secret to Everybody",
            Scheme.STRIPE, "whsec_test_5up3rS3cr3t",
            Scheme.SLACK, "8f742231b10e8888abcd99yyyzzz85a5",
            Scheme.DISCOURSE, "discourse-shared-secret");

    private final Scheme scheme;
    private final String secret;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private Instant signedAt = Lent.NOW;
    private String id = "msg_1";

    Sender(Scheme scheme) {
        this(scheme, SECRETS.get(scheme));
    }

    Sender(Scheme scheme, String secret) {
        this.scheme = scheme;
        this.secret = secret;
    }

    Sender at(Instant time) {
        signedAt = time;
        return this;
    }

    Sender id(String value) {
        id = value;
        return this;
    }

    Sender with(String header, String value) {
        headers.put(header, List.of(value));
        return this;
    }

    Delivery delivery(String body) {
        return delivery(body.getBytes(StandardCharsets.UTF_8));
    }

    Delivery delivery(byte[] body) {
        Map<String, List<String>> all = new LinkedHashMap<>(headers);
        headers(body).forEach((name, value) -> all.put(name, List.of(value)));
        return Delivery.of("/hooks/shop", all, body, Lent.NOW);
    }

    /** The headers that the scheme adds. */
    Map<String, String> headers(byte[] body) {
        String time = Long.toString(signedAt.getEpochSecond());
        return switch (scheme) {
            case NONE -> Map.of();
            case STANDARD_WEBHOOKS ->
                Map.of(
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        time,
                        "webhook-signature",
                        "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(hmac(
                                                Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")),
                                                id + "." + time + ".",
                                                body)));
            case GITHUB -> Map.of("X-GitHub-Delivery", id, "X-Hub-Signature-256", "sha256=" + hex("", body));
            case STRIPE -> Map.of("Stripe-Signature", "t=" + time + ",v1=" + hex(time + ".", body));
            case SLACK ->
                Map.of("X-Slack-Request-Timestamp", time, "X-Slack-Signature", "v0=" + hex("v0:" + time + ":", body));
            case DISCOURSE ->
                Map.of("X-Discourse-Event-Id", id, "X-Discourse-Event-Signature", "sha256=" + hex("", body));
        };
    }

    private String hex(String before, byte[] body) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), before, body));
    }

    private static byte[] hmac(byte[] key, String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
