package dev.laurel.lent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.lent.UnpackingTest.Bombs;
import dev.laurel.spi.RetryLaterException;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What other sides do wrong. */
class LentFaultsTest {
    private static final HttpBounds SHORT = Lending.BOUNDS.withDeadline(Duration.ofMillis(300));

    private static Request get(URI uri) {
        return Request.get(uri.resolve("/secret-path?token=hunter2"))
                .header("authorization", "Bearer ", Secret.of("hunter2"));
    }

    private static void assertSaysNoSecret(Throwable thrown) {
        StringWriter all = new StringWriter();
        thrown.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain("hunter2").doesNotContain("secret-path");
    }

    private static void assertNoAnswer(Lending lending, URI place, String part) {
        assertThatThrownBy(() -> lending.http.send(get(place)))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining(Origin.of(place).orElseThrow().toString())
                .hasMessageContaining(part)
                .satisfies(LentFaultsTest::assertSaysNoSecret);
    }

    private static void assertUnfit(Lending lending, URI place, String part) {
        assertThatThrownBy(() -> lending.http.send(get(place)))
                .isInstanceOf(UnfitAnswerException.class)
                .hasMessageContaining(Origin.of(place).orElseThrow().toString())
                .hasMessageContaining(part)
                .satisfies(LentFaultsTest::assertSaysNoSecret);
    }

