package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a delivery claim. Nothing of it is believed before a signature has been found to be right.
 *
 * @param before what is signed in front of the body
 * @param signatures HMAC-SHA-256 values, at least one; more while the source rolls its secret
 * @param signedAt when the source signed; null if the scheme signs no time
 */
record Claim(
        String before, List<byte[]> signatures, @Nullable Instant signedAt) {
    /** More than any source sends; each is compared with each secret. */
    private static final int MOST_SIGNATURES = 16;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Reads the headers of a scheme; never called for one that signs nothing. */
    static Claim of(Scheme scheme, Delivery delivery) throws DeliveryRejectedException {
        return switch (scheme) {
            case STANDARD_WEBHOOKS -> standardWebhooks(delivery);
            case GITHUB -> bodyOnly(delivery, "X-Hub-Signature-256");
            case STRIPE -> stripe(delivery);
            case SLACK -> slack(delivery);
            case DISCOURSE -> bodyOnly(delivery, "X-Discourse-Event-Signature");
            case NONE -> throw new IllegalArgumentException("what is not signed claims nothing");
        };
    }

    private static Claim standardWebhooks(Delivery delivery) throws DeliveryRejectedException {
        String signatures = one(delivery, "webhook-signature");
        String id = one(delivery, "webhook-id");
        String time = one(delivery, "webhook-timestamp");
        List<byte[]> read = new ArrayList<>();
        for (String each : parts(signatures, " ")) {
            // v1a and what else may come are signatures of another kind.
            if (each.startsWith("v1,")) {
                read.add(base64(each.substring(3)));
            }
        }
        return new Claim(id + "." + time + ".", some(read, "webhook-signature", "v1,"), time(time));
    }

    private static Claim stripe(Delivery delivery) throws DeliveryRejectedException {
        String header = "Stripe-Signature";
        List<String> times = new ArrayList<>();
        List<byte[]> read = new ArrayList<>();
        for (String each : parts(one(delivery, header), ",")) {
            // v0 is for tests of the source alone, and made with another secret.
            if (each.startsWith("t=")) {
                times.add(each.substring(2));
            } else if (each.startsWith("v1=")) {
                read.add(hex(header, each.substring(3)));
            }
        }
        if (times.size() != 1) {
            throw unreadable(header + " names " + times.size() + " times as t=, not 1");
        }
        return new Claim(times.get(0) + ".", some(read, header, "v1="), time(times.get(0)));
    }

    private static Claim slack(Delivery delivery) throws DeliveryRejectedException {
        String header = "X-Slack-Signature";
        String signature = one(delivery, header);
        String time = one(delivery, "X-Slack-Request-Timestamp");
        return new Claim("v0:" + time + ":", List.of(hex(header, after("v0=", header, signature))), time(time));
    }

    private static Claim bodyOnly(Delivery delivery, String header) throws DeliveryRejectedException {
        String signature = one(delivery, header);
        return new Claim("", List.of(hex(header, after("sha256=", header, signature))), null);
    }

    private static String one(Delivery delivery, String header) throws DeliveryRejectedException {
        List<String> values = delivery.header(header);
        if (values.isEmpty()) {
            throw new DeliveryRejectedException(
                    "SIGNATURE_MISSING",
                    "the delivery has no header " + header
                            + ": set a secret at the source, and in the setting signature"
                            + " the scheme by which it signs",
                    401);
        }
        if (values.size() > 1) {
            // Which one was signed is a guess, and a proxy and this connector may guess differently.
            throw unreadable(header + " stands there " + values.size() + " times, not once");
        }
        return values.get(0);
    }

    private static List<String> parts(String header, String separator) throws DeliveryRejectedException {
        List<String> parts = Arrays.asList(header.split(Pattern.quote(separator), MOST_SIGNATURES + 2));
        if (parts.size() > MOST_SIGNATURES) {
            throw unreadable("the header with the signatures has more than " + MOST_SIGNATURES + " parts");
        }
        return parts;
    }

    private static List<byte[]> some(List<byte[]> signatures, String header, String mark)
            throws DeliveryRejectedException {
        if (signatures.isEmpty()) {
            throw new DeliveryRejectedException(
                    "SIGNATURE_MISSING",
                    header + " has no signature that begins with " + mark
                            + ": see in the setting signature whether this is the scheme by which the source signs",
                    401);
        }
        return signatures;
    }

    private static String after(String mark, String header, String value) throws DeliveryRejectedException {
        if (!value.startsWith(mark)) {
            throw unreadable(header + " does not begin with " + mark);
        }
        return value.substring(mark.length());
    }

    private static byte[] hex(String header, String text) throws DeliveryRejectedException {
        // Capital letters would be a second way to write the same signature.
        if (!HEX.matcher(text).matches()) {
            throw unreadable(header + " holds something else than 64 digits from 0 to 9 and a to f");
        }
        return HexFormat.of().parseHex(text);
    }

    private static byte[] base64(String text) throws DeliveryRejectedException {
        byte[] read;
        try {
            read = Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw unreadable("webhook-signature holds something else than base64 behind v1,");
        }
        // The decoder takes bits that no encoder writes, which would be further ways to write the same signature.
        if (read.length != 32 || !Base64.getEncoder().encodeToString(read).equals(text)) {
            throw unreadable("webhook-signature holds something else than 32 bytes in base64 behind v1,");
        }
        return read;
    }

    private static Instant time(String text) throws DeliveryRejectedException {
        if (!SECONDS.matcher(text).matches()) {
            throw new DeliveryRejectedException(
                    "TIMESTAMP_UNREADABLE",
                    "the time beside the signature is not a whole number of seconds since 1970: see in the setting"
                            + " signature whether this is the scheme by which the source signs",
                    401);
        }
        return Instant.ofEpochSecond(Long.parseLong(text));
    }

    private static DeliveryRejectedException unreadable(String what) {
        return new DeliveryRejectedException(
                "SIGNATURE_UNREADABLE",
                what + ": see in the setting signature whether this is the scheme by which the source signs, and that"
                        + " nothing on the way changes headers",
                401);
    }
}
