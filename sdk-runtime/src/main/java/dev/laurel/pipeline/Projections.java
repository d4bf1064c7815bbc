package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Entry;
import dev.laurel.log.Place;
import dev.laurel.pipeline.ObjectBoards.Where;
import dev.laurel.view.Change;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is kept in step with the log so that it can be read at once: the leaderboards. The same when the log is read again. */
final class Projections {
    private final Engine engine;
    private final Leaderboards boards;
    private final Objects objects;
    private final MemberBoards members;
    private final ObjectBoards things;
    private final Queue<Change> sealed = new ConcurrentLinkedQueue<>();
    private Set<Long> touched = new HashSet<>();
    private boolean watched;

    Projections(Engine engine, Leaderboards boards) {
        this.engine = engine;
        this.boards = boards;
        this.objects = engine.world().around().objects();
        this.members = new MemberBoards(engine, boards);
        this.things = new ObjectBoards(engine, boards);
    }

    Leaderboards boards() {
        return boards;
    }

    MemberBoards members() {
        return members;
    }

    ObjectBoards things() {
        return things;
    }

    void posted(Entry entry) {
        members.posted(entry);
        touch(entry.account());
    }

    /** Something happened to somebody that those who watch should hear of. */
    void touch(int identity) {
        if (watched && touched.size() <= Watches.MOST_MEMBERS) {
            touched.add((long) engine.world().around().identities().member(identity));
        }
    }

    /** Whether anybody watches, so that it matters who was touched. */
    void watched(boolean now) {
        watched = now;
    }

    /** The batch is complete. */
    void seal() {
        boards.seal();
        boolean everybody = touched.size() > Watches.MOST_MEMBERS;
        sealed.add(new Change(everybody ? Set.of() : touched, everybody, false));
        if (!touched.isEmpty()) {
            touched = new HashSet<>();
        }
    }

    /**
     * The oldest batch that was sealed is durable, and shown from now on.
     *
     * @return what changed
     */
    Change show(long now) {
        long before = boards.changes();
        boards.committed(now);
        Change change = sealed.remove();
        return new Change(change.members(), change.everybody(), boards.changes() != before);
    }

    /** An activity has come. */
    void arrived(ActivityFact fact) {
        if (!things.isEmpty() && engine.world().around().participants().counts(fact)) {
            things.counted(fact, 1);
        }
    }

    /** An activity has been taken back, or that has been taken back. */
    void turned(ActivityFact fact, boolean counts) {
        if (!things.isEmpty()) {
            things.counted(fact, counts ? 1 : -1);
        }
    }

    /** What objects count for, before something is said of one; empty if that cannot move anything. */
    List<Where> before(int object) {
        boolean needed = !things.isEmpty() || members.isByTopic();
        return needed ? things.where(object) : List.of();
    }

    /**
     * Something has been said of an object, and what is below it moves with it.
     *
     * @param before what they counted for
     * @param cause the activity that says it, which itself is not counted yet
     * @param lost who took part before and may not any more, or -1
     */
    void after(List<Where> before, ActivityFact cause, int... lost) {
        if (before.isEmpty()) {
            return;
        }
        Map<Integer, Where> now = new HashMap<>();
        things.where(before.get(0).object()).forEach(where -> now.put(where.object(), where));
        Map<Long, int[]> retopiced = new HashMap<>();
        Set<Integer> concerned = new HashSet<>();
        for (Where then : before) {
            Where here = now.get(then.object());
            if (here == null || isSame(then, here)) {
                continue;
            }
            for (long place = objects.head(then.object()); place != Place.NONE; ) {
                ActivityFact fact = engine.log().activity(place);
                if (place != cause.place) {
                    things.moved(fact, then, here);
                    retopiced.put(place, then.topics());
                    engine.world().around().participants().visit(fact, (role, identity) -> concerned.add(identity));
                }
                place = fact.previousOfObject;
            }
        }
        if (members.isByTopic() && !retopiced.isEmpty()) {
            for (int identity : lost) {
                concerned.add(identity);
            }
            concerned.remove(ActivityFact.NONE);
            members.moved(retopiced, concerned);
        }
    }

    private static boolean isSame(Where one, Where other) {
        return one.live() == other.live()
                && Arrays.equals(one.subjects(), other.subjects())
                && Arrays.equals(one.topics(), other.topics());
    }

    /** Something is about to happen to who is who. */
    Set<Integer> beforeRegrouping(int... identities) {
        return things.disregarded(identities);
    }

    /** Members are others now: merged, told apart, erased, flagged. */
    void regrouped(Set<Integer> disregardedBefore, int... concerned) {
        Identities identities = engine.world().around().identities();
        Set<Integer> named = new HashSet<>();
        for (int identity : concerned) {
            named.add(identities.member(identity));
        }
        members.regrouped(named.stream().mapToInt(Integer::intValue).sorted().toArray());
        things.disregard(disregardedBefore, things.disregarded(concerned));
    }
}
