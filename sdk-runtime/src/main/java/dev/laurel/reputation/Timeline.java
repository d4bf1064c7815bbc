package dev.laurel.reputation;

import dev.laurel.reputation.Plan.Rule;
import dev.laurel.spi.reward.Limit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which version of each rule is in force from when, and what bounds each version declared. A participation is judged by
 * the version in force when it happened; what was granted by a version that can no longer run is kept as it is, under the
 * limits of its own time.
 */
public final class Timeline {
    private record Since(long from, String digest) {}

    /** A version of a rule: the rule's name and the digest of its declaration. */
    record Version(String rule, String digest) {
        /** {@return the version that a word of the log names: rule, digest and plugin version, a line each} */
        static Version of(String word) {
            String[] parts = word.split("\n", -1);
            return new Version(parts[0], parts.length > 1 ? parts[1] : "");
        }
    }

    /** What a version declared, and the version of the plugin that brought it. */
    record Declared(Version version, List<Limit> limits, String plugin) {}

    /** From when on some version of a rule is in force, and whether it is the one that is there now. */
    @SuppressWarnings("ArrayRecordComponent") // read in place, never compared
    record Stretches(int changes, long[] from, boolean[] isOwn) {}

    private int changes;
    private final Map<String, List<Since>> versions = new HashMap<>();
    private final Map<Version, Declared> declared = new LinkedHashMap<>();
    private final Map<String, Long> absent = new HashMap<>();

    /**
     * Puts a version in force.
     *
     * @param rule the rule's name
     * @param digest its digest
     * @param from from when on, in microseconds since 1970
     */
    public void put(String rule, String digest, long from) {
        List<Since> list = versions.computeIfAbsent(rule, key -> new ArrayList<>());
        list.removeIf(since -> since.from() >= from);
        list.add(new Since(from, digest));
        changes++;
        absent.remove(rule);
    }

    /**
     * Remembers what bounds a version declared.
     *
     * @param rule the rule's name
     * @param digest its digest
     * @param limits the limits
     * @param plugin the version of the plugin
     */
    public void declare(String rule, String digest, List<Limit> limits, String plugin) {
        Version version = new Version(rule, digest);
        declared.put(version, new Declared(version, List.copyOf(limits), plugin));
    }

    /**
     * Says that a rule is not there at the moment.
     *
     * @param rule the rule's name
     * @param since since when, in microseconds since 1970
     */
    public void leave(String rule, long since) {
        absent.put(rule, since);
    }

    /**
     * Says that a rule is there again, in the version it had.
     *
     * @param rule the rule's name
     */
    public void comeBack(String rule) {
        absent.remove(rule);
    }

    /**
     * Whether a rule was in force and is not there.
     *
     * @param rule the rule's name
     * @return whether it is away
     */
    public boolean isAway(String rule) {
        return absent.containsKey(rule);
    }

    /**
     * The version in force now.
     *
     * @param rule the rule's name
     * @return its digest, or null if the rule has never been in force
     */
    public @Nullable String latest(String rule) {
        List<Since> list = versions.get(rule);
        return list == null ? null : list.get(list.size() - 1).digest();
    }

    /** {@return the names of all rules that have ever been in force} */
    public List<String> rules() {
        return List.copyOf(versions.keySet());
    }

    /** {@return what all versions declared, in the order in which they came} */
    List<Declared> declared() {
        return List.copyOf(declared.values());
    }

    boolean isInForce(Rule rule, long at) {
        // Asked for each rule and participation, changed once in a year: each rule keeps its own answer.
        Stretches stretches = rule.stretches;
        if (stretches == null || stretches.changes != changes) {
            stretches = stretches(rule);
            rule.stretches = stretches;
        }
        for (int i = stretches.from.length - 1; i >= 0; i--) {
            if (at >= stretches.from[i]) {
                return stretches.isOwn[i];
            }
        }
        return false;
    }

    private Stretches stretches(Rule rule) {
        List<Since> list = versions.getOrDefault(rule.declaration.name(), List.of());
        Stretches stretches = new Stretches(changes, new long[list.size()], new boolean[list.size()]);
        for (int i = 0; i < list.size(); i++) {
            stretches.from[i] = list.get(i).from();
            stretches.isOwn[i] = list.get(i).digest().equals(rule.declaration.digest());
        }
        return stretches;
    }

    boolean isInForce(Version version, long at) {
        return version.digest().equals(inForce(version.rule(), at));
    }

    private @Nullable String inForce(String rule, long at) {
        List<Since> list = versions.get(rule);
        if (list == null) {
            return null;
        }
        for (int i = list.size() - 1; i >= 0; i--) {
            Since since = list.get(i);
            if (at >= since.from()) {
                return since.digest();
            }
        }
        return null;
    }

    /** {@return when a version judged for the last time, in microseconds since 1970; the far future if it still can} */
    long frozenAt(Version version) {
        long away = absent.getOrDefault(version.rule(), Long.MAX_VALUE);
        List<Since> list = versions.getOrDefault(version.rule(), List.of());
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).digest().equals(version.digest())) {
                return i + 1 < list.size() ? Math.min(away, list.get(i + 1).from()) : away;
            }
        }
        return away;
    }
}
