package dev.laurel.specimen;

import dev.laurel.spi.PluginContext;
import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.activity.Reject;
import dev.laurel.testkit.contract.Flaw;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes lines such as {@code 3|2026-03-01T12:00:00Z}, signed over time and body. */
public final class Hook implements PushConnector {
    private static final Duration OLD = Duration.ofMinutes(5);

    private final PluginContext context;
    private boolean called;

    Hook(PluginContext context) {
        this.context = context;
        if (Flaw.PUSH_LEAVES_THREAD.here()) {
            LastingThread.start("hook");
        }
    }

    /** Signs a body as the forum does. */
    public static String signature(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(time.getBytes(StandardCharsets.UTF_8));
            byte[] signed = Flaw.PUSH_SIGNS_BEGINNING.here() ? Arrays.copyOf(body, Math.min(20, body.length)) : body;
            return HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public Receipt receive(Delivery delivery) throws DeliveryRejectedException {
        if (!delivery.isVerified() || Flaw.PUSH_LOOKS_AT_AGE_OF_VERIFIED.here()) {
            verify(delivery);
        }
        if (Flaw.PUSH_REFUSES_SECOND.here() && called) {
            throw new DeliveryRejectedException("SEEN", "it has been here already");
        }
        called = true;
        if (Flaw.PUSH_RETURNS_NULL.here()) {
            return null;
        }
        return read(new String(delivery.body(), StandardCharsets.UTF_8));
    }

    private void verify(Delivery delivery) throws DeliveryRejectedException {
        List<String> signature = delivery.header("x-signature");
        List<String> time = delivery.header("x-time");
        if (Flaw.PUSH_IGNORES_SIGNATURE.here()) {
            return;
        }
        if (!Flaw.PUSH_THROWS_AT_MISSING_HEADER.here() && (signature.size() != 1 || time.size() != 1)) {
            throw new DeliveryRejectedException("SIGNATURE_MISSING", "one x-signature and one x-time: send both");
        }
        String secret = context.settings().get(ForumPlugin.TOKEN).reveal();
        String expected = signature(secret, time.get(0), delivery.body());
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.get(0).getBytes(StandardCharsets.UTF_8))) {
            String code = Flaw.PUSH_CODE_LOWER_CASE.here() ? "signature-wrong" : "SIGNATURE_WRONG";
            String told = Flaw.PUSH_SECRET_IN_MESSAGE.here() ? " with " + secret : "";
            throw new DeliveryRejectedException(code, "the signature is wrong" + told + ": use the same secret");
        }
        Instant sent = Instant.parse(time.get(0));
        if (Duration.between(sent, context.clock().instant()).abs().compareTo(OLD) > 0) {
            throw new DeliveryRejectedException("TOO_OLD", "it is older than five minutes: send it sooner");
        }
    }

    private static Receipt read(String text) {
        if (Flaw.PUSH_RECURSES.here()) {
            depth(text, 0);
        }
        List<Activity> activities = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            try {
                String[] parts = line.split("\\|", -1);
                Instant at = Instant.parse(parts.length == 2 || Flaw.PUSH_THROWS_AT_GARBAGE.here() ? parts[1] : "");
                String id = Flaw.PUSH_IDS_BY_CHANCE.here() ? UUID.randomUUID().toString() : parts[0];
                activities.add(Activity.of("post.written", id)
                        .at(Flaw.PUSH_TIME_OF_MACHINE.here() ? Instant.now() : at)
                        .build());
            } catch (DateTimeException e) {
                rejects.add(Reject.of("line " + number, "LINE_UNREADABLE", "it is no id and time: send both"));
            }
        }
        if (Flaw.PUSH_LOSES_LAST.here() && !activities.isEmpty()) {
            activities.remove(activities.size() - 1);
        }
        return Receipt.of(activities).rejects(rejects);
    }

    private static int depth(String text, int from) {
        return from < text.length() && (text.charAt(from) == '[' || text.charAt(from) == '{')
                ? 1 + depth(text, from + 1)
                : 0;
    }
}
