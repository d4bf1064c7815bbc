package dev.laurel.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives, the answer is a receipt or a refusal. */
@Timeout(600)
class FuzzTest {
    private static final int COUNT = Boolean.getBoolean("laurel.proof") ? 200_000 : 4_000;
    private static final String[] SNIPPETS = {
        "null",
        "-",
        "1e",
        "1e999",
        "0.1",
        "\"",
        "\\u0000",
        "\\ud800",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"id\":1,",
        "[[[[[[[[",
        "true",
        "99999999999999999999",
        "\"/\"",
        "\"~\"",
        "\uD83D\uDE00",
        "\"event\":",
        "\u0000"
    };

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("examples", "deliveries"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        assertThat(seeds).hasSizeGreaterThan(30);
        return seeds;
    }

    @ParameterizedTest
    @ValueSource(strings = {"telco", "shop", "forum-discourse"})
    void givenMutatedBodies_whenSignedAndReceived_thenNothingButARefusalIsThrown(String example) throws Exception {
        SplittableRandom random = new SplittableRandom(example.hashCode());
        List<byte[]> seeds = seeds();
        int refused = 0;
        int mapped = 0;
        try (PushConnector connector = Lent.connector(Map.of(
                "signature", "discourse",
                "secret", Sender.SECRETS.get(Scheme.DISCOURSE),
                "mapping", Path.of("examples", example + ".yaml").toString()))) {
            for (int i = 0; i < COUNT; i++) {
                byte[] body = random.nextInt(20) == 0
                        ? noise(random)
                        : mutated(seeds.get(random.nextInt(seeds.size())), random);
                Sender sender = new Sender(Scheme.DISCOURSE)
                        .with(
                                "X-Discourse-Event",
                                List.of("post_created", "topic_created", "?").get(random.nextInt(3)));
                try {
                    Receipt receipt = connector.receive(sender.delivery(body));
                    assertThat(receipt.activities()).allSatisfy(FuzzTest::assertWhole);
                    mapped++;
                } catch (DeliveryRejectedException e) {
                    assertThat(e.code()).matches("[A-Z][A-Z0-9_]+");
                    assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(COUNT / 10);
        assertThat(mapped).isGreaterThan(COUNT / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard-webhooks", "github", "stripe", "slack", "discourse"})
    void givenMutatedHeadersAndPaths_whenReceived_thenNothingButARefusalIsThrown(String word) throws Exception {
        SplittableRandom random = new SplittableRandom(word.hashCode());
        Scheme scheme = Scheme.of(word);
        byte[] body = "{\"type\": \"invoice.paid\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> right = new LinkedHashMap<>(new Sender(scheme).headers(body));
        Path mapping = Path.of("examples", "telco.yaml");
        int refused = 0;
        try (PushConnector connector = Lent.connector(
                Map.of("signature", word, "secret", Sender.SECRETS.get(scheme), "mapping", mapping.toString()))) {
            for (int i = 0; i < COUNT; i++) {
                Map<String, List<String>> headers = new HashMap<>();
                right.forEach((name, value) -> headers.put(name, values(value, random)));
                String path = "/hooks?" + text(noise(random));
                Delivery delivery = Delivery.of(path, headers, body, Lent.NOW);
                try {
                    connector.receive(random.nextInt(10) == 0 ? delivery.method("GET") : delivery);
                } catch (DeliveryRejectedException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(COUNT / 2);
    }

    private static void assertWhole(Activity activity) {
        assertThat(activity.id()).isNotBlank();
        assertThat(activity.type()).isNotBlank();
        assertThat(activity.actors().values())
                .allSatisfy(actor -> assertThat(actor.id()).isNotBlank());
    }

    private static List<String> values(String value, SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> List.of();
            case 1 -> List.of(value, value);
            case 2 -> List.of(text(noise(random)));
            case 3 -> List.of(text(mutated(value.getBytes(StandardCharsets.UTF_8), random)));
            case 4 -> List.of(value.substring(random.nextInt(value.length() + 1)));
            default -> List.of(value);
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] mutated(byte[] seed, SplittableRandom random) {
        byte[] bytes = seed.clone();
        for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            int to = at + random.nextInt(Math.min(bytes.length - at, 40) + 1);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
                case 2 -> bytes = joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
                case 3 -> bytes[at] = (byte) ('0' + random.nextInt(10));
                case 4 -> {
                    byte[] snippet = SNIPPETS[random.nextInt(SNIPPETS.length)].getBytes(StandardCharsets.UTF_8);
                    bytes = joined(
                            joined(Arrays.copyOf(bytes, at), snippet), Arrays.copyOfRange(bytes, to, bytes.length));
                }
                default -> bytes = renamed(bytes, random);
            }
        }
        return bytes;
    }

    /** Another name for a member, or another type for a value: still JSON, most of the time. */
    private static byte[] renamed(byte[] bytes, SplittableRandom random) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String[][] changes = {
            {"\"id\"", "\"di\""},
            {": \"", ": [\""},
            {"null", "{}"},
            {": 1", ": -1.5e3"},
            {"\"data\": {", "\"data\": ["},
            {"true", "\"\""},
            {"2026", "20266"}
        };
        String[] change = changes[random.nextInt(changes.length)];
        return text.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
