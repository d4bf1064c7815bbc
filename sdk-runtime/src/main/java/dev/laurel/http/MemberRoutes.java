package dev.laurel.http;

import dev.laurel.leaderboard.Declaration;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.view.EntryLine;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.Place;
import dev.laurel.view.Slice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** Members over HTTP. */
final class MemberRoutes {
    private MemberRoutes() {}

    /** Whoever the host vouches for is somebody, even before anything is recorded of them. */
    static void me(Ask ask, Open community) {
        ask.answer(ask.await(community.questions().member(ask.me()))
                .map(member -> member.map(known -> json(community, known)).orElseGet(MemberRoutes::nothingYet)));
    }

    static void myEntries(Ask ask, Open community) {
        ask.answer(entries(ask, community, ask.me()));
    }

    static void myDeclines(Ask ask, Open community) {
        ask.answer(declines(ask, community, ask.me()));
    }

    static void member(Ask ask, Open community) {
        ask.answer(known(ask, community).map(member -> json(community, member)));
    }

    static void entries(Ask ask, Open community) {
        ask.answer(known(ask, community).compose(member -> entries(ask, community, named(ask))));
    }

    static void declines(Ask ask, Open community) {
        ask.answer(known(ask, community).compose(member -> declines(ask, community, named(ask))));
    }

    private static MemberKey named(Ask ask) {
        return MemberKey.of(ask.text("source"), ask.text("id"));
    }

    private static Future<MemberSummary> known(Ask ask, Open community) {
        MemberKey key = named(ask);
        return ask.await(community.questions().member(key))
                .map(member -> member.orElseThrow(() -> Problem.of(
                        404,
                        "NOT_FOUND",
                        "nobody is known under this id from the source " + key.source()
                                + ": check the source's name and the id; whoever was erased is not known either")));
    }

    private static JsonObject json(Open community, MemberSummary member) {
        JsonObject balances = new JsonObject();
        member.balances().forEach(balances::put);
        JsonArray places = new JsonArray();
        Leaderboards boards = community.partition().leaderboards();
        for (Declaration board : community.leaderboards()) {
            Place place = board.ofMembers() ? boards.place(board.name(), Slice.ALL, (int) member.member()) : null;
            if (place != null) {
                places.add(new JsonObject()
                        .put("leaderboard", board.name())
                        .put("rank", place.rank())
                        .put("score", place.score())
                        .put("of", boards.size(board.name(), Slice.ALL)));
            }
        }
        return json(member.name(), balances, places);
    }

    private static JsonObject nothingYet() {
        return json("", new JsonObject(), new JsonArray());
    }

    private static JsonObject json(String name, JsonObject balances, JsonArray places) {
        return new JsonObject().put("name", name).put("balances", balances).put("places", places);
    }

    private static Future<JsonObject> entries(Ask ask, Open community, MemberKey key) {
        Locale locale = ask.locale();
        String after = ask.text("after");
        int limit = ask.number("limit");
        CompletionStage<List<EntryLine>> entries = after.isEmpty()
                ? community.questions().entries(key, limit)
                : community.questions().entriesAfter(key, after, limit);
        return ask.await(entries)
                .map(lines -> new JsonObject().put("entries", Json.array(lines, line -> Json.entry(line, locale))));
    }

    private static Future<JsonObject> declines(Ask ask, Open community, MemberKey key) {
        Locale locale = ask.locale();
        return ask.await(community.questions().declines(key, ask.number("limit")))
                .map(lines -> new JsonObject().put("declines", Json.array(lines, line -> Json.decline(line, locale))));
    }
}
