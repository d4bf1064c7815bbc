package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Delivery;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a delivery says what it is called. Dead letters name it, so that the same delivery sent twice is one of them.
 *
 * @param header the header that has it; null if the body does
 * @param pointer where the body has it; null if a header does
 */
record DeliveryId(@Nullable String header, @Nullable Pointer pointer) {
    /** What goes on pages and into logs as it is. An address of a person would not. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private static final int DIGEST_BYTES = 8;

    static DeliveryId inHeader(String header) {
        return new DeliveryId(header, null);
    }

    static DeliveryId at(Pointer pointer) {
        return new DeliveryId(null, pointer);
    }

    /** {@return the id; if there is none that can be shown, one made of the body} */
    String of(Delivery delivery, Json root, byte[] body) {
        String id = header != null ? inHeaders(delivery, header) : inBody(root);
        return id != null && PLAIN.matcher(id).matches() ? id : digest(body);
    }

    /** {@return an id for a delivery that has none: the same for the same bytes} */
    static String digest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha256:" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256, but not this one", e);
        }
    }

    private static @Nullable String inHeaders(Delivery delivery, String header) {
        List<String> values = delivery.header(header);
        return values.size() == 1 ? values.get(0) : null;
    }

    private @Nullable String inBody(Json root) {
        Json found = pointer == null ? null : pointer.find(root);
        if (found instanceof Json.Text text) {
            return text.text();
        }
        return found instanceof Json.Numeral number && number.isWhole() ? number.literal() : null;
    }
}