    @Test
    void givenAnAnswerThatBreaksOff_whenItIsRead_thenItIsNoAnswer() throws Exception {
        Map<String, String> broken = new LinkedHashMap<>();
        broken.put("nothing at all", "");
        broken.put("half a head", "HTTP/1.1 200 OK\r\ncontent-le");
        broken.put("half a body", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf");
        broken.put("half a chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\nhalf");
        broken.put("no last chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n");
        broken.put(
                "a chunk of no size", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\nhalf\r\n0\r\n\r\n");
        broken.put("no length", "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\nhalf");
        broken.put("two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nhalf");
        broken.put("a negative length", "HTTP/1.1 200 OK\r\ncontent-length: -4\r\n\r\nhalf");
        broken.put("another protocol", "220 mail.example ESMTP\r\n\r\n");
        broken.put("one that is to come", "HTTP/1.1 102 Processing\r\n\r\n");
        broken.put("a strange status", "HTTP/1.1 999 Denied\r\ncontent-length: 0\r\n\r\n");
        broken.put(
                "half a packed body",
                "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 50\r\n\r\n\u001f\u008b");
        for (Map.Entry<String, String> each : broken.entrySet()) {
            try (Lending lending = new Lending()) {
                URI place = lending.say(each.getValue());
                assertThatThrownBy(() -> lending.http.send(get(place)))
                        .as(each.getKey())
                        .isInstanceOf(NoAnswerException.class)
                        .hasMessageContaining(Origin.of(place).orElseThrow().toString())
                        .satisfies(LentFaultsTest::assertSaysNoSecret);
                assertThat(lending.http.counts().failures()).as(each.getKey()).isEqualTo(1);
                assertThat(lending.lender.places().running()).isZero();
            }
        }
    }

    @Test
    void givenAConnectionThatIsReset_whenItIsUsed_thenItIsNoAnswer() throws Exception {
        try (Lending lending = new Lending();
                ServerSocket server = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Thread resetting = new Thread(() -> {
                try (var socket = server.accept()) {
                    assertThat(socket.getInputStream().read()).isPositive();
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            resetting.start();
            assertNoAnswer(lending, URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), "broke");
            resetting.join();
        }
    }

    @Test
    void givenNobodyThere_whenTheHostIsAskedFiveTimes_thenItIsLeftAlone() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0)) {
            port = server.getLocalPort();
        }
        try (Lending lending = new Lending()) {
            URI place = URI.create("http://127.0.0.1:" + port + "/");
            for (int i = 0; i < 5; i++) {
                assertNoAnswer(lending, place, "nobody takes connections");
            }
            assertThatThrownBy(() -> lending.http.send(get(place))).isInstanceOf(RetryLaterException.class);
        }
    }

    @Test
    void givenAServerThatDripsOrIsSilent_whenTheDeadlineComes_thenTheExchangeIsEnded() throws Exception {
        Map<String, Handler<NetSocket>> slow = new LinkedHashMap<>();
        slow.put("silent", socket -> {});
        slow.put("drips", socket -> socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n"));
        slow.put("drips headers", socket -> socket.write("HTTP/1.1 200 OK\r\nx-a: "));
        slow.put(
                "drips packed",
                socket -> socket.write(Buffer.buffer(
                        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n\u001f\u008b\b\u0008\0\0\0\0\0\0",
                        "ISO-8859-1")));
        slow.put("says that it goes on", socket -> socket.write("HTTP/1.1 100 Continue\r\n\r\n"));
        for (Map.Entry<String, Handler<NetSocket>> each : slow.entrySet()) {
            try (Lending lending = new Lending(SHORT)) {
                URI place = lending.speak((socket, number, head) -> {
                    each.getValue().handle(socket);
                    long timer = each.getKey().startsWith("drips")
                            ? lending.vertx.setPeriodic(10, tick -> socket.write("x"))
                            : -1;
                    socket.closeHandler(closed -> {
                        lending.vertx.cancelTimer(timer);
                        lending.open.decrementAndGet();
                    });
                });
                assertNoAnswer(lending, place, "within 300 milliseconds");
                org.awaitility.Awaitility.await()
                        .atMost(Duration.ofSeconds(Lending.PATIENCE))
                        .untilAsserted(
                                () -> assertThat(lending.open).as(each.getKey()).hasValue(0));
            }
        }
    }

    @Test
    void givenARequestWithItsOwnTime_whenThatIsShorter_thenItCounts() throws Exception {
        try (Lending lending = new Lending()) {
            URI place = lending.speak((socket, number, head) -> {});
            assertThatThrownBy(() -> lending.http.send(get(place).timeout(Duration.ofMillis(200))))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("within 200 milliseconds");
        }
    }

    @Test
    void givenABombOfAGigabyte_whenItIsRead_thenItEndsAtTheBound() throws Exception {
        byte[] block = Bombs.block();
        byte[] trailer = Bombs.trailer(1024);
        Buffer bomb = Buffer.buffer().appendBytes(Bombs.header());
        for (int i = 0; i < 1024; i++) {
            bomb.appendBytes(block);
        }
        bomb.appendBytes(trailer);
        assertThat(bomb.length()).isBetween(500_000, 1_500_000);
        try (Lending lending = new Lending()) {
            URI place = lending.serve(request ->
                    request.response().putHeader("content-encoding", "gzip").end(bomb.copy()));
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            assertUnfit(lending, place, "larger than 8388608 bytes (after decompression)");
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

            assertThat(allocated).as("bytes that a gibibyte cost").isLessThan(64L * 1024 * 1024);
            assertThat(lending.http.counts().bytesRead()).isLessThan(bomb.length() / 2);
        }
    }

    @Test
    void givenAnAnswerThatIsTooLarge_whenItIsRead_thenItEndsAtTheBoundAndIsNoFailureOfTheHost() throws Exception {
        HttpBounds small = Lending.BOUNDS.withSizes(1000, 2000);
        try (Lending lending = new Lending(small)) {
            AtomicInteger kind = new AtomicInteger();
            URI place = lending.serve(request -> {
                var response = request.response();
                switch (kind.get()) {
                    case 0 -> response.end("x".repeat(1001));
                    case 1 -> {
                        response.setChunked(true);
                        AtomicBoolean closed = new AtomicBoolean();
                        response.closeHandler(now -> closed.set(true));
                        lending.vertx.setPeriodic(1, timer -> {
                            if (closed.get()) {
                                lending.vertx.cancelTimer(timer);
                            } else {
                                response.write("x".repeat(100));
                            }
                        });
                    }
                    case 2 -> response.putHeader("x-large", "x".repeat(3000)).end();
                    default -> response.end("x".repeat(1000));
                }
            });
            for (int i = 0; i < 3; i++) {
                kind.set(0);
                assertUnfit(lending, place, "larger than 1000 bytes");
                kind.set(1);
                assertUnfit(lending, place, "HttpBounds.bodyBytes");
                kind.set(2);
                assertUnfit(lending, place, "HttpBounds.headerBytes");
            }
            kind.set(3);
            assertThat(lending.http.send(get(place)).body()).hasSize(1000);
            assertThat(lending.http.counts().refusedByBreaker()).isZero();
        }
    }

    @Test
    void givenAnswersThatNobodyAskedFor_whenTheConnectionIsUsedAgain_thenTheyAreNotTaken() throws Exception {
        try (Lending lending = new Lending()) {
            URI place = lending.speak((socket, number, head) -> {
                if (number == 0) {
                    socket.write(
                            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
                } else {
                    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood");
                }
            });
            assertThat(lending.http.send(get(place)).text()).isEqualTo("ok");
            assertThat(lending.http.send(get(place)).text()).isEqualTo("good");
        }
    }

    @Test
    void givenAConnectionThatIsClosedWhenItIsUsedAgain_whenItIsAGet_thenItIsSentOnceMoreAndAPostIsNot()
            throws Exception {
        try (Lending lending = new Lending()) {
            URI place = lending.speak((socket, number, head) -> {
                if (number % 2 == 0) {
                    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
                } else {
                    socket.close();
                }
            });
            Response first = lending.http.send(get(place));
            Response second = lending.http.send(get(place));

            assertThat(first.text() + second.text()).isEqualTo("okok");
            assertThat(lending.connected).hasValue(2);
            assertThatThrownBy(() -> lending.http.send(Request.post(place, "text/plain", new byte[0])))
                    .isInstanceOf(NoAnswerException.class);
        }
    }

    @Test
    void givenAConnectionThatIsNew_whenItIsClosed_thenTheRequestIsNotSentAgain() throws Exception {
        try (Lending lending = new Lending()) {
            AtomicInteger asked = new AtomicInteger();
            URI place = lending.speak((socket, number, head) -> {
                asked.incrementAndGet();
                socket.close();
            });
            assertNoAnswer(lending, place, "broke");
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void givenARunningRequest_whenItsThreadIsInterrupted_thenTheConnectionIsClosed() throws Exception {
        try (Lending lending = new Lending()) {
            var arrived = new java.util.concurrent.CompletableFuture<Void>();
            URI place = lending.speak((socket, number, head) -> arrived.complete(null));
            Asking asking = Asking.send(lending.http, get(place));
            Lending.get(arrived);
            asking.thread().interrupt();

            assertThatThrownBy(() -> Lending.get(asking.answer()))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(Lending.PATIENCE))
                    .untilAsserted(() -> assertThat(lending.open).hasValue(0));
            assertThat(lending.lender.places().running()).isZero();
        }
    }
}
