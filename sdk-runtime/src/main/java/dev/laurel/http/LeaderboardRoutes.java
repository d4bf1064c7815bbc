package dev.laurel.http;

import dev.laurel.leaderboard.Declaration;
import dev.laurel.view.LaurelException;
import dev.laurel.view.LeaderboardPage;
import dev.laurel.view.MemberKey;
import dev.laurel.view.RankedMember;
import dev.laurel.view.Slice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Leaderboards over HTTP. */
final class LeaderboardRoutes {
    private LeaderboardRoutes() {}

    static void list(Ask ask, Open community) {
        ask.answer(Future.succeededFuture(new JsonObject()
                .put("leaderboards", Json.array(community.leaderboards(), board -> {
                    JsonObject json = new JsonObject()
                            .put("name", board.name())
                            .put("ranks", board.ofMembers() ? "members" : "objects")
                            .put("periods", board.kept())
                            .put("byTopic", board.byTopic());
                    return board.group().isEmpty() ? json : json.put("group", board.group());
                }))));
    }

    static void read(Ask ask, Open community) {
        Declaration board = community.leaderboard(ask.text("leaderboard"));
        Slice slice = slice(ask, community, board);
        int from = ask.number("from");
        int limit = ask.number("limit");
        if (board.ofMembers()) {
            ask.answer(mine(ask, community)
                    .compose(me -> ask.await(community.rankings().members(board.name(), slice, from, limit))
                            .map(page -> Json.members(board.name(), page, me))));
        } else {
            ask.answer(ask.await(community.rankings().objects(board.name(), slice, from, limit))
                    .map(page -> Json.objects(board.name(), page)));
        }
    }

    static void aroundMe(Ask ask, Open community) {
        Declaration board = community.leaderboard(ask.text("leaderboard"));
        if (!board.ofMembers()) {
            throw Problem.of(
                    400,
                    "CANNOT_BE_ASKED",
                    "the leaderboard " + board.name() + " ranks objects: no member has a place there");
        }
        Slice slice = slice(ask, community, board);
        MemberKey key = ask.me();
        ask.answer(mine(ask, community)
                .compose(me -> ask.await(community.rankings().around(board.name(), slice, key, ask.number("each")))
                        .map((LeaderboardPage<RankedMember> page) -> Json.members(board.name(), page, me))));
    }

    /** {@return the identity under which the leaderboards show whoever asks} */
    private static Future<Optional<MemberKey>> mine(Ask ask, Open community) {
        Optional<MemberKey> key = ask.caller().member();
        return key.isEmpty()
                ? Future.succeededFuture(key)
                : ask.await(community.questions().member(key.get()))
                        .map(member -> member.filter(
                                        known -> !known.identities().isEmpty())
                                .map(known -> known.identities().get(0)));
    }

    /** What a leaderboard does not have is the caller's mistake. */
    private static Slice slice(Ask ask, Open community, Declaration board) {
        Slice slice = new Slice(ask.number("back"), ask.text("topic"), ask.text("group"));
        try {
            community.partition().leaderboards().size(board.name(), slice);
            return slice;
        } catch (LaurelException e) {
            throw Problem.of(400, "CANNOT_BE_ASKED", String.valueOf(e.getMessage()));
        }
    }
}
