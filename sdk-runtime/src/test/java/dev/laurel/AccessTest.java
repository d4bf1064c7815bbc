package dev.laurel;

import static dev.laurel.Town.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.view.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route the document has, asked by everybody there can be: who may is let in, and nobody else. */
class AccessTest extends ServedTown {
    private static final Map<String, String> NAMES = Map.of(
            "{community}", "town",
            "{leaderboard}", "thanked",
            "{source}", Town.SOURCE,
            "{id}", "ada",
            "{file}", "laurel.js",
            "{part}", "page.js");
    /** What is sent to what takes a body. */
    private static final Map<String, String> BODIES = Map.of(
            "/v1/communities/{community}/sources/{source}/activities", "{\"activities\": []}",
            "/v1/communities/{community}/rules/waive",
                    "{\"rule\": \"town/rules/thanked\", \"by\": \"operator\", \"reason\": \"a test\"}",
            "/v1/communities/{community}/sources/{source}/deliveries", "anything",
            "/v1/plugins/refresh", "",
            "/v1/plugins/restart", "{\"community\": \"town\", \"instance\": \"town/rules\"}");

    private static final Map<String, Caller> CALLERS = Map.of(
            "nobody", Caller.nobody(),
            "guest", Caller.guest("town"),
            "member", Caller.member("town", Town.key("ada")),
            "guest of another community", Caller.guest("village"),
            "member of another community", Caller.member("village", Town.key("ada")));

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    Web admitting(Web open) {
        return open.access(context -> {
            String who = context.request().getHeader("X-Who");
            return Future.succeededFuture(who == null ? Caller.nobody() : CALLERS.get(who));
        });
    }

    @BeforeEach
    void happen() {
        get(town.record(Town.SOURCE, Town.thanks("1", "ben", "ada")));
    }

    /** The operations: method, path, what the document says of who may. */
    static Stream<Arguments> operations() {
        JsonObject paths = HttpCalls.DESCRIBED.document().getJsonObject("paths");
        return paths.fieldNames().stream()
                .flatMap(path -> paths.getJsonObject(path).fieldNames().stream()
                        .filter(method -> !method.equals("parameters"))
                        .map(method -> Arguments.of(
                                method,
                                path,
                                paths.getJsonObject(path).getJsonObject(method).getString("x-laurel-access"))));
    }

    @ParameterizedTest(name = "{0} {1} takes a {2}")
    @MethodSource("operations")
    void givenAnOperation_whenAnybodyAsks_thenWhoMayIsLetInAndNobodyElse(String method, String path, String access)
            throws Exception {
        // Nothing is owed here, and so nothing can be waived: whoever hears of that was let in.
        // Nothing is delivered from this source: whoever hears of that was let in, too.
        int letIn = path.endsWith("/waive") ? 409 : path.endsWith("/deliveries") ? 404 : 200;
        boolean own = path.contains("/me/") || path.endsWith("/me") || path.endsWith("-me");
        for (String who : CALLERS.keySet()) {
            boolean elsewhere = who.contains("another");
            Caller.Kind is = CALLERS.get(who).kind();
            Caller.Kind wanted = Caller.Kind.valueOf(access.toUpperCase(Locale.ROOT));
            int status = ask(method, path, "X-Who", who);
            if (wanted == Caller.Kind.NOBODY) {
                assertThat(status).as(who).isEqualTo(letIn);
            } else if (is == Caller.Kind.NOBODY) {
                assertThat(status).as(who).isEqualTo(401);
            } else {
                assertThat(status).as(who).isEqualTo(elsewhere || is.compareTo(wanted) < 0 ? 403 : letIn);
            }
        }
        // Whoever runs it may ask anything, but is no member, and so has nothing of their own.
        assertThat(ask(method, path, "Authorization", "Bearer " + web.operatorToken()))
                .isEqualTo(own ? 403 : letIn);
        assertThat(ask(method, path, "Authorization", "Bearer " + web.operatorToken() + "x"))
                .isEqualTo(access.equals("nobody") ? letIn : 401);
    }

    private int ask(String method, String path, String header, String value) throws IOException, InterruptedException {
        String address = path.substring(1);
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            address = address.replace(name.getKey(), name.getValue());
        }
        HttpRequest request = HttpRequest.newBuilder(root.resolve(address))
                .header(header, value)
                .header("Content-Type", "application/json")
                .method(
                        method.toUpperCase(Locale.ROOT),
                        method.equals("post") ? BodyPublishers.ofString(BODIES.get(path)) : BodyPublishers.noBody())
                .build();
        // A stream of changes has no end, and its body is not waited for.
        HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    @Test
    void givenTheDocument_whenItsOperationsAreCounted_thenEachSaysWhoMay() {
        List<String> silent = new ArrayList<>();
        operations().filter(each -> each.get()[2] == null).forEach(each -> silent.add(each.get()[1].toString()));
        assertThat(silent).isEmpty();
        assertThat(operations()).hasSizeGreaterThan(10);
    }
}
