package dev.laurel.http;

import static dev.laurel.http.Body.array;
import static dev.laurel.http.Body.decoded;
import static dev.laurel.http.Body.escaped;
import static dev.laurel.http.Body.known;
import static dev.laurel.http.Body.number;
import static dev.laurel.http.Body.object;
import static dev.laurel.http.Body.text;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads activities. What is not as the document says is told with a JSON pointer, and nothing of the body is taken then. */
final class ActivityJson {
    /** How many activities a body holds at the most. */
    static final int MOST = 10_000;

    private static final Set<String> ACTIVITY = Set.of(
            "type",
            "id",
            "at",
            "actors",
            "object",
            "sequence",
            "amount",
            "attributes",
            "text",
            "withdraws",
            "revision");
    private static final Set<String> OBJECT =
            Set.of("id", "type", "parent", "author", "authorless", "topics", "state", "title");

    private ActivityJson() {}

    /**
     * Reads a body.
     *
     * @throws Problem if it is not as the document says
     */
    static List<Activity> read(@Nullable Buffer body) {
        JsonObject json = decoded(body, "with \"activities\" ");
        known(json, Set.of("activities"), "");
        JsonArray all = array(json.getValue("activities"), "/activities");
        if (all.size() > MOST) {
            throw Problem.body("/activities", "at most " + MOST + " activities go into one call, not " + all.size());
        }
        List<Activity> activities = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            String at = "/activities/" + i;
            activities.add(activity(object(all.getValue(i), at), at));
        }
        return activities;
    }

    private static Activity activity(JsonObject json, String at) {
        known(json, ACTIVITY, at);
        Activity.Builder activity =
                Activity.of(text(json, "type", at), text(json, "id", at)).at(time(text(json, "at", at), at + "/at"));
        if (json.containsKey("actors")) {
            JsonObject actors = object(json.getValue("actors"), at + "/actors");
            for (String role : actors.fieldNames()) {
                activity.by(Role.of(role), actor(actors.getValue(role), at + "/actors/" + escaped(role)));
            }
        }
        if (json.containsKey("object")) {
            activity.about(about(object(json.getValue("object"), at + "/object"), at + "/object"));
        }
        if (json.containsKey("sequence")) {
            activity.sequence(number(json, "sequence", at));
        }
        if (json.containsKey("amount")) {
            activity.amount(number(json, "amount", at));
        }
        if (json.containsKey("attributes")) {
            attributes(activity, object(json.getValue("attributes"), at + "/attributes"), at + "/attributes/");
        }
        if (json.containsKey("text")) {
            activity.text(text(json, "text", at));
        }
        if (json.containsKey("withdraws")) {
            activity.withdraws(text(json, "withdraws", at));
        }
        if (json.containsKey("revision")) {
            activity.revision(number(json, "revision", at));
        }
        return activity.build();
    }

    private static void attributes(Activity.Builder activity, JsonObject json, String at) {
        for (String key : json.fieldNames()) {
            Object value = json.getValue(key);
            if (value instanceof String text) {
                activity.attribute(key, text);
            } else if (value instanceof Boolean yes) {
                activity.attribute(key, yes);
            } else if (value instanceof Integer || value instanceof Long) {
                activity.attribute(key, ((Number) value).longValue());
            } else if (value instanceof Double number) {
                activity.attribute(key, number);
            } else {
                throw Problem.body(at + escaped(key), "a text, a number or a truth value is expected here");
            }
        }
    }

    private static ObjectRef about(JsonObject json, String at) {
        known(json, OBJECT, at);
        String id = text(json, "id", at);
        if (json.size() == 1) {
            return ObjectRef.of(id);
        }
        if (!json.containsKey("type")) {
            throw Problem.body(at + "/type", "whatever else is said of an object, its type is expected here");
        }
        ObjectRef.Builder object = ObjectRef.of(id, text(json, "type", at));
        if (json.containsKey("parent")) {
            object.in(text(json, "parent", at));
        }
        if (json.containsKey("author")) {
            object.by(actor(json.getValue("author"), at + "/author"));
        } else if (Boolean.TRUE.equals(json.getValue("authorless"))) {
            object.byNobody();
        }
        if (json.containsKey("topics")) {
            object.topics(texts(array(json.getValue("topics"), at + "/topics"), at + "/topics/"));
        }
        if (json.containsKey("state")) {
            object.state(state(text(json, "state", at), at + "/state"));
        }
        if (json.containsKey("title")) {
            object.title(text(json, "title", at));
        }
        return object.build();
    }

    private static ObjectState state(String said, String at) {
        for (ObjectState state : ObjectState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(said)) {
                return state;
            }
        }
        throw Problem.body(at, "live, hidden or deleted is expected here");
    }

    private static Actor actor(@Nullable Object value, String at) {
        JsonObject json = object(value, at);
        known(json, Set.of("id", "name", "attributes"), at);
        Actor actor = Actor.of(text(json, "id", at));
        if (json.containsKey("name")) {
            actor = actor.named(text(json, "name", at));
        }
        if (json.containsKey("attributes")) {
            JsonObject attributes = object(json.getValue("attributes"), at + "/attributes");
            for (String key : attributes.fieldNames()) {
                actor = actor.with(key, text(attributes, key, at + "/attributes"));
            }
        }
        return actor;
    }

    private static List<String> texts(JsonArray array, String at) {
        List<String> texts = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (!(array.getValue(i) instanceof String text)) {
                throw Problem.body(at + i, "a text is expected here");
            }
            texts.add(text);
        }
        return texts;
    }

    private static Instant time(String said, String at) {
        try {
            return OffsetDateTime.parse(said).toInstant();
        } catch (DateTimeException e) {
            throw Problem.body(at, "a time such as 2026-11-01T10:15:00Z is expected here");
        }
    }
}
