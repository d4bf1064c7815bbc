package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decides whether a delivery is from its source and new: HMAC-SHA-256 (RFC 2104) over the bytes as they came, compared in
 * constant time, and the signed time against the clock. The signature comes first: what the time says means nothing
 * before, and who does not know the secret learns nothing of the clock.
 */
final class Signatures {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String STANDARD_PREFIX = "whsec_";

    private final Scheme scheme;
    private final List<Secret> secrets;
    private final Duration tolerance;
    private final InstantSource clock;

    /**
     * Signatures by one scheme.
     *
     * @param scheme how the source signs
     * @param secrets those of which each is good; none if the source does not sign
     * @param tolerance how far the signed time may be from the clock, either way
     * @param clock the time
     */
    Signatures(Scheme scheme, List<Secret> secrets, Duration tolerance, InstantSource clock) {
        this.scheme = scheme;
        this.secrets = List.copyOf(secrets);
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** {@return what keeps a secret from being one of this scheme, as the rest of a sentence; empty if nothing does} */
    static Optional<String> flaw(Scheme scheme, Secret secret) {
        if (scheme == Scheme.STANDARD_WEBHOOKS && decoded(secret.reveal()).isEmpty()) {
            return Optional.of(
                    "is not " + STANDARD_PREFIX + " and bytes in base64 behind it, as Standard Webhooks has it;"
                            + " copy it whole from the source");
        }
        return Optional.empty();
    }

    /**
     * Accepts a delivery or does not.
     *
     * @param delivery its headers
     * @param body its body
     * @throws DeliveryRejectedException if it is not signed with any of the secrets, or too long ago, or in the future
     */
    void check(Delivery delivery, byte[] body) throws DeliveryRejectedException {
        if (scheme == Scheme.NONE) {
            return;
        }
        Claim claim = Claim.of(scheme, delivery);
        if (!isSigned(claim, body)) {
            throw new DeliveryRejectedException(
                    "SIGNATURE_WRONG",
                    "the signature was made with another secret or over another body: compare the settings secret and"
                            + " secret-next with the secret at the source, and see that nothing on the way changes the"
                            + " body",
                    401);
        }
        Instant signedAt = claim.signedAt();
        if (signedAt != null) {
            checkAge(Duration.between(signedAt, clock.instant()));
        }
    }

    /** Compares everything with everything, so that the time it takes does not say which one was right. */
    private boolean isSigned(Claim claim, byte[] body) {
        byte[] before = claim.before().getBytes(StandardCharsets.UTF_8);
        boolean right = false;
        for (Secret secret : secrets) {
            byte[] expected = hmac(secret, before, body);
            for (byte[] signature : claim.signatures()) {
                right |= MessageDigest.isEqual(expected, signature);
            }
        }
        return right;
    }

    private void checkAge(Duration age) throws DeliveryRejectedException {
        if (age.compareTo(tolerance) > 0) {
            throw new DeliveryRejectedException(
                    "TIMESTAMP_TOO_OLD",
                    "the delivery was signed " + seconds(age) + " seconds ago, more than the setting tolerance of "
                            + tolerance.toSeconds() + ": let the source send it again, or see to the clocks of both",
                    401);
        }
        if (age.negated().compareTo(tolerance) > 0) {
            throw new DeliveryRejectedException(
                    "TIMESTAMP_AHEAD",
                    "the delivery was signed " + seconds(age.negated()) + " seconds from now, more than the setting"
                            + " tolerance of " + tolerance.toSeconds() + ": see to the clocks of both",
                    401);
        }
    }

    /** Rounded up, or what is just outside would be told as what is just inside. */
    private static long seconds(Duration age) {
        return age.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private byte[] hmac(Secret secret, byte[] before, byte[] body) {
        byte[] key = scheme == Scheme.STANDARD_WEBHOOKS
                ? decoded(secret.reveal()).orElseThrow()
                : secret.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(before);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM + ", but not this one", e);
        }
    }

    private static Optional<byte[]> decoded(String secret) {
        String text = secret.startsWith(STANDARD_PREFIX) ? secret.substring(STANDARD_PREFIX.length()) : secret;
        try {
            return Optional.of(Base64.getDecoder().decode(text)).filter(key -> key.length > 0);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
