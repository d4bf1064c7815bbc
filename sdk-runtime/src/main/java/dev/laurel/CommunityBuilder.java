package dev.laurel;

import dev.laurel.leaderboard.Declaration;
import dev.laurel.pipeline.PartitionSettings.Memory;
import dev.laurel.plugin.Selection;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Says what a community uses: its time zone, its rules, its connectors, its leaderboards. Not safe for use by several threads. */
public final class CommunityBuilder {
    private final String name;
    private final List<Selection> rules = new ArrayList<>();
    private final List<Selection> connectors = new ArrayList<>();
    private final Map<String, Declaration> leaderboards = new LinkedHashMap<>();
    private ZoneId zone = ZoneOffset.UTC;
    private Memory memory = Memory.DEFAULT;

    CommunityBuilder(String name) {
        this.name = name;
    }

    /**
     * The time zone in which the community's days and months begin. UTC if not said.
     *
     * @param zone the zone; changing it later changes what is judged from then on, and what is judged anew
     * @return this
     */
    public CommunityBuilder zone(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Uses a set of reward rules that needs no settings; see {@link #rules(String, Map)} for from when they are in
     * force.
     *
     * @param extension {@code PLUGIN/EXTENSION}
     * @return this
     */
    public CommunityBuilder rules(String extension) {
        return rules(extension, Map.of());
    }

    /**
     * Uses a set of reward rules. In a community without activities they are in force for all times. A rule that is
     * added or changed later is in force from the start that first sees it, and earns nothing for what happened before,
     * even if that is recorded later; so select rules before the first import. Rules that could not be made count from
     * when they were selected, and what a rule missed because it failed is made up for at the next start with the
     * mended rule, as long as its spec, the revision included, is the same.
     *
     * @param extension {@code PLUGIN/EXTENSION}
     * @param settings the settings it declares
     * @return this
     */
    public CommunityBuilder rules(String extension, Map<String, String> settings) {
        Objects.requireNonNull(extension, "extension");
        rules.add(new Selection(extension, extension.substring(extension.lastIndexOf('/') + 1), settings));
        return this;
    }

    /**
     * Uses a connector.
     *
     * @param extension {@code PLUGIN/EXTENSION}
     * @param source the name that its activities carry as their source; it never changes
     * @param settings the settings it declares
     * @return this
     */
    public CommunityBuilder connector(String extension, String source, Map<String, String> settings) {
        if (source.isBlank()) {
            throw new IllegalArgumentException("the connector " + extension + " of community " + name
                    + " has no source: name one, for its activities carry it for good");
        }
        connectors.add(new Selection(extension, source, settings));
        return this;
    }

    /**
     * Keeps a leaderboard, out of all that is in the log: it can be declared, changed and dropped at any start.
     *
     * @param leaderboard its name: lower case letters, digits and hyphens
     * @param what says what it ranks
     * @return this
     * @throws IllegalArgumentException if the name is none or taken, or what it ranks does not fit together
     */
    public CommunityBuilder leaderboard(String leaderboard, Consumer<LeaderboardBuilder> what) {
        LaurelBuilder.checkName("leaderboard", Objects.requireNonNull(leaderboard, "leaderboard"));
        LeaderboardBuilder builder = new LeaderboardBuilder(leaderboard);
        what.accept(builder);
        if (leaderboards.putIfAbsent(leaderboard, builder.build()) != null) {
            throw new IllegalArgumentException(
                    "community " + name + " has the leaderboard " + leaderboard + " twice: give one another name");
        }
        return this;
    }

    /**
     * How much of a large community is kept in memory at a time. What is dropped is read back from the store.
     *
     * @param members how many members' states, 50,000 if not said; for each, about half a kilobyte
     * @param logBytes how many bytes of the log, 64 MiB if not said
     * @return this
     */
    public CommunityBuilder memory(int members, long logBytes) {
        if (members < 1 || logBytes < 1) {
            throw new IllegalArgumentException("community " + name + " cannot keep " + members + " members and "
                    + logBytes + " bytes of the log in memory: name numbers from 1 on");
        }
        this.memory = new Memory(members, logBytes, memory.ids());
        return this;
    }

    String name() {
        return name;
    }

    List<Selection> rules() {
        return List.copyOf(rules);
    }

    List<Selection> connectors() {
        return List.copyOf(connectors);
    }

    List<Declaration> leaderboards() {
        return List.copyOf(leaderboards.values());
    }

    ZoneId zone() {
        return zone;
    }

    Memory memory() {
        return memory;
    }
}
