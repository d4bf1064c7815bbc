package dev.laurel;

import static dev.laurel.HttpCalls.json;
import static dev.laurel.HttpCalls.post;
import static dev.laurel.HttpCalls.send;
import static dev.laurel.Town.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugins as an operator asks for them over HTTP, and the page that does. */
class PluginRoutesTest {
    private static final String RULE = "moody/rules/visits";
    private static final String WAIVE = "v1/communities/town/rules/waive";

    @TempDir
    Path folder;

    private final Moody moody = new Moody();
    private Path plugins;
    private Laurel laurel;
    private Community town;
    private Web web;
    private URI root;

    /** Its rule fails when it is told to. */
    private static final class Moody implements Plugin, RewardRule {
        volatile boolean failing;

        @Override
        public String id() {
            return "moody";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of(Extension.rewardRules("rules", ConfigSpec.none(), context -> List.of(this)));
        }

        @Override
        public RuleSpec spec() {
            return RuleSpec.of("visits", 1, Words.of("visits", "A visit", "Une visite"))
                    .on("visit")
                    .as(Role.MEMBER)
                    .gives("visits")
                    .build();
        }

        @Override
        public Decision decide(Participation participation) {
            if (failing) {
                throw new IllegalStateException("not today");
            }
            return Decision.grant(Points.of("visits", 1));
        }
    }

