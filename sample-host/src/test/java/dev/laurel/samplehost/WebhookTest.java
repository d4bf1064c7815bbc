package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.Web;
import dev.laurel.view.DeadLetter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shop delivers over HTTP, signed, to a host that has the webhook plugin: the shipped example, end to end. */
@Timeout(120)
class WebhookTest {
    private static final Path EXAMPLES = Path.of("..", "plugins", "webhook", "examples");
    private static final String SECRET = "It's a Secret to Everybody";

    @TempDir
    Path folder;

    private static String signature(byte[] body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static HttpResponse<String> deliver(URI base, byte[] body, String signature)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/communities/shop/sources/web-shop/deliveries"))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void givenAShopThatDelivers_whenItIsSignedOrNot_thenActivitiesAreTakenInAndWhatCannotBeReadWaits()
            throws IOException, InterruptedException, GeneralSecurityException {
        List<Path> deliveries;
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("deliveries").resolve("shop"))) {
            deliveries = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(deliveries).hasSizeGreaterThan(8);
        Map<String, String> settings = Map.of(
                "signature",
                "github",
                "secret",
                SECRET,
                "mapping",
                EXAMPLES.resolve("shop.yaml").toString());
        try (Laurel laurel = Laurel.builder()
                        .directory(folder)
                        .classPath(WebhookTest.class.getClassLoader())
                        .community("shop", shop -> shop.connector("webhook/deliveries", "web-shop", settings))
                        .start();
                Web web = laurel.web()) {
            URI base = web.start(0);
            Community shop = laurel.community("shop");
            byte[] first = Files.readAllBytes(deliveries.get(0));
            HttpResponse<String> forged = deliver(base, first, signature(first, "guessed"));
            assertThat(forged.statusCode()).isEqualTo(401);
            assertThat(forged.body()).contains("SIGNATURE_WRONG").doesNotContain(SECRET);
            assertThat(shop.activityCount().join()).isZero();
            for (int time = 0; time < 2; time++) {
                for (Path file : deliveries) {
                    byte[] body = Files.readAllBytes(file);
                    assertThat(deliver(base, body, signature(body, SECRET)).statusCode())
                            .as(file.toString())
                            .isEqualTo(204);
                }
            }
            assertThat(shop.connectors().get(0).accepted()).isGreaterThan(8);
            assertThat(shop.connectors().get(0).duplicates())
                    .as("all of it came twice")
                    .isEqualTo(shop.connectors().get(0).accepted());
            assertThat(shop.deadLetters().list(10).join())
                    .extracting(DeadLetter::code)
                    .contains("FIELD_MISSING");
            assertThat(shop.verify().join().problems()).isEmpty();
        }
    }
}
