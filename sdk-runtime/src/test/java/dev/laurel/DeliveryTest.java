package dev.laurel;

import static dev.laurel.Town.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.config.Setting;
import dev.laurel.view.ConnectorStatus.State;
import dev.laurel.view.DeadLetter;
import dev.laurel.view.DeadLetterContent;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources deliver, are answered once it is durable, and what could not be read waits until somebody has seen to it. */
@Timeout(180)
class DeliveryTest {
    private static final String KEY = "quite-a-secret";

    @TempDir
    Path folder;

    private final Shop shop = new Shop();

    /** Reads a line a visit: the id and the member; a line with a question mark only once it was mended. */
    private static final class Shop implements Plugin {
        private static final Setting<Secret> SECRET = Setting.secret("key", "What the source signs with.");
        private final CountDownLatch release = new CountDownLatch(1);
        volatile boolean mended;
        volatile boolean hangs;

        @Override
        public String id() {
            return "shop";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of(Extension.pushConnector("visits", ConfigSpec.of(SECRET), context -> {
                String key = context.settings().get(SECRET).reveal();
                PushConnector connector = delivery -> receive(delivery, key);
                return connector;
            }));
        }

        private Receipt receive(Delivery delivery, String key) throws DeliveryRejectedException {
            if (delivery.method().equals("GET")) {
                return Receipt.of(List.of())
                        .reply(200, "text/plain", delivery.path().getBytes(StandardCharsets.UTF_8));
            }
            if (!delivery.isVerified() && !delivery.header("X-Key").equals(List.of(key))) {
                throw new DeliveryRejectedException("KEY_WRONG", "send the key " + key + " with it", 401);
            }
            if (hangs) {
                TownPlugin.await(release);
            }
            List<Activity> visits = new ArrayList<>();
            List<Reject> rejects = new ArrayList<>();
            for (String line : new String(delivery.body(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] parts = line.split(",", -1);
                if (parts.length < 2) {
                    throw new IllegalStateException("a line without a comma, and the key is " + key);
                }
                if (parts[1].endsWith("?") && !mended) {
                    rejects.add(Reject.of("line " + parts[0], "MEMBER_UNCLEAR", "the member is unclear: ask the shop"));
                } else {
                    visits.add(Town.visit(parts[0], parts[1], Town.NOON));
                }
            }
            return Receipt.of(visits).rejects(rejects);
        }
    }

    @AfterEach
    void release() {
        shop.release.countDown();
    }

    private LaurelBuilder town() {
        return Town.bare(folder, shop)
                .plugin(new TownPlugin())
                .community(
                        "town", town -> town.rules("town/rules").connector("shop/visits", "shop", Map.of("key", KEY)));
    }