    @BeforeEach
    void serve() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
        laurel = Town.bare(folder, moody)
                .plugin(new TownPlugin())
                .pluginFolder(plugins)
                .community("town", community -> community.rules("moody/rules").rules("absent/rules"))
                .community("village", community -> community.rules("town/rules"))
                .start();
        town = laurel.community("town");
        web = laurel.web();
        root = web.start(0);
    }

    @AfterEach
    void stop() {
        web.close();
        laurel.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    private HttpRequest.Builder operator(String path) {
        return to(path).header("Authorization", "Bearer " + web.operatorToken());
    }

    private JsonObject report() {
        return json(send(operator("v1/plugins")), 200);
    }

    private static JsonObject named(JsonArray all, String field, String name) {
        return all.stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString(field).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + all.encode()));
    }

    private static JsonObject rules(JsonObject report) {
        return named(report.getJsonArray("plugins"), "id", "moody")
                .getJsonArray("instances")
                .getJsonObject(0);
    }

    private void missAVisit() {
        get(town.record(Town.SOURCE, Town.visit("1", "ada", Town.NOON.minusSeconds(60))));
        moody.failing = true;
        get(town.record(Town.SOURCE, Town.visit("2", "ada", Town.NOON.minusSeconds(30))));
    }

    @Test
    void givenPlugins_whenTheyAreAskedFor_thenTheWholeReportIsThere() {
        JsonObject report = report();

        assertThat(report.getBoolean("safeMode")).isFalse();
        JsonObject plugin = named(report.getJsonArray("plugins"), "id", "moody");
        assertThat(plugin.getString("origin")).isEqualTo("given by the host");
        assertThat(plugin.getBoolean("isolated")).isFalse();
        assertThat(plugin.getJsonArray("extensions")).containsExactly("moody/rules");
        JsonObject rules = rules(report);
        assertThat(rules.getString("state")).isEqualTo("RUNNING");
        assertThat(rules.getString("community")).isEqualTo("town");
        assertThat(rules.getJsonObject("counts").getLong("rules")).isEqualTo(1);
        JsonObject missing = report.getJsonArray("missing").getJsonObject(0);
        assertThat(missing.getString("instance")).isEqualTo("absent/rules");
        assertThat(missing.getString("state")).isEqualTo("MISSING");
        assertThat(missing.getString("remedy")).isEqualTo("put the plugin into the plugin folder");
        assertThat(report.getJsonArray("problems").encode()).contains("absent");
        assertThat(report.getJsonObject("owing"))
                .isEqualTo(new JsonObject().put("town", new JsonObject()).put("village", new JsonObject()));
    }

    @Test
    void givenARuleThatFails_whenItIsStartedAgain_thenWhatItMissedIsMadeUpFor() {
        missAVisit();
        JsonObject failing = report();
        assertThat(rules(failing).getString("failure")).contains(RULE, "not today");
        assertThat(rules(failing).getString("remedy")).contains("tell the plugin's author");
        assertThat(failing.getJsonObject("owing").getJsonObject("town").getInteger(RULE))
                .isEqualTo(1);

        moody.failing = false;
        JsonObject after = json(
                send(post(operator("v1/plugins/restart"), "{\"community\": \"town\", \"instance\": \"moody/rules\"}")),
                200);

        assertThat(rules(after).getString("failure")).isEmpty();
        assertThat(after.getJsonObject("owing").getJsonObject("town")).isEmpty();
        assertThat(Town.balance(town, "ada", "points/visits")).isEqualTo(2);
    }

    @Test
    void givenWhatIsNotThere_whenItIsToBeStartedAgain_thenWhatThereIsIsNamed() {
        JsonObject instance = json(
                send(post(operator("v1/plugins/restart"), "{\"community\": \"town\", \"instance\": \"moody\"}")), 404);
        assertThat(instance.getString("code")).isEqualTo("NOT_FOUND");
        assertThat(instance.getString("detail")).contains("moody/rules", "absent/rules");
        JsonObject community = json(
                send(post(operator("v1/plugins/restart"), "{\"community\": \"city\", \"instance\": \"moody/rules\"}")),
                404);
        assertThat(community.getString("detail")).contains("city", "town", "village");
        JsonObject body = json(send(post(operator("v1/plugins/restart"), "{\"community\": \"town\"}")), 400);
        assertThat(body.getString("code")).isEqualTo("BAD_BODY");
        assertThat(body.getString("pointer")).isEqualTo("/instance");
    }

    @Test
    void givenARuleThatOwes_whenItIsWaived_thenItOwesNothingAndASecondTimeThereIsNothingToWaive() {
        missAVisit();
        String waiver = "{\"rule\": \"" + RULE + "\", \"by\": \"operator\", \"reason\": \"a fair was on\"}";

        JsonObject after = json(send(post(operator(WAIVE), waiver)), 200);
        assertThat(after).isEqualTo(new JsonObject().put("owing", new JsonObject()));
        assertThat(get(town.plugins().owing())).isEmpty();

        JsonObject again = json(send(post(operator(WAIVE).header("Accept-Language", "fr"), waiver)), 409);
        assertThat(again.getString("code")).isEqualTo("NOTHING_TO_WAIVE");
        assertThat(again.getString("title")).isEqualTo("Il n'y a rien à abandonner");
        assertThat(again.getString("detail")).contains(RULE);
        assertThat(json(send(post(operator("v1/communities/city/rules/waive"), waiver)), 404)
                        .getString("code"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void givenAWaiverThatSaysTooLittle_whenSent_thenThePointerSaysWhere() {
        missAVisit();
        for (String part : List.of("rule", "by", "reason")) {
            JsonObject waiver =
                    new JsonObject().put("rule", RULE).put("by", "operator").put("reason", "a fair was on");
            for (String wrong : new String[] {"", "  ", "x".repeat(1_001)}) {
                JsonObject problem = json(
                        send(post(
                                operator(WAIVE), waiver.copy().put(part, wrong).encode())),
                        400);
                assertThat(problem.getString("pointer")).isEqualTo("/" + part);
            }
            JsonObject without = waiver.copy();
            without.remove(part);
            assertThat(json(send(post(operator(WAIVE), without.encode())), 400).getString("pointer"))
                    .isEqualTo("/" + part);
        }
        assertThat(get(town.plugins().owing())).containsKey(RULE);
    }

    @Test
    void givenAFileThatIsNoPlugin_whenTheFolderIsLookedAt_thenTheAnswerAlreadyHasTheProblem() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "this is no jar");

        JsonObject after = json(send(post(operator("v1/plugins/refresh"), "{}")), 200);

        assertThat(after.getJsonArray("problems").encode()).contains("broken.jar");
        assertThat(json(send(post(operator("v1/plugins/refresh"), "{\"now\": true}")), 400)
                        .getString("pointer"))
                .isEqualTo("/now");
    }

    @Test
    void givenAPageOfAnotherSite_whenItPosts_thenNothingIsDone() {
        missAVisit();
        for (String path : List.of("v1/plugins/refresh", "v1/plugins/restart", WAIVE)) {
            assertThat(json(send(post(operator(path).header("Sec-Fetch-Site", "cross-site"), "{}")), 403)
                            .getString("code"))
                    .as(path)
                    .isEqualTo("OTHER_ORIGIN");
            assertThat(json(
                                    send(operator(path)
                                            .header("Content-Type", "text/plain")
                                            .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                                    415)
                            .getString("code"))
                    .as(path)
                    .isEqualTo("NOT_JSON");
        }
        assertThat(get(town.plugins().owing())).containsKey(RULE);
    }

    @Test
    void givenNobody_whenThePageIsOpened_thenItIsThereInTheirLanguageAndHoldsNothing() {
        HttpResponse<String> english = send(to("plugins"));
        assertThat(english.statusCode()).isEqualTo(200);
        assertThat(english.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(english.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(english.body())
                .contains("<html lang=\"en\">", "src=\"plugins/page.js\"")
                .doesNotContain("moody", "town", web.operatorToken(), "<script>", "style=", "{at}");

        assertThat(send(to("plugins").header("Accept-Language", "fr-CA, en;q=0.5"))
                        .body())
                .contains("<html lang=\"fr\">");
        assertThat(send(to("plugins?lang=fr").header("Accept-Language", "en")).body())
                .contains("<html lang=\"fr\">");
        for (String part : List.of("page.js", "view.js", "words.js", "morph.js", "page.css", "laurel.svg")) {
            HttpResponse<String> response = send(to("plugins/" + part));
            assertThat(response.statusCode()).as(part).isEqualTo(200);
            assertThat(response.body())
                    .as(part)
                    .doesNotContain("innerHTML", "eval(", "localStorage", "document.cookie", "https://");
            assertThat(response.body().lines().count()).as(part).isLessThanOrEqualTo(400);
        }
        assertThat(json(send(to("plugins/page.en.html")), 404).getString("code"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void givenASlashAtTheEnd_whenThePageIsOpened_thenItFindsItsParts() throws Exception {
        HttpResponse<String> page =
                HttpClient.newHttpClient().send(to("plugins/").build(), BodyHandlers.ofString());
        assertThat(page.body()).contains("src=\"page.js\"");
    }

    @Test
    void givenLaurelIsClosed_whenSomethingIsAskedOfItsPlugins_thenTheFutureSaysSo() {
        web.close();
        laurel.close();
        assertThat(laurel.plugins().refreshAsync())
                .failsWithin(Town.soon())
                .withThrowableThat()
                .havingCause()
                .withMessageContaining("Laurel is closed");
    }
}
