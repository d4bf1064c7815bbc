package dev.laurel.http;

import java.util.Map;

/**
 * What is there to be asked over HTTP.
 *
 * @param communities the communities by name
 * @param plugins the plugins of all of them
 */
public record Served(Map<String, Open> communities, PluginDesk plugins) {
    /** Keeps a copy. */
    public Served {
        communities = Map.copyOf(communities);
    }

    /**
     * A community.
     *
     * @throws Problem if there is none of this name
     */
    Open community(String name) {
        Open community = communities.get(name);
        if (community == null) {
            throw Problem.of(404, "NOT_FOUND", "there is no community of this name here");
        }
        return community;
    }
}
