package dev.laurel.http;

import dev.laurel.spi.reward.Words;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.EntryLine;
import dev.laurel.view.LeaderboardPage;
import dev.laurel.view.MemberKey;
import dev.laurel.view.RankedMember;
import dev.laurel.view.RankedObject;
import dev.laurel.view.Recorded;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a community tells, as JSON. */
final class Json {
    private Json() {}

    static <T> JsonArray array(List<T> all, Function<T, JsonObject> each) {
        JsonArray array = new JsonArray();
        all.forEach(one -> array.add(each.apply(one)));
        return array;
    }

    static JsonObject entry(EntryLine line, Locale locale) {
        JsonObject json = new JsonObject()
                .put("id", line.id())
                .put("unit", line.unit())
                .put("amount", line.amount())
                .put("balance", line.balance())
                .put("happened", line.happened())
                .put("recorded", line.recorded())
                .put("activityType", line.activityType())
                .put("role", line.role())
                .put("objectType", line.objectType())
                .put("objectId", line.objectId())
                .put("rule", line.rule())
                .put("words", line.words().in(locale))
                .put("ruleVersion", line.ruleVersion())
                .put("plugin", line.plugin())
                .put("correction", line.correction())
                .put("reason", line.reason());
        line.closedPeriod().ifPresent(period -> json.put("closedPeriod", period));
        return json;
    }

    static JsonObject decline(DeclineLine line, Locale locale) {
        JsonObject json = new JsonObject()
                .put("id", line.id())
                .put("happened", line.happened())
                .put("recorded", line.recorded())
                .put("activityType", line.activityType())
                .put("role", line.role())
                .put("objectType", line.objectType())
                .put("objectId", line.objectId())
                .put("rule", line.rule())
                .put("code", line.code());
        words(json, "words", line.words(), locale);
        words(json, "why", line.why(), locale);
        line.from().map(Instant::toString).ifPresent(from -> json.put("from", from));
        return json;
    }

    private static void words(JsonObject json, String name, Optional<Words> words, Locale locale) {
        words.ifPresent(said -> json.put(name, said.in(locale)));
    }

    static JsonObject members(String leaderboard, LeaderboardPage<RankedMember> page, Optional<MemberKey> me) {
        return lines(leaderboard, "members", page, line -> {
            JsonObject json = new JsonObject()
                    .put("rank", line.rank())
                    .put("score", line.score())
                    .put("source", line.key().source())
                    .put("id", line.key().id())
                    .put("name", line.name());
            if (me.filter(line.key()::equals).isPresent()) {
                json.put("me", true);
            }
            return json;
        });
    }

    static JsonObject objects(String leaderboard, LeaderboardPage<RankedObject> page) {
        return lines(
                leaderboard,
                "objects",
                page,
                line -> new JsonObject()
                        .put("rank", line.rank())
                        .put("score", line.score())
                        .put("source", line.source())
                        .put("id", line.id())
                        .put("name", line.title())
                        .put(
                                "because",
                                array(
                                        line.because(),
                                        each -> new JsonObject()
                                                .put("activityType", each.activityType())
                                                .put("source", each.source())
                                                .put("count", each.count())
                                                .put("score", each.score()))));
    }

    private static <T> JsonObject lines(
            String leaderboard, String ranks, LeaderboardPage<T> page, Function<T, JsonObject> line) {
        return new JsonObject()
                .put("leaderboard", leaderboard)
                .put("ranks", ranks)
                .put("size", page.size())
                .put("lines", array(page.lines(), line));
    }

    static JsonObject outcomes(List<Recorded> recorded) {
        return new JsonObject().put("outcomes", array(recorded, each -> {
            JsonObject json = new JsonObject().put("outcome", each.outcome().name());
            if (!each.code().isEmpty()) {
                json.put("code", each.code()).put("message", each.message());
            }
            return json;
        }));
    }
}
