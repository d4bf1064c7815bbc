package dev.laurel.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.testkit.FakeClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FakeProviderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeClock clock = FakeClock.at(NOON);
    private final FakeProvider provider = FakeProvider.start(clock);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        provider.close();
    }

    private HttpRequest get(String rest) {
        return HttpRequest.newBuilder(URI.create(provider.uri() + rest)).build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void givenARoute_whenAskedOverTheWire_thenItAnswersAndRemembers() throws Exception {
        provider.on("POST", "/posts")
                .query("after", "ö")
                .header("x-key", "k")
                .answers(Answer.json("[1]").after(Duration.ofHours(1)));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(provider.uri() + "/posts?after=%C3%B6"))
                .header("X-Key", "k")
                .POST(HttpRequest.BodyPublishers.ofString("é"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[1]");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(provider.requests()).singleElement().satisfies(asked -> {
            assertThat(asked.text()).isEqualTo("é");
            assertThat(asked.header("x-key")).contains("k");
        });
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "HALF_BODY"})
    void givenABrokenConnection_whenAsked_thenTheClientSeesItAndTheNextOneIsAnswered(Fault fault) throws Exception {
        provider.on("GET", "/").answers(Answer.text("a whole answer"));
        provider.failAlways(fault);

        // The client may ask a second time by itself where nothing came at all.
        assertThatThrownBy(() -> send(get("/"))).isInstanceOf(IOException.class);
        FakeProvider other = FakeProvider.start(clock);
        other.on("GET", "/").answers(Answer.text("a whole answer"));
        try (other) {
            other.fail(2, fault);
            assertThat(send(HttpRequest.newBuilder(other.uri()).build()).body()).isEqualTo("a whole answer");
            assertThat(other.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"SERVER_ERROR, 500", "TOO_MANY, 429", "UNAVAILABLE, 503", "UNAUTHORIZED, 401", "CUT_BODY, 200"})
    void givenAFaultWithAStatus_whenAsked_thenItComesOverTheWire(Fault fault, int status) throws Exception {
        provider.on("GET", "/").answers(Answer.text("whole"));
        provider.fail(1, fault);

        HttpResponse<String> answer = send(get("/"));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body().equals("wh")).isEqualTo(fault == Fault.CUT_BODY);
        assertThat(send(get("/")).body()).isEqualTo("whole");
    }

    @Test
    void givenAnAnswerThatIsTooLarge_whenAsked_thenMoreComesThanAnybodyWants() throws Exception {
        provider.on("GET", "/").answers(Answer.text("whole"));
        provider.fail(1, Fault.TOO_LARGE);

        HttpResponse<InputStream> answer = client.send(get("/"), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(32 * 1_024 * 1_024)).hasSize(32 * 1_024 * 1_024);
        }
    }

    @Test
    void givenNoAnswer_whenTheProviderCloses_thenWhoeverWaitsGetsNone() {
        provider.on("GET", "/").answers(Answer.text("never"));
        provider.failAlways(Fault.NO_ANSWER);
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(get("/"), HttpResponse.BodyHandlers.ofString());
        while (provider.asked() == 0) {
            Thread.onSpinWait();
        }
        assertThat(waiting).isNotDone();
        provider.close();

        assertThatThrownBy(waiting::join).isInstanceOf(CompletionException.class);
    }

    @Test
    void givenSomethingUnexpected_whenAsked_thenItIs501AndClosingFails() throws Exception {
        FakeProvider strict = FakeProvider.start(clock);
        assertThat(send(HttpRequest.newBuilder(URI.create(strict.uri() + "/what"))
                                .build())
                        .statusCode())
                .isEqualTo(501);

        assertThatThrownBy(strict::close).isInstanceOf(AssertionError.class).hasMessageContaining("GET /what");
    }
}
