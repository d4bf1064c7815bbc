package dev.laurel.reputation;

import dev.laurel.reputation.Plan.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which version of each rule is in force from when. A participation is judged by the version in force when it happened;
 * what was granted by a version that can no longer run is kept as it is.
 */
public final class Timeline {
    private record Since(long from, String digest) {}

    private final Map<String, List<Since>> versions = new HashMap<>();

    /**
     * Puts a version in force.
     *
     * @param rule the rule's name
     * @param digest its digest; empty to put the rule out of force
     * @param from from when on, in microseconds since 1970
     */
    public void put(String rule, String digest, long from) {
        List<Since> list = versions.computeIfAbsent(rule, key -> new ArrayList<>());
        list.removeIf(since -> since.from() >= from);
        list.add(new Since(from, digest));
    }

    /**
     * The version in force now.
     *
     * @param rule the rule's name
     * @return its digest, or null if the rule has never been in force
     */
    public @org.jspecify.annotations.Nullable String latest(String rule) {
        List<Since> list = versions.get(rule);
        return list == null ? null : list.get(list.size() - 1).digest();
    }

    /** {@return the names of all rules that have ever been in force} */
    public List<String> rules() {
        return List.copyOf(versions.keySet());
    }

    boolean isInForce(Rule rule, long at) {
        List<Since> list = versions.get(rule.declaration.name());
        if (list == null) {
            return false;
        }
        for (int i = list.size() - 1; i >= 0; i--) {
            Since since = list.get(i);
            if (at >= since.from()) {
                return since.digest().equals(rule.declaration.digest());
            }
        }
        return false;
    }
}
