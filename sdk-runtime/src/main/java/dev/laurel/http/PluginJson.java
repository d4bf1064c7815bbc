package dev.laurel.http;

import dev.laurel.plugin.Guests;
import dev.laurel.view.InstanceStatus;
import dev.laurel.view.LingeringPlugin;
import dev.laurel.view.LostThread;
import dev.laurel.view.PluginReport;
import dev.laurel.view.PluginStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How plugins are doing, as JSON. */
final class PluginJson {
    private PluginJson() {}

    /**
     * What the rules of a community owe.
     *
     * @param community the community
     * @param owing to how many members each rule owes answers
     * @param problem why that is not known; empty if it is
     */
    record Owed(String community, Map<String, Integer> owing, String problem) {}

    static JsonObject report(PluginReport report, List<Owed> owed) {
        List<String> problems = new ArrayList<>(report.problems());
        JsonObject owing = new JsonObject();
        for (Owed each : owed) {
            if (each.problem().isEmpty()) {
                owing.put(each.community(), owing(each.owing()));
            } else {
                problems.add(each.problem());
            }
        }
        return new JsonObject()
                .put("safeMode", report.safeMode())
                .put("plugins", Json.array(report.plugins(), PluginJson::plugin))
                .put("missing", Json.array(report.missing(), PluginJson::instance))
                .put("problems", new JsonArray(problems))
                .put("lingering", Json.array(report.lingering(), PluginJson::lingering))
                .put("lostThreads", Json.array(report.lostThreads(), PluginJson::lost))
                .put("owing", owing);
    }

    static JsonObject owing(Map<String, Integer> owing) {
        JsonObject json = new JsonObject();
        owing.forEach(json::put);
        return json;
    }

    private static JsonObject plugin(PluginStatus plugin) {
        return new JsonObject()
                .put("id", plugin.id())
                .put("version", plugin.version())
                .put("origin", plugin.origin())
                .put("isolated", plugin.isolated())
                .put("extensions", new JsonArray(plugin.extensions()))
                .put("instances", Json.array(plugin.instances(), PluginJson::instance));
    }

    private static JsonObject instance(InstanceStatus status) {
        JsonObject counts = new JsonObject();
        status.counts().forEach(counts::put);
        return new JsonObject()
                .put("community", status.community())
                .put("instance", Guests.nameOf(status))
                .put("extension", status.extension())
                .put("kind", status.kind())
                .put("version", status.version())
                .put("state", status.state().name())
                .put("counts", counts)
                .put("timeSpentMillis", status.timeSpent().toMillis())
                .put("lostThreads", Json.array(status.lostThreads(), PluginJson::lost))
                .put("failure", status.failure())
                .put("remedy", status.remedy());
    }

    private static JsonObject lingering(LingeringPlugin plugin) {
        return new JsonObject()
                .put("plugin", plugin.plugin())
                .put("version", plugin.version())
                .put("since", plugin.since().toString());
    }

    private static JsonObject lost(LostThread thread) {
        return new JsonObject()
                .put("thread", thread.thread())
                .put("culprit", thread.culprit())
                .put("since", thread.since().toString());
    }
}
