package dev.laurel.samplehost;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.laurel.view.ConnectorStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Reports on plugins as the API writes them, of what no test could bring about at once. */
final class PluginReports {
    private static final String SINCE = "2026-03-01T09:00:00Z";

    private PluginReports() {}

    /** Has a page get a report, whoever asks. */
    static void answer(Page page, JsonObject report) {
        page.route(
                url -> url.endsWith("/v1/plugins"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("application/json")
                        .setBody(report.encode())));
    }

    static JsonObject nothing() {
        return new JsonObject()
                .put("safeMode", false)
                .put("plugins", new JsonArray())
                .put("missing", new JsonArray())
                .put("problems", new JsonArray())
                .put("lingering", new JsonArray())
                .put("lostThreads", new JsonArray())
                .put("owing", new JsonObject());
    }

    /** A connector in each state, a plugin that lingers, a thread that is lost, and a debt of a rule that is gone. */
    static JsonObject everything() {
        JsonArray instances = new JsonArray();
        JsonObject missing = instance(ConnectorStatus.State.MISSING);
        for (ConnectorStatus.State state : ConnectorStatus.State.values()) {
            if (state != ConnectorStatus.State.MISSING) {
                instances.add(instance(state));
            }
        }
        JsonObject plugin = new JsonObject()
                .put("id", "feeds")
                .put("version", "1.4.2")
                .put("origin", "folder: /srv/plugins/feeds-1.4.2.jar")
                .put("isolated", true)
                .put("extensions", new JsonArray().add("feeds/feed").add("feeds/other"))
                .put("instances", instances);
        return nothing()
                .put("plugins", new JsonArray().add(plugin))
                .put("missing", new JsonArray().add(missing))
                .put(
                        "problems",
                        new JsonArray()
                                .add("community town: " + missing.getString("failure"))
                                .add("a sentence about a file"))
                .put(
                        "lingering",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("plugin", "old")
                                        .put("version", "0.9")
                                        .put("since", SINCE)))
                .put("lostThreads", new JsonArray().add(lost()))
                .put("owing", new JsonObject().put("town", new JsonObject().put("gone/rules/one", 3)));
    }

    private static JsonObject lost() {
        return new JsonObject()
                .put("thread", "laurel-rules-3")
                .put("culprit", "rule a/b/c of plugin a 1.0 did not come back, at a.B.decide(B.java:12)")
                .put("since", SINCE);
    }

    private static JsonObject instance(ConnectorStatus.State state) {
        boolean well = state == ConnectorStatus.State.RUNNING || state == ConnectorStatus.State.LOADING;
        boolean stuck = state == ConnectorStatus.State.STUCK;
        return new JsonObject()
                .put("community", "town")
                .put("instance", state.name().toLowerCase(Locale.ROOT))
                .put("extension", "feeds/feed")
                .put("kind", "connector")
                .put("version", "1.4.2")
                .put("state", state.name())
                .put(
                        "counts",
                        new JsonObject()
                                .put("accepted", 1_234_567)
                                .put("duplicates", 12)
                                .put("pages", 1_235)
                                .put("rejected", 3))
                .put("timeSpentMillis", 83_217)
                .put("lostThreads", stuck ? new JsonArray().add(lost()) : new JsonArray())
                .put("failure", well ? "" : "the address https://example.org does not answer (" + state + ")")
                .put("remedy", well ? "" : "mend what it says and start it again");
    }
}
