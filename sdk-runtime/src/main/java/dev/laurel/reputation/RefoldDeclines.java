package dev.laurel.reputation;

import dev.laurel.log.Dictionary;
import dev.laurel.log.Grant;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.log.Step.Declined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What rules have reasons not to give while a member is folded anew, as far as it is not what the member's records say
 * already: history that is judged at once has no records of its own, and a rule that is asked again may answer
 * otherwise. To one participation a rule has one answer, the last.
 */
final class RefoldDeclines {
    // Of refusals that are on no record yet, the latest: a record has its bounds.
    private static final int MOST = 32;

    private final int answered;
    private final Map<Key, Declined> known = new LinkedHashMap<>();
    private final Map<Key, Declined> changed = new HashMap<>();
    private final LinkedHashMap<Key, Declined> fresh = new LinkedHashMap<>();

    private record Key(long cause, int role, int rule) {
        static Key of(Declined declined) {
            return new Key(declined.cause(), declined.role(), declined.rule());
        }
    }

    /**
     * Nothing yet.
     *
     * @param words has the word that says that a rule has nothing against it any more
     */
    RefoldDeclines(Dictionary words) {
        this.answered = words.number(Dictionary.ANSWERED);
    }

    /** Takes in what a record of the member says; records come newest first. */
    void known(Step step) {
        for (Declined declined : step.declines()) {
            if (declined.cause() != Place.NONE) {
                known.putIfAbsent(Key.of(declined), declined);
            }
        }
    }

    /** A rule has a reason; participations come in time order. */
    void found(Declined declined) {
        Key key = Key.of(declined);
        if (known.containsKey(key)) {
            changed.put(key, declined);
            return;
        }
        fresh.remove(key);
        fresh.put(key, declined);
        if (fresh.size() > MOST) {
            fresh.remove(fresh.keySet().iterator().next());
        }
    }

    /** A rule gives something, whatever it said before. */
    void given(Grant grant) {
        if (!changed.isEmpty() || !fresh.isEmpty()) {
            Key key = new Key(grant.cause(), grant.role(), grant.rule());
            changed.remove(key);
            fresh.remove(key);
        }
    }

    /**
     * What is to be written.
     *
     * @param asked whether the rule of a refusal that is on record was asked again
     * @return what differs from what is on record, then what is new, the latest first
     */
    List<Declined> unrecorded(Predicate<Declined> asked) {
        List<Declined> all = new ArrayList<>(fresh.values());
        known.forEach((key, before) -> {
            Declined now = changed.get(key);
            if (now != null && !now.equals(before)) {
                all.add(now);
            } else if (now == null && before.code() != answered && asked.test(before)) {
                all.add(new Declined(key.cause, key.role, key.rule, answered, Long.MAX_VALUE));
            }
        });
        Collections.reverse(all);
        return all;
    }
}
