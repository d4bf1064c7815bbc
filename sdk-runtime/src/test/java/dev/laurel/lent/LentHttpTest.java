package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.RetryLaterException;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LentHttpTest {
    private static final Iterable<String> SOME = List.of("a", "b");
    private static final Secret TOKEN = Secret.of("hunter2");

    private static Request get(URI uri) {
        return Request.get(uri).header("authorization", "Bearer ", TOKEN);
    }

    @Test
    void givenAnAnswer_whenItIsReadWhole_thenStatusHeadersAndBodyAreThere() throws Exception {
        List<MultiMap> seen = new CopyOnWriteArrayList<>();
        try (Lending lending = new Lending()) {
            URI place = lending.serve(request -> {
                seen.add(request.headers());
                request.response().putHeader("X-Some", SOME).setStatusCode(404).end("gone: " + request.uri());
            });
            Response response =
                    lending.http.send(get(place.resolve("/a%20b?c=d#e")).header("x-open", "1"));

            assertThat(response.status()).isEqualTo(404);
            assertThat(response.header("x-some")).containsExactly("a", "b");
            assertThat(response.text()).isEqualTo("gone: /a%20b?c=d");
            assertThat(seen.get(0).get("authorization")).isEqualTo("Bearer hunter2");
            assertThat(seen.get(0).get("x-open")).isEqualTo("1");
            assertThat(seen.get(0).get("user-agent")).startsWith("Laurel/").endsWith(" (forum)");
            assertThat(seen.get(0).get("host")).isEqualTo(place.getRawAuthority());
            lending.http.send(get(place).header("user-agent", "mine"));
            assertThat(seen.get(1).get("user-agent")).isEqualTo("mine");
            assertThat(lending.connected).as("connections for both").hasValue(1);
            HttpCounts counts = lending.http.counts();
            assertThat(counts.requests()).isEqualTo(2);
            assertThat(counts.failures()).isZero();
            assertThat(counts.bytesRead()).isEqualTo("gone: /a%20b?c=d".length() + "gone: /".length());
            assertThat(counts.spent()).isPositive();
        }
    }

    @Test
    void givenABodyToSend_whenItIsPosted_thenItArrivesAndARedirectIsAnAnswer() throws Exception {
        byte[] large = "0123456789".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Buffer> got = new CompletableFuture<>();
        List<String> lengths = new CopyOnWriteArrayList<>();
        try (Lending lending = new Lending()) {
            URI place = lending.serve(request -> {
                lengths.add(request.getHeader("content-length"));
                request.body().onSuccess(got::complete);
                request.bodyHandler(whole -> request.response()
                        .setStatusCode(302)
                        .putHeader("location", "/x")
                        .end());
            });
            Response response = lending.http.send(Request.post(place, "text/plain", large));

            assertThat(Lending.get(got).getBytes()).isEqualTo(large);
            assertThat(response.status()).isEqualTo(302);
            assertThat(response.header("location")).containsExactly("/x");
            lending.http.send(Request.post(place, "text/plain", new byte[0]));
            assertThat(lengths).containsExactly("1000000", "0");
        }
    }

    @Test
    void givenAPackedAnswer_whenItIsRead_thenItIsUnpackedAndSaysNothingOfIt() throws Exception {
        byte[] packed = UnpackingTest.gzip("packed".getBytes(StandardCharsets.UTF_8));
        List<String> accepted = new CopyOnWriteArrayList<>();
        try (Lending lending = new Lending()) {
            URI place = lending.serve(request -> {
                accepted.add(request.getHeader("accept-encoding"));
                request.response().putHeader("content-encoding", "gzip").end(Buffer.buffer(packed));
            });
            Response response = lending.http.send(get(place));

            assertThat(response.text()).isEqualTo("packed");
            assertThat(response.header("content-encoding")).isEmpty();
            assertThat(response.header("content-length")).isEmpty();
            assertThat(accepted).containsExactly("gzip, deflate");
            assertThat(lending.http.counts().bytesRead()).isEqualTo(packed.length);
        }
    }

    @Test
    void givenARedirectToAnotherOrigin_whenItIsFollowed_thenTheSecretStaysBehind() throws Exception {
        List<MultiMap> seen = new CopyOnWriteArrayList<>();
        try (Lending lending = new Lending()) {
            URI other = lending.serve(request -> {
                seen.add(request.headers());
                request.response().end("there");
            });
            URI place = lending.serve(request -> {
                seen.add(request.headers());
                String target = request.path().equals("/") ? "/second" : other.toString();
                request.response()
                        .setStatusCode(307)
                        .putHeader("location", target)
                        .end("look there");
            });
            Response response =
                    lending.http.send(get(place).header("x-key", "", TOKEN).header("x-open", "1"));

            assertThat(response.text()).isEqualTo("there");
            assertThat(seen).hasSize(3);
            assertThat(seen.get(1).get("x-key")).isEqualTo("hunter2");
            assertThat(seen.get(2).get("x-open")).isEqualTo("1");
            assertThat(seen.get(2).names()).doesNotContain("x-key", "authorization");
            assertThat(seen.get(2).toString()).doesNotContain("hunter2");
            assertThat(lending.http.counts().requests()).isEqualTo(3);
        }
    }

    @Test
    void givenARedirectToAPrivateAddress_whenItIsFollowed_thenItIsRefusedAndNothingIsSentThere() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Lending lending = new Lending()) {
            lending.names.put("metadata.example", List.of(InetAddress.getByName("169.254.169.254")));
            lending.names.put("2130706433", Names.ofTheSystem().of("2130706434"));
            lending.names.put("localhost", List.of(InetAddress.getByName("127.0.0.2")));
            URI place = lending.serve(request -> {
                asked.incrementAndGet();
                request.response()
                        .setStatusCode(302)
                        .putHeader("location", "http://" + request.getParam("to") + "/secret-path")
                        .end();
            });
            for (String to : List.of(
                    "metadata.example", "2130706433", "localhost:" + place.getPort(), "[::1]:" + place.getPort())) {
                assertThatThrownBy(() -> lending.http.send(get(place.resolve("/?to=" + to))))
                        .as(to)
                        .isInstanceOf(PermanentFailureException.class)
                        .hasMessageContaining(to.replaceFirst("(?<=[a-z\\]]):\\d+$", ""))
                        .hasMessageContaining("HttpBounds.allowed")
                        .hasMessageNotContainingAny("secret-path", "hunter2");
            }
            assertThat(asked).hasValue(4);
            assertThat(lending.http.counts().refusedByAddress()).isEqualTo(4);
        }
    }

    @Test
    void givenAName_whenItsHostIsAsked_thenItIsLookedUpOnceAndWhatWasCheckedIsConnectedTo() throws Exception {
        List<String> hosts = new CopyOnWriteArrayList<>();
        try (Lending lending = new Lending()) {
            // A name that exists nowhere else: whoever looked it up again would find nothing.
            lending.names.put(
                    "shop.example", List.of(InetAddress.getByName("10.0.0.1"), InetAddress.getLoopbackAddress()));
            URI place = lending.serve(request -> {
                hosts.add(request.getHeader("host"));
                request.response().end();
            });
            lending.http.send(get(URI.create("http://Shop.Example.:" + place.getPort() + "/")));

            assertThat(lending.lookUps).hasValue(1);
            assertThat(hosts).containsExactly("shop.example:" + place.getPort());
            assertThatThrownBy(() -> lending.http.send(get(URI.create("http://nowhere.example/"))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nowhere.example has no address");
        }
    }

    @Test
    void givenAnAddressOfIpv6_whenItIsAllowed_thenItIsAsked() throws Exception {
        try (Lending lending = new Lending(Lending.BOUNDS.withAllowed(Set.of("127.0.0.0/8", "::1")))) {
            List<String> hosts = new CopyOnWriteArrayList<>();
            lending.names.put("[::1]", List.of(InetAddress.getLoopbackAddress()));
            URI place = lending.serve(request -> {
                hosts.add(request.getHeader("host"));
                request.response().end();
            });
            lending.http.send(get(URI.create("http://[::1]:" + place.getPort() + "/")));

            assertThat(hosts).containsExactly("[::1]:" + place.getPort());
        }
    }

    @Test
    void givenTooManyRequests_whenTheHostNamesADate_thenItIsLeftAloneUntilThenByThatCredential() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Lending lending = new Lending()) {
            URI place = lending.serve(request -> {
                boolean first = asked.getAndIncrement() == 0;
                request.response()
                        .setStatusCode(first ? 429 : 200)
                        .putHeader("retry-after", "Sun, 01 Mar 2026 12:01:30 GMT")
                        .end();
            });
            RetryLaterException told = catchThrowableOfType(
                    RetryLaterException.class, () -> lending.http.send(get(place.resolve("/?token=hunter2"))));
            assertThat(told.after()).isEqualTo(Duration.ofSeconds(90));
            assertThat(told).hasMessageContaining("429").hasMessageNotContaining("hunter2");
            lending.pass(Duration.ofSeconds(30));
            LentHttp neighbour = lending.lender.to("other", "qa/other");
            RetryLaterException left =
                    catchThrowableOfType(RetryLaterException.class, () -> neighbour.send(get(place)));
            assertThat(left.after()).isEqualTo(Duration.ofSeconds(60));
            assertThat(asked).hasValue(1);
            assertThat(neighbour.counts().refusedByPause()).isEqualTo(1);
            assertThat(neighbour.send(Request.get(place)).status())
                    .as("without the credential")
                    .isEqualTo(200);
            lending.pass(Duration.ofSeconds(60));
            assertThat(lending.http.send(get(place)).status()).isEqualTo(200);
        }
    }

    @Test
    void givenAnUnavailableHost_whenItDoesNotSayUntilWhen_thenItIsLeftAloneForHalfAMinute() throws Exception {
        try (Lending lending = new Lending()) {
            URI place = lending.serve(
                    request -> request.response().setStatusCode(503).end());
            for (int i = 0; i < 10; i++) {
                RetryLaterException told =
                        catchThrowableOfType(RetryLaterException.class, () -> lending.http.send(get(place)));
                assertThat(told.after()).isEqualTo(Duration.ofSeconds(30));
                lending.pass(Duration.ofSeconds(30));
            }
            assertThat(lending.http.counts().failures()).isZero();
            assertThat(lending.http.counts().refusedByBreaker()).isZero();
        }
    }

    @Test
    void givenTheSameCredential_whenSeveralInstancesUseIt_thenTheyShareItsBudget() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Lending lending = new Lending(Lending.BOUNDS.withBudget(60, 3))) {
            URI place = lending.serve(request -> {
                asked.incrementAndGet();
                request.response().end();
            });
            LentHttp neighbour = lending.lender.to("other", "qa/other");
            lending.http.send(get(place));
            neighbour.send(get(place));
            neighbour.send(get(place));
            RetryLaterException told =
                    catchThrowableOfType(RetryLaterException.class, () -> lending.http.send(get(place)));
            assertThat(told.after()).isEqualTo(Duration.ofSeconds(1));
            assertThat(told)
                    .hasMessageContaining("60 requests a minute")
                    .hasMessageContaining("HttpBounds.requestsPerMinute")
                    .hasMessageNotContaining("hunter2");
            assertThat(asked).hasValue(3);
            assertThat(lending.http.counts().refusedByBudget()).isEqualTo(1);
            for (int i = 0; i < 3; i++) {
                lending.http.send(Request.get(place));
                neighbour.send(Request.get(place));
            }
            assertThatThrownBy(() -> neighbour.send(Request.get(place))).isInstanceOf(RetryLaterException.class);
            lending.pass(Duration.ofSeconds(1));
            lending.http.send(get(place));
        }
    }

    @Test
    void givenAHostThatFails_whenItIsAskedAgainAndAgain_thenItIsLeftAloneAndThenTriedOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger status = new AtomicInteger(500);
        try (Lending lending = new Lending()) {
            URI place = lending.serve(request -> {
                asked.incrementAndGet();
                request.response().setStatusCode(status.get()).end();
            });
            for (int i = 0; i < 5; i++) {
                assertThat(lending.http.send(get(place)).status()).isEqualTo(500);
            }
            RetryLaterException told =
                    catchThrowableOfType(RetryLaterException.class, () -> lending.http.send(get(place)));
            assertThat(told.after()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
            assertThat(asked).hasValue(5);
            lending.pass(Duration.ofSeconds(1));
            assertThat(lending.http.send(get(place)).status()).isEqualTo(500);
            assertThatThrownBy(() -> lending.http.send(get(place))).isInstanceOf(RetryLaterException.class);
            assertThat(lending.http.counts().failures()).isEqualTo(6);
            assertThat(lending.http.counts().refusedByBreaker()).isEqualTo(2);
            lending.pass(Duration.ofSeconds(2));
            status.set(200);
            for (int i = 0; i < 3; i++) {
                assertThat(lending.http.send(get(place)).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void givenManyThreads_whenTheyAskOneHost_thenNoMoreThanTheBoundDoAtOnce() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Lending lending = new Lending(Lending.BOUNDS.withConnections(4, 2).withBudget(1000, 1000))) {
            URI place = lending.serve(request -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                request.response().endHandler(end -> running.decrementAndGet());
                lending.vertx.setTimer(5, later -> request.response().end());
            });
            List<CompletableFuture<Response>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(Asking.send(lending.http, get(place)).answer());
            }
            for (CompletableFuture<Response> each : all) {
                assertThat(Lending.get(each).status()).isEqualTo(200);
            }
            assertThat(most).hasValue(2);
            assertThat(lending.connected).hasValue(2);
            assertThat(lending.lender.places().running()).isZero();
        }
    }

    @Test
    void givenAnEventLoop_whenItSends_thenItIsToldNotTo() throws Exception {
        try (Lending lending = new Lending()) {
            CompletableFuture<Throwable> told = new CompletableFuture<>();
            lending.vertx.runOnContext(loop -> {
                try {
                    lending.http.send(Request.get(URI.create("http://127.0.0.1/")));
                    told.complete(new AssertionError("sent"));
                } catch (Exception e) {
                    told.complete(e);
                }
            });
            assertThat(Lending.get(told))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("event loop");
        }
    }
}
