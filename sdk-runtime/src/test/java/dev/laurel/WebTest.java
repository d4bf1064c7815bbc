package dev.laurel;

import static dev.laurel.HttpCalls.json;
import static dev.laurel.HttpCalls.post;
import static dev.laurel.HttpCalls.send;
import static dev.laurel.Town.NOON;
import static dev.laurel.Town.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.laurel.view.Caller;
import dev.laurel.view.MemberKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The HTTP API as a client sees it. */
class WebTest extends ServedTown {

    @Override
    void declare(CommunityBuilder declared) {
        super.declare(declared);
        declared.leaderboard("answers", board -> board.objects("answer").counting("answer", 1));
    }

    /** A host's session: the header names who is logged in. */
    @Override
    Web admitting(Web open) {
        return open.access(context -> {
            String who = context.request().getHeader("X-Who");
            if (who == null) {
                return Future.succeededFuture(Caller.nobody());
            }
            return Future.succeededFuture(
                    who.equals("guest") ? Caller.guest("town") : Caller.member("town", MemberKey.of(Town.SOURCE, who)));
        });
    }

    @BeforeEach
    void happen() {
        get(town.record(Town.SOURCE, Town.thanks("1", "ben", "ada")));
        get(town.record(Town.SOURCE, Town.thanks("2", "ben", "cy", NOON.plusMillis(1))));
        get(town.record(Town.SOURCE, Town.answer("3", "ada", "answer-1")));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    private HttpRequest.Builder operator(String path) {
        return to(path).header("Authorization", "Bearer " + web.operatorToken());
    }

    @Test
    void givenAGuest_whenLeaderboardsAreRead_thenTheyAreThereAndWhatIsPrivateIsNot() {
        JsonObject list = json(send(to("v1/communities/town/leaderboards").header("X-Who", "guest")), 200);
        assertThat(list.getJsonArray("leaderboards"))
                .extracting(each -> ((JsonObject) each).getString("name"))
                .containsExactly("thanked", "answers");

        JsonObject page =
                json(send(to("v1/communities/town/leaderboards/thanked").header("X-Who", "guest")), 200);
        assertThat(page.getInteger("size")).isEqualTo(2);
        assertThat(page.getJsonArray("lines").getJsonObject(0).getString("id")).isEqualTo("ada");

        JsonObject objects =
                json(send(to("v1/communities/town/leaderboards/answers").header("X-Who", "guest")), 200);
        assertThat(objects.getJsonArray("lines").getJsonObject(0).getJsonArray("because"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("activityType", "answer")
                                .put("source", Town.SOURCE)
                                .put("count", 1)
                                .put("score", 1)));

        assertThat(json(send(to("v1/communities/town/me").header("X-Who", "guest")), 403)
                        .getString("code"))
                .isEqualTo("NOT_ALLOWED");
    }

    @Test
    void givenAMember_whenAskedAboutThemselves_thenBalancesPlacesAndReasonsAreTold() {
        JsonObject me = json(send(to("v1/communities/town/me").header("X-Who", "ada")), 200);
        assertThat(me.getJsonObject("balances").getLong(TownPlugin.REPUTATION)).isPositive();
        assertThat(me.getJsonArray("places").getJsonObject(0).getInteger("of")).isEqualTo(2);

        JsonArray entries = json(
                        send(to("v1/communities/town/me/entries?lang=fr").header("X-Who", "ada")), 200)
                .getJsonArray("entries");
        assertThat(entries.getJsonObject(entries.size() - 1).getString("words"))
                .isEqualTo("Quelqu'un a dit merci : 10 points");
        String newest = entries.getJsonObject(0).getString("id");
        assertThat(json(
                                send(to("v1/communities/town/me/entries?after=" + newest)
                                        .header("X-Who", "ada")),
                                200)
                        .getJsonArray("entries"))
                .isEmpty();

        JsonObject around = json(
                send(to("v1/communities/town/leaderboards/thanked/around-me?each=1")
                        .header("X-Who", "cy")),
                200);
        assertThat(around.getJsonArray("lines"))
                .filteredOn(each -> ((JsonObject) each).getBoolean("me", false))
                .hasSize(1);
        assertThat(json(send(to("v1/communities/town/members/portal/cy").header("X-Who", "ada")), 403)
                        .getString("code"))
                .isEqualTo("NOT_ALLOWED");
    }

    @Test
    void givenTheDocument_whenHeldAgainstOpenApi_thenItIsOne() {
        OutputUnit said = HttpCalls.DESCRIBED.ofItself();
        assertThat(said.getValid()).as(() -> said.toJson().encodePrettily()).isTrue();
    }

    @Test
    void givenAMemberOfWhomNothingIsRecorded_whenAskedAboutThemselves_thenThereIsNothingYetAndNothingIsWrong() {
        JsonObject me = json(send(to("v1/communities/town/me").header("X-Who", "stranger")), 200);
        assertThat(me.getJsonObject("balances")).isEmpty();
        assertThat(me.getJsonArray("places")).isEmpty();
        assertThat(json(send(to("v1/communities/town/me/entries").header("X-Who", "stranger")), 200)
                        .getJsonArray("entries"))
                .isEmpty();
        assertThat(json(send(to("v1/communities/town/me/declines").header("X-Who", "stranger")), 200)
                        .getJsonArray("declines"))
                .isEmpty();
        assertThat(json(send(operator("v1/communities/town/members/portal/stranger")), 404)
                        .getString("code"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void givenNobodyTheHostKnows_whenAnythingIsAsked_thenOnlyTheDocumentIsThere() {
        assertThat(json(send(to("openapi.json")), 200).getString("openapi")).isEqualTo("3.1.0");
        HttpResponse<String> refused = send(to("v1/communities/town/leaderboards"));
        assertThat(json(refused, 401).getString("code")).isEqualTo("UNKNOWN_CALLER");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(json(send(to("v1/communities/town/leaderboards").header("Authorization", "Bearer guessed")), 401)
                        .getString("code"))
                .isEqualTo("UNKNOWN_CALLER");
        assertThat(json(send(operator("v1/communities/village/leaderboards")), 404)
                        .getString("code"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void givenAnActivity_whenTheOperatorRecordsItTwice_thenItIsKeptOnce() {
        String body = """
                {"activities": [{"type": "thanks", "id": "http-1", "at": "2026-03-01T11:00:00+00:00",
                  "actors": {"rater": {"id": "ben"}, "thanked": {"id": "di", "name": "Di", "attributes": {"town": "Nice"}}}},
                 {"type": "thanks", "id": "http-2", "at": "2031-03-01T11:00:00Z"}]}""";
        JsonArray first = json(send(post(operator("v1/communities/town/sources/portal/activities"), body)), 200)
                .getJsonArray("outcomes");
        assertThat(first.getJsonObject(0).getString("outcome")).isEqualTo("ACCEPTED");
        assertThat(first.getJsonObject(1).getString("code")).isEqualTo("TIME_AHEAD");
        JsonArray second = json(send(post(operator("v1/communities/town/sources/portal/activities"), body)), 200)
                .getJsonArray("outcomes");
        assertThat(second.getJsonObject(0).getString("outcome")).isEqualTo("DUPLICATE");
        assertThat(Town.balance(town, "di")).isEqualTo(10);
    }

    @Test
    void givenABodyThatIsNotRight_whenSent_thenThePointerSaysWhereAndNothingIsKept() {
        problem("{", "", "this is not a JSON object");
        problem("[]", "", "this is not a JSON object");
        problem("{\n \"activities\": [Infinity]}", "", "the body: this is not a JSON object: look at line 2, column ");
        problem("", "", "there is nothing");
        problem("{\"activities\": {}}", "/activities", "a JSON array is expected here");
        problem("{\"activities\": [{\"id\": \"1\"}]}", "/activities/0/type", "a text is expected here");
        problem(
                "{\"activities\": [{\"type\": \"t\", \"id\": \"1\", \"at\": \"yesterday\"}]}",
                "/activities/0/at",
                "a time such as 2026-11-01T10:15:00Z is expected here");
        problem(
                "{\"activities\": [{\"type\": \"t\", \"id\": \"1\", \"at\": \"2026-01-01T00:00:00Z\", \"a/b\": 1}]}",
                "/activities/0/a~1b",
                "this is not known here");
        assertThat(get(town.activityCount())).isEqualTo(3);
    }

    private void problem(String body, String pointer, String detail) {
        JsonObject problem = json(send(post(operator("v1/communities/town/sources/portal/activities"), body)), 400);
        assertThat(problem.getString("code")).isEqualTo("BAD_BODY");
        assertThat(problem.getString("pointer")).isEqualTo(pointer);
        assertThat(problem.getString("detail")).contains(detail);
    }

    @Test
    void givenParametersThatAreNotRight_whenSent_thenTheProblemNamesThem() {
        JsonObject limit = json(send(operator("v1/communities/town/leaderboards/thanked?limit=1000000")), 400);
        assertThat(limit.getString("parameter")).isEqualTo("limit");
        assertThat(limit.getString("detail")).isEqualTo("limit: a whole number from 1 to 200 is expected here");
        assertThat(json(send(operator("v1/communities/town/leaderboards/thanked?topic=x")), 400)
                        .getString("detail"))
                .isEqualTo(
                        "the leaderboard thanked is not kept by topic: ask without one, or have it declared with byTopic()");
        assertThat(json(send(operator("v1/communities/town/leaderboards/none")), 404)
                        .getString("code"))
                .isEqualTo("NOT_FOUND");
        JsonObject french = json(send(operator("v1/communities/town/me?lang=de").header("Accept-Language", "fr")), 403);
        assertThat(french.getString("title")).isEqualTo("Ceci n'est pas pour vous");
        assertThat(json(send(operator("v1/nothing")), 404).getString("code")).isEqualTo("NOT_FOUND");
        assertThat(json(send(operator("v1/communities/town/me/entries?after=zzz")), 400)
                        .getString("parameter"))
                .isEqualTo("after");
    }

    @Test
    void givenAMethodThatIsNotThere_whenSent_thenItIsSaidWhichAre() throws Exception {
        HttpResponse<String> refused = send(operator("openapi.json").DELETE());
        assertThat(json(refused, 405).getString("code")).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
        HttpResponse<String> posted = send(operator("v1/communities/town/sources/portal/activities"));
        assertThat(json(posted, 405).getString("code")).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(posted.headers().firstValue("Allow")).contains("POST");
        String head =
                raw("HEAD /openapi.json HTTP/1.1\r\nHost: " + root.getAuthority() + "\r\nConnection: close\r\n\r\n");
        assertThat(head).startsWith("HTTP/1.1 200").contains("application/json").endsWith("\r\n\r\n");
    }

    @Test
    void givenAnAddressThatCannotBeRead_whenAsked_thenItIsAProblemLikeAnyOther() throws Exception {
        for (String address : List.of(
                "v1/communities/town/members/portal/%zz",
                "v1/communities/town/members/portal/ada/entries?limit=%zz",
                "v1/communities/town/leaderboards?%",
                "v1/nothing?a=%f")) {
            String answer = raw("GET /" + address + " HTTP/1.1\r\nHost: " + root.getAuthority()
                    + "\r\nConnection: close\r\nAuthorization: Bearer " + web.operatorToken() + "\r\n\r\n");
            assertThat(answer).as(address).startsWith("HTTP/1.1 400").contains("application/problem+json");
            assertThat(new JsonObject(answer.substring(answer.indexOf("\r\n\r\n"))).getString("code"))
                    .as(address)
                    .isEqualTo("BAD_ADDRESS");
        }
    }

    /** What no client sends that knows what an address is. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void givenACallerThatStopsInTheMiddleOfABody_whenNothingMoreComes_thenTheConnectionIsNotKept() throws Exception {
        try (Web impatient = laurel.web()) {
            URI at = impatient.start(0, Duration.ofMillis(300));
            try (Socket socket = new Socket(at.getHost(), at.getPort())) {
                socket.setSoTimeout(20_000);
                String request = "POST /v1/communities/town/sources/portal/activities HTTP/1.1\r\nHost: "
                        + at.getAuthority() + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n"
                        + "Authorization: Bearer " + impatient.operatorToken() + "\r\n\r\n{";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            }
        }
    }

    @Test
    void givenAStoreThatCannotCommit_whenRecorded_thenTheCallerIsToldToComeBack() throws Exception {
        String path = "v1/communities/town/sources/portal/activities";
        String body = "{\"activities\": [{\"type\": \"visit\", \"id\": \"v\", \"at\": \"2026-03-01T11:00:00Z\"}]}";
        sql("ALTER TABLE segment RENAME TO gone");
        HttpResponse<String> refused = send(post(operator(path), body));
        assertThat(json(refused, 503).getString("code")).isEqualTo("UNAVAILABLE");
        assertThat(json(refused, 503).getString("detail")).contains("community town", "could not commit");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        sql("ALTER TABLE gone RENAME TO segment");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send(post(operator(path), body)).statusCode() == 200);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("town.laurel"));
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void givenAPageOfAnotherSite_whenItPosts_thenNothingIsDone() {
        String path = "v1/communities/town/sources/portal/activities";
        assertThat(json(send(post(operator(path).header("Sec-Fetch-Site", "cross-site"), "{}")), 403)
                        .getString("code"))
                .isEqualTo("OTHER_ORIGIN");
        assertThat(json(send(post(operator(path).header("Origin", "https://elsewhere.example"), "{}")), 403)
                        .getString("code"))
                .isEqualTo("OTHER_ORIGIN");
        assertThat(json(send(post(operator(path).header("Origin", "null"), "{}")), 403)
                        .getString("code"))
                .isEqualTo("OTHER_ORIGIN");
        String own = root.getScheme() + "://" + root.getAuthority();
        String nothing = "{\"activities\": []}";
        assertThat(json(send(post(operator(path).header("Origin", own), nothing)), 200)
                        .getJsonArray("outcomes"))
                .isEmpty();
        HttpRequest.Builder form = operator(path)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"activities\": []}"));
        assertThat(json(send(form), 415).getString("code")).isEqualTo("NOT_JSON");
    }

    @Test
    void givenABodyThatIsTooLarge_whenSent_thenItIsRefusedWithoutBeingReadToTheEnd() {
        String large = " ".repeat(9 << 20);
        JsonObject problem = json(send(post(operator("v1/communities/town/sources/portal/activities"), large)), 413);
        assertThat(problem.getString("code")).isEqualTo("BODY_TOO_LARGE");
    }
}
