package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.identity.StoredObject;
import dev.laurel.leaderboard.Declaration;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.leaderboard.Leaderboards.Happened;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.MemberFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps leaderboards of objects in step with what happens. An activity counts for the nearest object of the ranked type:
 * the one it is about, or one above that. What staff and bots do does not count.
 */
final class ObjectBoards {
    private static final List<String> DOERS = List.of(Role.RATER.name(), Role.MEMBER.name(), Role.AUTHOR.name());

    private final Engine engine;
    private final Leaderboards boards;
    private final Identities identities;
    private final Objects objects;
    private final List<One> ranked = new ArrayList<>();
    private final WordSet<Boolean> doers;

    /** A leaderboard of objects, and which objects of different sources it takes for one. */
    private static final class One {
        final int number;
        final Declaration declaration;
        final Map<String, List<Integer>> byId = new HashMap<>();
        // Once known, for good: an object whose author is erased loses its id.
        final Map<Integer, List<Integer>> united = new HashMap<>();

        One(int number, Declaration declaration) {
            this.number = number;
            this.declaration = declaration;
        }
    }

    ObjectBoards(Engine engine, Leaderboards boards) {
        this.engine = engine;
        this.boards = boards;
        this.identities = engine.world().around().identities();
        this.objects = engine.world().around().objects();
        this.doers = new WordSet<>(engine.dictionary(), DOERS::contains);
        for (int i = 0; i < boards.size(); i++) {
            if (!boards.declaration(i).ofMembers()) {
                ranked.add(new One(i, boards.declaration(i)));
            }
        }
    }

    boolean isEmpty() {
        return ranked.isEmpty();
    }

    /** {@return the objects that are one with an object on a leaderboard, the one that is ranked first} */
    List<Integer> united(int board, int object) {
        for (One one : ranked) {
            if (one.number == board) {
                return List.copyOf(one.united.getOrDefault(object, List.of(object)));
            }
        }
        return List.of(object);
    }

    /** An activity counts from now on, or with a sign of -1, no longer. */
    void counted(ActivityFact fact, int sign) {
        if (fact.object < 0 || isDisregarded(fact)) {
            return;
        }
        Map<Integer, String> topics = topics(fact.object);
        for (One one : ranked) {
            count(one, subject(one, fact.object), topics, fact, sign);
        }
    }

    private void count(One one, int subject, Map<Integer, String> topics, ActivityFact fact, int sign) {
        Long weight = one.declaration.weights().get(engine.dictionary().word(fact.type));
        if (weight != null && subject >= 0) {
            boards.happened(one.number, fact.at, topics, subject, new Happened(fact.type, fact.source, sign, weight));
        }
    }

    private Map<Integer, String> topics(int object) {
        return engine.projections().members().texts(objects.topicsFromAbove(object));
    }

    private boolean isDisregarded(ActivityFact fact) {
        for (int i = 0; i < fact.roles.length; i++) {
            if (fact.identities[i] >= 0 && doers.of(fact.roles[i]) && isDisregarded(fact.identities[i])) {
                return true;
            }
        }
        return false;
    }

    private boolean isDisregarded(int identity) {
        int member = identities.member(identity);
        return identities.isFlagged(member, MemberFlag.STAFF) || identities.isFlagged(member, MemberFlag.BOT);
    }

    private int subject(One one, int object) {
        int type = engine.dictionary().find(one.declaration.object());
        int nearest = type < 0 ? -1 : objects.nearest(object, type);
        if (nearest < 0 || one.declaration.sources().isEmpty()) {
            return nearest;
        }
        return together(one, nearest).get(0);
    }

    private List<Integer> together(One one, int object) {
        List<Integer> known = one.united.get(object);
        if (known != null) {
            return known;
        }
        StoredObject stored = engine.vault().object(object);
        if (stored == null || !one.declaration.sources().contains(stored.source())) {
            return List.of(object);
        }
        List<Integer> together = one.byId.computeIfAbsent(stored.id(), any -> new ArrayList<>(2));
        together.add(object);
        one.united.put(object, together);
        return together;
    }

    /** What an object counts for: whether it is to be seen, for which ranked object, under which topics. */
    @SuppressWarnings("ArrayRecordComponent") // compared part by part
    record Where(int object, boolean live, int[] subjects, int[] topics) {}

    /** {@return what an object and all below it count for now} */
    List<Where> where(int object) {
        List<Where> all = new ArrayList<>();
        objects.visitTree(object, below -> {
            int[] subjects =
                    ranked.stream().mapToInt(one -> subject(one, below)).toArray();
            all.add(new Where(below, objects.isLive(below), subjects, objects.topicsFromAbove(below)));
        });
        return all;
    }

    /** An activity about an object that counted before, and may count otherwise now. */
    void moved(ActivityFact fact, Where before, Where after) {
        if (engine.world().withdrawals().isWithdrawn(fact.number) || isDisregarded(fact)) {
            return;
        }
        for (int i = 0; i < ranked.size(); i++) {
            if (before.live()) {
                count(ranked.get(i), before.subjects()[i], texts(before), fact, -1);
            }
            if (after.live()) {
                count(ranked.get(i), after.subjects()[i], texts(after), fact, 1);
            }
        }
    }

    private Map<Integer, String> texts(Where where) {
        return engine.projections().members().texts(where.topics());
    }

    /** {@return the identities whose doing does not count, of those} */
    Set<Integer> disregarded(int... those) {
        Set<Integer> found = new HashSet<>();
        for (int identity : those) {
            if (!ranked.isEmpty() && isDisregarded(identity)) {
                found.add(identity);
            }
        }
        return found;
    }

    /** Somebody's doing counts no longer, or counts from now on: all that they alone decide of is counted anew. */
    void disregard(Set<Integer> before, Set<Integer> after) {
        Set<Integer> turned = new HashSet<>(before);
        turned.addAll(after);
        turned.removeIf(identity -> before.contains(identity) == after.contains(identity));
        Map<Long, ActivityFact> concerned = new HashMap<>();
        for (int identity : turned) {
            for (long place = identities.head(identity); place != Place.NONE; ) {
                Step step = engine.log().step(place);
                if (step.cause() != Place.NONE) {
                    concerned.computeIfAbsent(step.cause(), engine.log()::activity);
                }
                place = step.previous();
            }
        }
        concerned.values().forEach(fact -> recount(fact, turned, after));
    }

    private void recount(ActivityFact fact, Set<Integer> turned, Set<Integer> after) {
        boolean was = false;
        boolean is = false;
        for (int i = 0; i < fact.roles.length; i++) {
            int identity = fact.identities[i];
            if (identity >= 0 && doers.of(fact.roles[i])) {
                is |= isDisregarded(identity);
                was |= turned.contains(identity) ? !after.contains(identity) : isDisregarded(identity);
            }
        }
        if (was == is
                || fact.object < 0
                || !engine.world().around().participants().counts(fact)) {
            return;
        }
        Map<Integer, String> topics = topics(fact.object);
        for (One one : ranked) {
            count(one, subject(one, fact.object), topics, fact, is ? -1 : 1);
        }
    }

    /** {@return a title, if any of the objects that are one has one} */
    @Nullable
    StoredObject stored(int board, int object) {
        StoredObject first = engine.vault().object(object);
        for (int each : united(board, object)) {
            StoredObject stored = engine.vault().object(each);
            if (stored != null && stored.title().isPresent()) {
                return stored;
            }
        }
        return first;
    }
}
