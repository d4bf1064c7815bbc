package dev.laurel.pipeline;

import dev.laurel.intake.KeyedHash;
import dev.laurel.intake.RememberedIds;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whether an activity's id is known from another source than the one that wants to take it back. */
final class ForeignIds {
    private static final int MOST = 64;

    private final KeyedHash hash;
    private final RememberedIds ids;
    private final Set<String> sources = new LinkedHashSet<>();

    private String last = "";

    ForeignIds(KeyedHash hash, RememberedIds ids) {
        this.hash = hash;
        this.ids = ids;
    }

    void seen(String source) {
        if (!source.equals(last) && sources.size() < MOST) {
            sources.add(source);
            last = source;
        }
    }

    boolean isKnownElsewhere(String source, String id) {
        long[] found = new long[2];
        for (String other : sources) {
            if (!other.equals(source)) {
                hash.hash(KeyedHash.Domain.ACTIVITY, other, id, found);
                if (ids.find(found[0], found[1]) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
