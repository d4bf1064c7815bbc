package dev.laurel;

import dev.laurel.http.Open;
import dev.laurel.http.PluginDesk;
import dev.laurel.http.Served;
import dev.laurel.log.HashChain;
import dev.laurel.plugin.Guests;
import dev.laurel.plugin.PluginCatalog;
import dev.laurel.plugin.PluginDepot;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.store.SqliteStore;
import dev.laurel.store.StoreException;
import dev.laurel.view.LaurelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Communities at work inside a host application. Start it with {@link #builder()}, close it when the host stops. Safe for
 * use by several threads.
 */
public final class Laurel implements AutoCloseable {
    private static final String SUFFIX = ".laurel";

    private final Plugins plugins;
    private final Map<String, Community> communities;
    private final OwnVertx vertx;
    private final SecureRandom random;

    private Laurel(Plugins plugins, Map<String, Community> communities, OwnVertx vertx, SecureRandom random) {
        this.plugins = plugins;
        this.communities = communities;
        this.vertx = vertx;
        this.random = random;
    }

    /** {@return a builder} */
    public static LaurelBuilder builder() {
        return new LaurelBuilder();
    }

    static Laurel start(LaurelBuilder builder) {
        WantedVersions.ofThisBuild().check(Laurel.class.getClassLoader());
        folder(builder.directory, builder.whenBusy != WhenBusy.FOLLOW);
        PluginDepot depot = PluginDepot.open(
                new PluginDepot.Supply(
                        builder.plugins, builder.classPath, builder.pluginFolder, builder.safeMode, builder.written),
                builder.clock);
        PluginCatalog catalog = depot.refresh().catalog();
        Map<String, Guests> guests = new LinkedHashMap<>();
        Map<String, Community> open = new LinkedHashMap<>();
        OwnVertx vertx = new OwnVertx(builder);
        CommunityOpening opening = new CommunityOpening(builder, vertx);
        try {
            makeRules(builder, catalog, guests);
            for (CommunityBuilder declared : builder.communities.values()) {
                Guests own = Objects.requireNonNull(guests.get(declared.name()));
                open.put(declared.name(), opening.open(declared, own));
            }
            Plugins plugins = new Plugins(depot, open, builder);
            if (builder.follows() && !builder.safeMode) {
                plugins.start();
            }
            return new Laurel(plugins, Map.copyOf(open), vertx, builder.random);
        } catch (RuntimeException | Error e) {
            open.values().forEach(Community::close);
            guests.values().forEach(Guests::close);
            vertx.close();
            depot.close();
            if (e instanceof StoreException || e instanceof IllegalArgumentException) {
                throw new LaurelException(String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    /** Makes the rules of all communities and looks at their connectors, so that all mistakes are told at once. */
    private static void makeRules(LaurelBuilder builder, PluginCatalog catalog, Map<String, Guests> guests) {
        List<String> problems = new ArrayList<>();
        for (CommunityBuilder declared : builder.communities.values()) {
            String name = declared.name();
            boolean lenient = builder.follows();
            Guests.Terms terms =
                    new Guests.Terms(name, declared.rules(), declared.connectors(), builder.clock, lenient);
            try {
                guests.put(name, Guests.open(catalog, terms));
            } catch (InvalidConfigException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new LaurelException(String.join("\n", problems));
        }
    }

    static Path file(LaurelBuilder builder, String community) {
        return folder(builder.directory, false).resolve(community + SUFFIX);
    }

    private static Path folder(@Nullable Path directory, boolean toWrite) {
        if (directory == null) {
            throw new LaurelException("no folder to keep communities in: say directory(...) before start()");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new LaurelException(
                    "the folder " + directory + " cannot be made or is a file: name one that can be written to", e);
        }
        if (toWrite && !Files.isWritable(directory)) {
            throw new LaurelException(
                    "the folder " + directory + " cannot be written to: change its rights, or name another");
        }
        return directory;
    }

    /**
     * A community.
     *
     * @param name the name under which it was declared
     * @return the community
     * @throws IllegalArgumentException if none was declared under this name
     */
    public Community community(String name) {
        Community community = communities.get(name);
        if (community == null) {
            throw new IllegalArgumentException("there is no community " + name + ", only " + communities.keySet()
                    + ": declare it with community(...)");
        }
        return community;
    }

    /** {@return the plugins, while this runs} */
    public Plugins plugins() {
        return plugins;
    }

    /**
     * The communities and their plugins over HTTP.
     *
     * @return nothing is served before it is told to
     */
    public Web web() {
        Map<String, Open> open = new LinkedHashMap<>();
        communities.forEach((name, community) -> open.put(name, community.open()));
        PluginDesk desk = new PluginDesk(plugins::report, plugins::refreshAsync, plugins::restartAsync);
        return new Web(vertx.get(), new Served(open, desk), random);
    }

    /** {@return what kept plugins from loading and rules from being made, and which leaderboards nothing can move, a sentence each; empty if all is well} */
    public List<String> problems() {
        return plugins.problems();
    }

    /**
     * Puts a backup in place of a community that is not there, after reading the whole of it: the order of the file, the
     * checksum of every page, and the chain of hashes over the log. It needs no vault key. Nothing is left behind if it
     * fails.
     *
     * @param backup a file made by {@link Community#backup}
     * @param directory the folder in which communities are kept
     * @param community the name of the community; no file of it may be there
     * @throws LaurelException if the backup is not sound, or the community is there already
     * @throws IllegalArgumentException if the name is not one
     */
    public static void restore(Path backup, Path directory, String community) {
        LaurelBuilder.checkName(community);
        Path into = folder(directory, true);
        try {
            SqliteStore.restore(backup, into.resolve(community + SUFFIX), HashChain::check);
        } catch (StoreException e) {
            throw new LaurelException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Stops connectors, commits what was handed over, closes the communities. Blocks until it is done, whoever began
     * it; but for not more than five seconds a connector and half a minute a community, which are left behind if a
     * plugin does not come back. Idempotent.
     */
    @Override
    public synchronized void close() {
        // Whoever is told to stop while this closes hears of it afterwards: closing is what stopping takes.
        boolean interrupted = Thread.interrupted();
        try {
            plugins.stop();
            communities.values().forEach(Community::close);
            vertx.close();
            plugins.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
