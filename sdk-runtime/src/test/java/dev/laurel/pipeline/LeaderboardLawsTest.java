package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.leaderboard.Declaration;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.leaderboard.Leaderboards.Happened;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Calendar;
import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.log.Step;
import dev.laurel.spi.reward.Window;
import dev.laurel.view.MemberFlag;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Place;
import dev.laurel.view.Slice;
import dev.laurel.view.Ties;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes late, is withdrawn, hidden, said anew, merged, told apart, flagged or erased, and whenever the log is
 * read again: leaderboards show what adding up the log from its beginning, with what is known in the end, comes to.
 */
class LeaderboardLawsTest {
    private static final int WEEK = 7;
    /** By then everything has happened. */
    private static final int FIRST_DAY = 15;

    private static final List<Declaration> BOARDS = List.of(
            members("ever", Window.EVER, 1, true),
            members("months", Window.MONTH, 3, true),
            members("days", Window.DAY, 60, false),
            members("week", Window.rolling(Duration.ofDays(WEEK)), 1, true),
            objects("products", Window.EVER, 1, true, List.of()),
            objects("united", Window.EVER, 1, false, Worlds.SOURCES),
            objects("latest", Window.rolling(Duration.ofDays(WEEK)), 1, true, List.of()));

    private static Declaration members(String name, Window window, int kept, boolean byTopic) {
        return new Declaration(
                name, "points/rep", "", Map.of(), List.of(), window, kept, Ties.COMPETITION, byTopic, "");
    }

    private static Declaration objects(String name, Window window, int kept, boolean byTopic, List<String> sources) {
        Map<String, Long> weights = Map.of("vote.up", 3L, "vote.down", -2L, "gift", 5L, "comment", 1L);
        return new Declaration(name, "", "question", weights, sources, window, kept, Ties.COMPETITION, byTopic, "");
    }

    @Test
    void givenAnyHistory_whenItComesInAnyOrder_thenLeaderboardsAreWhatTheLogAddsUpTo() {
        for (long seed = 0; seed < Shrinking.seeds(60); seed++) {
            long order = seed;
            Shrinking.check(seed, Worlds.history(seed, 70), history -> played(history, order));
        }
    }

    private static Optional<String> played(List<Sent> history, long seed) {
        Random random = new Random(seed);
        List<Sent> mixed = new ArrayList<>(history);
        if (seed % 3 > 0) {
            Collections.shuffle(mixed, random);
        }
        Play play = new Play(HouseRules.some(seed), BOARDS, Worlds.BEGINNING.plus(Duration.ofDays(FIRST_DAY)));
        int most = 1 + random.nextInt(20);
        for (int at = 0; at < mixed.size(); ) {
            int to = Math.min(mixed.size(), at + 1 + random.nextInt(most));
            play.send(mixed.subList(at, to), random.nextInt(6) == 0);
            at = to;
            happen(play, random);
            if (random.nextInt(8) == 0) {
                play.reopen();
            }
        }
        play.settle(Worlds.BEGINNING.plus(Duration.ofDays(FIRST_DAY + 3 + random.nextInt(6))));
        play.land();
        Optional<String> live = difference(play);
        if (live.isPresent()) {
            return live;
        }
        play.reopen();
        return difference(play).map(each -> "after a restart: " + each);
    }

    /** Now and then somebody decides who is who. */
    private static void happen(Play play, Random random) {
        int dice = random.nextInt(12);
        int one = any(play, random);
        int other = any(play, random);
        if (one < 0 || other < 0) {
            return;
        }
        Identities identities = play.engine().world().around().identities();
        boolean same = identities.member(one) == identities.member(other);
        switch (dice) {
            case 0, 1 -> {
                if (!same) {
                    play.decide(engine -> engine.decisions().merge(one, other, "test", "test"));
                }
            }
            case 2 -> {
                if (same && one != other) {
                    play.decide(engine -> engine.decisions().unmerge(one, other, "test", "test"));
                }
            }
            case 3, 4, 5 -> {
                MemberFlag flag = List.of(MemberFlag.values()).get(random.nextInt(3));
                boolean on = random.nextInt(3) > 0;
                play.decide(engine -> engine.decisions().flag(one, flag, on, List.of("test", "test")));
            }
            case 6 -> {
                if (random.nextInt(4) == 0) {
                    play.decide(engine -> engine.decisions().erase(one, "test"));
                }
            }
            default -> play.now(Worlds.BEGINNING.plus(Duration.ofDays(FIRST_DAY + random.nextInt(4))));
        }
    }

    private static int any(Play play, Random random) {
        return new Reading(play.engine())
                .identity(MemberKey.of(Worlds.SOURCES.get(random.nextInt(2)), "m" + random.nextInt(5)));
    }

