package dev.laurel.view;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an instance of an extension is doing for a community: a connector, a set of rules.
 *
 * @param community the community
 * @param extension {@code PLUGIN/EXTENSION}
 * @param kind what it is, in words, such as {@code connector}
 * @param instance its name; for a connector, the source that its activities carry
 * @param version the version of the plugin that it is of; empty if its plugin is not there
 * @param state what it is doing
 * @param counts what it has done since it was made, such as {@code accepted} or {@code asked}, by name
 * @param timeSpent how long its calls took, as far as they were timed; for rules an estimate out of one call in 256
 * @param lostThreads threads that it does not let go of
 * @param failure the last failure in plain words; empty if there was none since the last success
 * @param remedy what to do; empty if there is nothing to do
 */
public record InstanceStatus(
        String community,
        String extension,
        String kind,
        String instance,
        String version,
        ConnectorStatus.State state,
        Map<String, Long> counts,
        Duration timeSpent,
        List<LostThread> lostThreads,
        String failure,
        String remedy) {

    /** Keeps copies. */
    public InstanceStatus {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        lostThreads = List.copyOf(lostThreads);
    }
}
