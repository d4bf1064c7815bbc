package dev.laurel.reputation;

import dev.laurel.log.Step;
import dev.laurel.log.Step.Declined;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules have reasons not to give while a member is folded anew, as far as the member's records do not say so yet:
 * history that is judged at once has none of its own.
 */
final class RefoldDeclines {
    // Of the latest participations: a record has its bounds, and nobody asks for the thousandth refusal before.
    private static final int MOST = 32;

    private final int failed;
    private final Map<Key, Known> known = new HashMap<>();
    private final LinkedHashMap<Key, Set<Declined>> found = new LinkedHashMap<>();

    private record Key(long cause, int role, int rule) {
        static Key of(Declined declined) {
            return new Key(declined.cause(), declined.role(), declined.rule());
        }
    }

    /** What the newest record says of one key. */
    private record Known(long place, Set<Declined> declines) {}

    /**
     * Nothing yet.
     *
     * @param failed the word for rules that do not answer: that is said anew each time
     */
    RefoldDeclines(int failed) {
        this.failed = failed;
    }

    /** Takes in what a record of the member says; records come newest first. */
    void known(Step step) {
        for (Declined declined : step.declines()) {
            if (declined.code() != failed) {
                Known newest =
                        known.computeIfAbsent(Key.of(declined), key -> new Known(step.place(), new LinkedHashSet<>()));
                if (newest.place == step.place()) {
                    newest.declines.add(declined);
                }
            }
        }
    }

    /** A rule has a reason; participations come in time order. */
    void found(Declined declined) {
        found.computeIfAbsent(Key.of(declined), key -> new LinkedHashSet<>(2)).add(declined);
        if (found.size() > MOST) {
            found.remove(found.keySet().iterator().next());
        }
    }

    /** {@return what is to be written, that of the last participation first} */
    List<Declined> unrecorded() {
        Deque<Declined> latestFirst = new ArrayDeque<>();
        found.forEach((key, declines) -> {
            Known newest = known.get(key);
            if (newest == null || !newest.declines.equals(declines)) {
                declines.forEach(latestFirst::addFirst);
            }
        });
        return new ArrayList<>(latestFirst);
    }
}
