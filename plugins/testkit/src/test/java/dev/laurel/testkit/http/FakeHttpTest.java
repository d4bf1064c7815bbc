package dev.laurel.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.RetryLaterException;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import dev.laurel.testkit.FakeClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeHttpTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeClock clock = FakeClock.at(NOON);
    private final FakeHttp http = new FakeHttp(clock);

    private static Request get(String rest) {
        return Request.get(URI.create("https://forum.example" + rest));
    }

    @Test
    void givenRoutes_whenAsked_thenTheOneThatAsksForMostAnswers() throws Exception {
        http.on("GET", "/posts").answers(Answer.text("all"));
        http.on("GET", "/posts").query("after", "a b").answers(Answer.text("some"));
        http.on("GET", "/posts").query("after", "a b").header("X-Key", "k").answers(Answer.text("mine"));
        http.on("GET", "/*").answers(Answer.text("anything"));
        http.on("POST", "/posts").body(body -> body.contains("é")).answers(Answer.status(201));

        assertThat(http.send(get("/posts?after=1")).text()).isEqualTo("all");
        assertThat(http.send(get("/posts?limit=3&after=a%20b")).text()).isEqualTo("some");
        assertThat(http.send(get("/posts?after=a+b").header("x-key", "", Secret.of("k")))
                        .text())
                .isEqualTo("mine");
        assertThat(http.send(get("/else")).text()).isEqualTo("anything");
        Request post = Request.post(
                URI.create("https://forum.example/posts"), "text/plain", "né".getBytes(StandardCharsets.UTF_8));
        assertThat(http.send(post).status()).isEqualTo(201);
        assertThat(http.requests()).hasSize(5);
        assertThat(http.requests().get(4).text()).isEqualTo("né");
    }

    @Test
    void givenSeveralAnswers_whenAskedMoreOften_thenTheLastOneStays() throws Exception {
        http.on("GET", "/n").answers(Answer.text("1"), Answer.text("2"));

        assertThat(http.send(get("/n")).text()).isEqualTo("1");
        assertThat(http.send(get("/n")).text()).isEqualTo("2");
        assertThat(http.send(get("/n")).text()).isEqualTo("2");
    }

    @Test
    void givenAnAnswerThatIsWorkedOut_whenAsked_thenItDependsOnTheRequest() throws Exception {
        http.on("GET", "/double")
                .answersWith(asked -> Answer.json(asked.query("n").orElse("?").repeat(2)));

        assertThat(http.send(get("/double?n=ab")).text()).isEqualTo("abab");
    }

    @Test
    void givenNoRoute_whenAsked_thenTheTestFailsAndSaysWhatThereIs() {
        http.on("GET", "/posts").query("after", "0").answers(Answer.text(""));

        assertThatThrownBy(() -> http.send(get("/post?after=0")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET https://forum.example/post")
                .hasMessageContaining("GET /posts query {after=0}");
        assertThatThrownBy(http::assertAllExpected).isInstanceOf(AssertionError.class);
    }

    @Test
    void givenAllWasExpected_whenAskedWhetherItWas_thenNothingIsThrown() throws Exception {
        http.on("GET", "/").answers(Answer.status(404));

        assertThat(http.send(get("/")).isSuccess()).isFalse();
        http.assertAllExpected();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_ANSWER", "RESET", "HALF_BODY", "TOO_LARGE"})
    void givenAConnectionThatFailsOnce_whenAsked_thenItIsAnIoExceptionAndTheNextIsTheFirstAnswer(Fault fault)
            throws Exception {
        http.on("GET", "/n").answers(Answer.text("1"), Answer.text("2"));
        http.fail(1, fault);

        assertThatThrownBy(() -> http.send(get("/n?token=hush")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("https://forum.example/n")
                .hasMessageNotContaining("hush");
        assertThat(http.send(get("/n")).text()).isEqualTo("1");
        assertThat(http.asked()).isEqualTo(2);
        assertThat(clock.instant()).isEqualTo(fault == Fault.NO_ANSWER ? NOON.plus(FakeHttp.DEADLINE) : NOON);
    }

    @Test
    void givenFaultsWithAStatus_whenAsked_thenTheyAreAnswersOrSayWhenToComeBack() throws Exception {
        http.on("GET", "/n").answers(Answer.text("whole"));
        http.fail(1, Fault.SERVER_ERROR);
        http.fail(2, Fault.CUT_BODY);
        http.fail(3, Fault.UNAUTHORIZED);
        http.fail(4, Fault.TOO_MANY);
        http.fail(5, Fault.UNAVAILABLE);

        assertThat(http.send(get("/n")).status()).isEqualTo(500);
        assertThat(http.send(get("/n")).text()).isEqualTo("wh");
        Response refused = http.send(get("/n").header("authorization", "Bearer ", Secret.of("hush")));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("Bearer hush");
        assertThat(later(get("/n"))).isEqualTo(Duration.ofSeconds(30));
        assertThat(later(get("/n"))).isEqualTo(Duration.ofMinutes(1));
        assertThat(http.send(get("/n")).text()).isEqualTo("whole");
    }

    private Duration later(Request request) throws Exception {
        try {
            http.send(request);
            throw new AssertionError("there is an answer");
        } catch (RetryLaterException e) {
            return e.after();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "17, 17",
        "0, 1",
        "999999999999, 86400",
        "'Sun, 01 Mar 2026 12:00:45 GMT', 45",
        "'Sun, 01 Mar 2026 11:00:00 GMT', 1",
        "'Mon, 01 Mar 2027 12:00:00 GMT', 86400",
        "soon, 60",
        "-5, 60",
        "'', 60",
    })
    void givenRetryAfter_whenAskedToComeBack_thenItIsReadAsSecondsOrDateWithinADay(String header, long seconds)
            throws Exception {
        http.on("GET", "/").answers(Answer.status(429).header("Retry-After", header));

        assertThat(later(get("/"))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void givenASlowAnswer_whenAsked_thenTheClockMovesAndNobodyWaitsLongerThanTheDeadline() throws Exception {
        http.on("GET", "/slow").answers(Answer.text("there").after(Duration.ofSeconds(20)));

        assertThat(http.send(get("/slow")).text()).isEqualTo("there");
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(20));
        assertThatThrownBy(() -> http.send(get("/slow").timeout(Duration.ofSeconds(5))))
                .isInstanceOf(IOException.class);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(25));
    }

    @Test
    void givenARedirect_whenFollowed_thenSecretsStayWithTheirHost() throws Exception {
        http.on("GET", "/here").answers(Answer.redirect("/there"));
        http.on("GET", "/there").answers(Answer.redirect("https://other.example/end"));
        http.on("GET", "/end").answers(Answer.text("end"));
        Request request =
                get("/here").header("authorization", "", Secret.of("hush")).header("accept", "text/plain");

        assertThat(http.send(request).text()).isEqualTo("end");
        assertThat(http.requests()).extracting(Asked::path).containsExactly("/here", "/there", "/end");
        assertThat(http.requests().get(1).header("authorization")).contains("hush");
        assertThat(http.requests().get(2).header("authorization")).isEmpty();
        assertThat(http.requests().get(2).header("accept")).contains("text/plain");
    }

    @Test
    void givenRedirectsWithoutEnd_whenFollowed_thenItIsAnIoException() {
        http.on("GET", "/round").answers(Answer.redirect("/round"));

        assertThatThrownBy(() -> http.send(get("/round"))).isInstanceOf(IOException.class);
    }

    @Test
    void givenARedirectOfAPost_whenAsked_thenItIsTheAnswer() throws Exception {
        http.on("POST", "/form").answers(Answer.redirect("/done"));
        Request post = Request.post(URI.create("https://forum.example/form"), "text/plain", new byte[0]);

        assertThat(http.send(post).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "10.1.2.3",
                "192.168.0.9",
                "172.16.0.1",
                "172.31.9.9",
                "169.254.169.254",
                "100.64.0.1",
                "[::1]",
                "[fe80::1]",
                "[::ffff:127.0.0.1]",
                "a.localhost",
                "printer.local"
            })
    void givenAPrivateAddress_whenAskedOrLedThere_thenItIsRefusedUnlessAllowed(String host) throws Exception {
        http.on("GET", "/away").answers(Answer.redirect("http://" + host + "/x"));
        http.on("GET", "/x").answers(Answer.text("inside"));
        Request inside = Request.get(URI.create("http://" + host + "/x"));

        assertThatThrownBy(() -> http.send(inside)).isInstanceOf(PermanentFailureException.class);
        assertThatThrownBy(() -> http.send(get("/away"))).isInstanceOf(PermanentFailureException.class);
        assertThat(http.allowingPrivate().send(inside).text()).isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.32.0.1", "8.8.8.8", "100.128.0.1", "10.example", "localhost.example"})
    void givenAPublicAddress_whenAsked_thenItIsAnswered(String host) throws Exception {
        http.on("GET", "/x").answers(Answer.text("outside"));

        assertThat(http.send(Request.get(URI.create("http://" + host + "/x"))).text())
                .isEqualTo("outside");
    }

    @Test
    void givenACallThatIsStopped_whenItAsksOn_thenItIsStoppedAgainAndThenTheTestFails() throws Exception {
        http.on("GET", "/").answers(Answer.text("there"));
        http.fail(1, Fault.INTERRUPTED);
        assertThatThrownBy(() -> http.send(get("/"))).isInstanceOf(InterruptedException.class);
        assertThat(http.askedSinceInterrupted()).isZero();
        for (int again = 0; again < 8; again++) {
            assertThatThrownBy(() -> http.send(get("/"))).isInstanceOf(InterruptedException.class);
        }
        assertThatThrownBy(() -> http.send(get("/"))).isInstanceOf(AssertionError.class);

        http.goOn();
        assertThat(http.send(get("/")).text()).isEqualTo("there");
    }

    @Test
    void givenAnInterruptedThread_whenAsked_thenItIsStoppedAndTheFlagIsTaken() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> http.send(get("/"))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(http.requests()).isEmpty();
    }

    @Test
    void givenRequestNumberZero_whenToldToFail_thenItIsRefused() {
        assertThatThrownBy(() -> http.fail(0, Fault.RESET)).isInstanceOf(IllegalArgumentException.class);
    }
}
