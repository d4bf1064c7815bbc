package dev.laurel.reputation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members to be folded anew, each from when on and why; the earliest time counts. In the order of their marking. */
final class Marks {
    /** From when on, in microseconds since 1970, and the word for the reason. */
    record Mark(long from, int reason) {}

    private final Map<Integer, Mark> byMember = new LinkedHashMap<>();

    /** {@return whether the member has to be folded anew from earlier on than was known} */
    boolean add(int member, Mark mark) {
        Mark known = byMember.putIfAbsent(member, mark);
        if (known != null && mark.from() < known.from()) {
            byMember.put(member, mark);
        }
        return known == null || mark.from() < known.from();
    }

    boolean contains(int member) {
        return !byMember.isEmpty() && byMember.containsKey(member);
    }

    @Nullable
    Mark remove(int member) {
        return byMember.remove(member);
    }

    boolean isEmpty() {
        return byMember.isEmpty();
    }

    int size() {
        return byMember.size();
    }

    int first() {
        return byMember.keySet().iterator().next();
    }

    /** {@return all marks; there are none any more} */
    Map<Integer, Mark> take() {
        Map<Integer, Mark> all = new LinkedHashMap<>(byMember);
        byMember.clear();
        return all;
    }
}
