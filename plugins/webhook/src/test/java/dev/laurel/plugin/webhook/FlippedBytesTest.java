package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every bit of what is signed, and of what signs, counts. */
class FlippedBytesTest {
    private static final byte[] BODY =
            "{\"id\":\"evt_1\",\"type\":\"order.placed\",\"total\":12.50}".getBytes(StandardCharsets.UTF_8);

    /** Names of deliveries that no scheme but Standard Webhooks signs. */
    private static final List<String> NOT_SIGNED = List.of("X-GitHub-Delivery", "X-Discourse-Event-Id");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void givenASignedDelivery_whenAnyBitOfTheBodyIsFlipped_thenItIsRefused(Scheme scheme) {
        Signatures signatures = signatures(scheme);
        Map<String, String> headers = new Sender(scheme).headers(BODY);
        assertThat(code(signatures, headers, BODY)).isEmpty();
        for (int bit = 0; bit < BODY.length * 8; bit++) {
            assertThat(code(signatures, headers, flipped(BODY, bit)))
                    .as("bit %d of the body", bit)
                    .isEqualTo("SIGNATURE_WRONG");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void givenASignedDelivery_whenBytesAreAddedOrTaken_thenItIsRefused(Scheme scheme) {
        Signatures signatures = signatures(scheme);
        Map<String, String> headers = new Sender(scheme).headers(BODY);
        for (int length = 0; length <= BODY.length + 3; length++) {
            byte[] other = java.util.Arrays.copyOf(BODY, length);
            assertThat(code(signatures, headers, other))
                    .as("%d bytes", length)
                    .isEqualTo(length == BODY.length ? "" : "SIGNATURE_WRONG");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void givenASignedDelivery_whenAnyBitOfASignedHeaderIsFlipped_thenItIsRefused(Scheme scheme) {
        Signatures signatures = signatures(scheme);
        Map<String, String> headers = new Sender(scheme).headers(BODY);
        int flips = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            byte[] value = header.getValue().getBytes(StandardCharsets.ISO_8859_1);
            for (int bit = 0; bit < value.length * 8 && !NOT_SIGNED.contains(header.getKey()); bit++) {
                Map<String, String> changed = new LinkedHashMap<>(headers);
                changed.put(header.getKey(), new String(flipped(value, bit), StandardCharsets.ISO_8859_1));
                assertThat(code(signatures, changed, BODY))
                        .as("bit %d of %s", bit, header.getKey())
                        .isNotEmpty();
                flips++;
            }
        }
        assertThat(flips).isGreaterThan(400);
    }

    private static Signatures signatures(Scheme scheme) {
        return new Signatures(
                scheme,
                List.of(Secret.of(Sender.SECRETS.get(scheme))),
                Duration.ofDays(1),
                InstantSource.fixed(Lent.NOW));
    }

    private static String code(Signatures signatures, Map<String, String> headers, byte[] body) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return SignaturesTest.code(signatures, Delivery.of("/", all, body, Lent.NOW));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }
}