    private static Delivery delivery(String body) {
        return Delivery.of(
                "/hooks?x=1",
                Map.of("X-Key", List.of(KEY)),
                body.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-01T11:59:00Z"));
    }

    private static Receipt deliver(Community town, String body) {
        return get(town.plugins().deliver("shop", delivery(body)));
    }

    private static long points(Community town, String member) {
        return get(town.member(MemberKey.of("shop", member)))
                .map(summary -> summary.balance(TownPlugin.REPUTATION))
                .orElse(0L);
    }

    private static HttpResponse<String> send(URI base, String path, HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            request.uri(base.resolve("/v1/communities/town/sources/" + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder().header("X-Key", KEY).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Test
    void givenSourceThatDelivers_whenItIsAnswered_thenItIsDurableAndSentAgainItIsKnown() {
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            assertThat(deliver(town, "1,ada\n2,bob").replyStatus()).isEqualTo(204);
            deliver(town, "1,ada\n2,bob");
            assertThat(points(town, "ada")).isEqualTo(1);
            assertThat(town.connectors().get(0).accepted()).isEqualTo(2);
            assertThat(town.connectors().get(0).duplicates()).isEqualTo(2);
        }
        try (Laurel laurel = town().start()) {
            assertThat(points(laurel.community("town"), "bob")).isEqualTo(1);
        }
    }

    @Test
    void givenTheRoute_whenSourcesAndStrangersDeliver_thenTheyAreAnsweredAsHttpHasIt() {
        try (Laurel laurel = town().start();
                Web web = laurel.web()) {
            URI base = web.start(0);
            Community town = laurel.community("town");
            assertThat(send(base, "shop/deliveries", post("1,ada")).statusCode())
                    .isEqualTo(204);
            assertThat(points(town, "ada")).isEqualTo(1);
            HttpResponse<String> unknown = send(
                    base,
                    "shop/deliveries",
                    HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString("2,ada")));
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(unknown.body()).contains("KEY_WRONG", "***").doesNotContain(KEY);
            HttpResponse<String> broken = send(base, "shop/deliveries", post("nonsense"));
            assertThat(broken.statusCode()).isEqualTo(503);
            assertThat(broken.headers().firstValue("retry-after")).isPresent();
            assertThat(broken.body()).doesNotContain(KEY, "comma");
            assertThat(town.connectors().get(0).failure())
                    .contains("a line without a comma", "***")
                    .doesNotContain(KEY);
            assertThat(send(base, "elsewhere/deliveries", post("1,ada")).statusCode())
                    .isEqualTo(404);
            assertThat(send(
                                    base,
                                    "shop/deliveries?hub=7",
                                    HttpRequest.newBuilder().GET())
                            .body())
                    .isEqualTo("/v1/communities/town/sources/shop/deliveries?hub=7");
            assertThat(send(base, "shop/deliveries", post("x".repeat((1 << 20) + 1)))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(points(town, "ada")).isEqualTo(1);
        }
    }

    @Test
    void givenSomethingThatCannotBeRead_whenItIsMendedAndReplayed_thenItIsTakenInOnceAndTheLetterIsSettled() {
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            deliver(town, "1,ada\n2,bob?");
            DeadLetter letter = get(town.deadLetters().list(10)).get(0);
            assertThat(letter.position()).isEqualTo("line 2");
            assertThat(letter.state()).isEqualTo(DeadLetter.State.OPEN);
            DeadLetterContent content = get(town.deadLetters().content(letter.id()));
            assertThat(content.body()).isEqualTo("1,ada\n2,bob?");
            assertThat(content.path()).isEqualTo("/hooks");
            assertThat(content.headers()).isEqualTo(Map.of("x-key", 1));
            assertThat(content.replay()).contains("handed to the connector once more");

            assertThat(get(town.deadLetters().replay(letter.id())).state())
                    .as("nothing was mended yet")
                    .isEqualTo(DeadLetter.State.OPEN);
            shop.mended = true;
            assertThat(get(town.deadLetters().replay(letter.id())).state()).isEqualTo(DeadLetter.State.REPLAYED);
            assertThat(points(town, "bob?")).isEqualTo(1);
            assertThat(points(town, "ada")).isEqualTo(1);
            assertThat(get(town.deadLetters().content(letter.id())).body()).isEmpty();
            assertThatThrownBy(() -> get(town.deadLetters().replay(letter.id())))
                    .isInstanceOf(LaurelException.class)
                    .hasMessageContaining("settled");
            assertThatThrownBy(() -> get(town.deadLetters().content("0000")))
                    .isInstanceOf(LaurelException.class)
                    .hasMessageContaining("no dead letter of this id");
        }
    }

    @Test
    void givenSomethingThatCannotBeRead_whenItIsWaived_thenWhoAndWhyStaysAndWhatItHeldIsGone() {
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            deliver(town, "2,bob?");
            String id = get(town.deadLetters().list(10)).get(0).id();
            DeadLetter waived = get(town.deadLetters().waive(id, "operator", "a test order"));
            assertThat(waived.state()).isEqualTo(DeadLetter.State.WAIVED);
            assertThat(waived.note()).isEqualTo("operator: a test order");
            assertThat(get(town.deadLetters().content(id)).body()).isEmpty();
        }
        try (Laurel laurel = town().start()) {
            assertThat(get(laurel.community("town").deadLetters().list(10)))
                    .extracting(DeadLetter::state)
                    .containsExactly(DeadLetter.State.WAIVED);
        }
    }

    @Test
    void givenLetterThatNamesSomebody_whenTheyAreErased_thenItsContentIsGoneAndNotInTheFile() throws IOException {
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            deliver(town, "1,adalovelace\n2,bob?");
            deliver(town, "3,cleo?");
            get(town.erase(MemberKey.of("shop", "adalovelace"), "operator"));
            List<String> bodies = new ArrayList<>();
            for (DeadLetter letter : get(town.deadLetters().list(10))) {
                bodies.add(get(town.deadLetters().content(letter.id())).body());
            }
            assertThat(bodies).containsExactlyInAnyOrder("", "3,cleo?");
        }
    }

    @Test
    void givenConnectorThatDoesNotComeBack_whenDelivered_thenTheSourceIsToldToTryAgainAndLaterItWorks() {
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            deliver(town, "1,ada");
            shop.hangs = true;
            CompletableFuture<Receipt> hanging = town.plugins().deliver("shop", delivery("2,ada"));
            Awaitility.await()
                    .atMost(Town.soon().multipliedBy(3))
                    .until(() -> town.connectors().get(0).state() == State.STUCK || hanging.isDone());
            shop.hangs = false;
            assertThatThrownBy(() -> get(hanging))
                    .isInstanceOf(LaurelException.class)
                    .hasMessageContaining("send it again");
            deliver(town, "2,ada");
            assertThat(points(town, "ada")).as("one visit a day").isEqualTo(1);
            assertThat(town.connectors().get(0).accepted()).isEqualTo(2);
        }
    }

    @Test
    void givenTooMuchThatWaits_whenMoreIsDelivered_thenItIsRefusedAndNothingAcknowledgedIsLost() {
        try (Laurel laurel = town().start()) {
            Community town = laurel.community("town");
            shop.hangs = true;
            List<CompletableFuture<Receipt>> all = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                all.add(town.plugins().deliver("shop", delivery("v" + i + ",m" + i)));
            }
            assertThat(all).anySatisfy(refused -> {
                assertThat(refused.isDone()).isTrue();
                assertThatThrownBy(() -> get(refused)).hasMessageContaining("send it again");
            });
            shop.hangs = false;
            shop.release.countDown();
            long taken = 0;
            for (int i = 0; i < 80; i++) {
                try {
                    get(all.get(i));
                    taken++;
                    assertThat(points(town, "m" + i)).isEqualTo(1);
                } catch (LaurelException e) {
                    assertThat(e).hasMessageContaining("send it again");
                }
            }
            assertThat(taken).isGreaterThanOrEqualTo(64);
        }
    }
}
