package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.http.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LentClosingTest {

    private static void assertNoConnectionIsOpen(Lending lending) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(Lending.PATIENCE))
                .untilAsserted(() -> assertThat(lending.open).hasValue(0));
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(each -> each.contains("laurel-names"))
                .collect(Collectors.toSet());
    }

    @Test
    void givenAnInstanceWithARunningRequest_whenItIsClosed_thenTheRequestEndsAndLaterOnesAreRefused() throws Exception {
        try (Lending lending = new Lending()) {
            CompletableFuture<Void> arrived = new CompletableFuture<>();
            URI place = lending.speak((socket, number, head) -> arrived.complete(null));
            Asking asking = Asking.send(lending.http, Request.get(place));
            Lending.get(arrived);
            lending.http.close();
            lending.http.close();

            assertThatThrownBy(() -> Lending.get(asking.answer()))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("qa/forum was stopped");
            assertThatThrownBy(() -> lending.http.send(Request.get(place)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("qa/forum was stopped");
            assertNoConnectionIsOpen(lending);
            URI other = lending.serve(request -> request.response().end("still there"));
            assertThat(lending.lender
                            .to("other", "qa/other")
                            .send(Request.get(other))
                            .text())
                    .isEqualTo("still there");
        }
    }

    @Test
    void givenALenderWithConnections_whenItIsClosed_thenNeitherConnectionsNorThreadsStay() throws Exception {
        try (Lending lending = new Lending()) {
            List<Asking> all = new ArrayList<>();
            CountDownLatch arrived = new CountDownLatch(3);
            URI silent = lending.speak((socket, number, head) -> arrived.countDown());
            URI place = lending.serve(request -> request.response().end());
            lending.http.send(Request.get(place));
            for (int i = 0; i < 3; i++) {
                all.add(Asking.send(lending.http, Request.get(silent)));
            }
            assertThat(arrived.await(Lending.PATIENCE, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            assertThat(threads()).isNotEmpty();
            lending.lender.close();
            lending.lender.close();

            for (Asking each : all) {
                assertThatThrownBy(() -> Lending.get(each.answer())).hasCauseInstanceOf(IOException.class);
            }
            assertNoConnectionIsOpen(lending);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(Lending.PATIENCE))
                    .untilAsserted(() -> assertThat(threads()).isEmpty());
            assertThatThrownBy(() -> lending.lender.to("late", "qa/late"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void givenALookUpThatHangs_whenTheDeadlineComes_thenTheCallerIsFreeAndOtherHostsAreAsked() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try (Lending lending = new Lending(Lending.BOUNDS.withDeadline(Duration.ofMillis(500)));
                HttpLender lender = new HttpLender(
                        lending.vertx,
                        Lending.BOUNDS.withDeadline(Duration.ofMillis(500)),
                        lending.now::get,
                        7,
                        host -> {
                            if (host.equals("hangs.example")) {
                                awaitQuietly(hanging);
                            }
                            return List.of(InetAddress.getLoopbackAddress());
                        })) {
            URI place = lending.serve(request -> request.response().end("there"));
            LentHttp http = lender.to("forum", "qa/forum");
            // More than there are threads for it: those who ask for the same name wait for the same answer.
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> http.send(Request.get(URI.create("http://hangs.example/?token=hunter2"))))
                        .isInstanceOf(NoAnswerException.class)
                        .hasMessageContaining("http://hangs.example gave no whole answer within 500 milliseconds");
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(Lending.PATIENCE))
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(http.send(Request.get(place)).text()).isEqualTo("there"));
            hanging.countDown();
        } finally {
            hanging.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(Lending.PATIENCE, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givenManyHosts_whenTheyWereAsked_thenABoundedNumberOfConnectionsIsKept() throws Exception {
        try (Lending lending = new Lending(Lending.BOUNDS.withConnections(3, 2))) {
            for (int i = 0; i < 10; i++) {
                URI place = lending.serve(request -> request.response().end());
                lending.http.send(Request.get(place));
            }
            assertThat(lending.connected).hasValue(10);
            assertThat(lending.lender.wire().connections().idle()).isEqualTo(3);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(Lending.PATIENCE))
                    .untilAsserted(() -> assertThat(lending.open.get()).isLessThanOrEqualTo(3));
        }
    }
}