    private static Optional<String> difference(Play play) {
        Plain plain = new Plain(play.engine(), play.time());
        Leaderboards boards = play.engine().projections().boards();
        for (Declaration board : BOARDS) {
            List<Slice> slices = new ArrayList<>();
            for (int back = 0; back < board.kept(); back++) {
                slices.add(Slice.ALL.back(back));
                for (int topic = 0; topic < 4 && board.byTopic(); topic++) {
                    slices.add(Slice.ALL.back(back).topic("t" + topic));
                }
            }
            for (Slice slice : slices) {
                Map<Integer, Long> expected =
                        board.ofMembers() ? plain.members(board, slice) : plain.objects(board, slice);
                Map<Integer, Long> shown = new TreeMap<>();
                for (Place place : boards.page(board.name(), slice, 0, 1_000)) {
                    shown.put((int) place.subject(), place.score());
                    if (!board.ofMembers() && place.score() != because(boards, board, slice, place)) {
                        return Optional.of(board.name() + " " + slice + ": its parts do not add up");
                    }
                }
                if (!expected.equals(shown)) {
                    return Optional.of(board.name() + " " + slice + ": expected " + expected + ", shown " + shown);
                }
            }
        }
        return Optional.empty();
    }

    private static long because(Leaderboards boards, Declaration board, Slice slice, Place place) {
        return boards.happened(board.name(), slice, (int) place.subject()).stream()
                .mapToLong(Happened::score)
                .sum();
    }

    /** Adds up the log, with no thought for speed. */
    private static final class Plain {
        private final Engine engine;
        private final Identities identities;
        private final Objects objects;
        private final Calendar calendar = new Calendar(ZoneOffset.UTC);
        private final long now;

        Plain(Engine engine, long now) {
            this.engine = engine;
            this.identities = engine.world().around().identities();
            this.objects = engine.world().around().objects();
            this.now = now;
        }

        Map<Integer, Long> members(Declaration board, Slice slice) {
            Map<Integer, Long> sums = new HashMap<>();
            for (int identity = 0; identity < identities.size(); identity++) {
                int member = identities.member(identity);
                if (!isShown(member)) {
                    continue;
                }
                for (long place = identities.head(identity); place != 0; ) {
                    Step step = engine.log().step(place);
                    for (Entry entry : step.entries()) {
                        if (engine.dictionary().word(entry.grant().unit()).equals(board.unit())
                                && isIn(board, slice, entry.at())
                                && (slice.topic().isEmpty() || isAbout(entry.grant(), slice.topic()))) {
                            sums.merge(member, entry.delta(), Long::sum);
                        }
                    }
                    place = step.previous();
                }
            }
            return positive(sums);
        }

        private boolean isAbout(Grant grant, String topic) {
            return grant.kind() != Grant.Kind.LIMIT && isAbout(engine.log().activity(grant.cause()), topic);
        }

        private boolean isAbout(ActivityFact fact, String topic) {
            if (fact.object < 0) {
                return false;
            }
            for (int word : objects.topicsFromAbove(fact.object)) {
                if (engine.dictionary().word(word).equals(topic)) {
                    return true;
                }
            }
            return false;
        }

        Map<Integer, Long> objects(Declaration board, Slice slice) {
            Map<Integer, Long> sums = new HashMap<>();
            int type = engine.dictionary().find(board.object());
            for (long number = 0; number < engine.activities(); number++) {
                ActivityFact fact = engine.activity(number);
                Long weight = board.weights().get(engine.dictionary().word(fact.type));
                if (weight == null
                        || fact.object < 0
                        || type < 0
                        || !engine.world().around().participants().counts(fact)
                        || isDoneByNobody(fact)
                        || !isIn(board, slice, fact.at)
                        || (!slice.topic().isEmpty() && !isAbout(fact, slice.topic()))) {
                    continue;
                }
                int subject = objects.nearest(fact.object, type);
                if (subject >= 0) {
                    int together = engine.projections()
                            .things()
                            .united(engine.projections().boards().number(board.name()), subject)
                            .get(0);
                    sums.merge(together, weight, Long::sum);
                }
            }
            return positive(sums);
        }

        private boolean isDoneByNobody(ActivityFact fact) {
            for (int i = 0; i < fact.roles.length; i++) {
                String role = engine.dictionary().word(fact.roles[i]);
                if (fact.identities[i] >= 0
                        && List.of("rater", "member", "author").contains(role)) {
                    int member = identities.member(fact.identities[i]);
                    if (identities.isFlagged(member, MemberFlag.STAFF)
                            || identities.isFlagged(member, MemberFlag.BOT)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean isShown(int member) {
            for (MemberFlag flag : MemberFlag.values()) {
                if (identities.isFlagged(member, flag)) {
                    return false;
                }
            }
            for (int identity : identities.of(member)) {
                if (identities.isErased(identity)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isIn(Declaration board, Slice slice, long at) {
            Window window = board.window();
            if (window.kind() == Window.Kind.ROLLING) {
                long today = calendar.period(Window.DAY, now);
                long day = calendar.period(Window.DAY, at);
                return day <= today && day > today - WEEK;
            }
            return calendar.period(window, at) == calendar.period(window, now) - slice.back();
        }

        private static Map<Integer, Long> positive(Map<Integer, Long> sums) {
            Map<Integer, Long> positive = new TreeMap<>(sums);
            positive.values().removeIf(sum -> sum <= 0);
            return positive;
        }
    }
}
