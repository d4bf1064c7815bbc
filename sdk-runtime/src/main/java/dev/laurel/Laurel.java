package dev.laurel;

import dev.laurel.plugin.PluginCatalog;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.store.SqliteStore;
import dev.laurel.store.StoreException;
import dev.laurel.view.LaurelException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Communities at work inside a host application. Start it with {@link #builder()}, close it when the host stops. Safe for
 * use by several threads.
 */
public final class Laurel implements AutoCloseable {
    private static final String SUFFIX = ".laurel";

    private final PluginCatalog catalog;
    private final Map<String, Community> communities;
    private final OwnVertx vertx;

    private Laurel(PluginCatalog catalog, Map<String, Community> communities, OwnVertx vertx) {
        this.catalog = catalog;
        this.communities = communities;
        this.vertx = vertx;
    }

    /** The host's Vert.x, or one that is made when it is first needed and closed with Laurel. */
    static final class OwnVertx {
        private final @Nullable Vertx given;
        private @Nullable Vertx made;

        OwnVertx(@Nullable Vertx given) {
            this.given = given;
        }

        Vertx get() {
            if (given != null) {
                return given;
            }
            Vertx own = made == null ? Vertx.vertx() : made;
            made = own;
            return own;
        }

        void close() {
            Vertx own = made;
            if (own != null) {
                try {
                    own.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                    System.getLogger(Laurel.class.getName())
                            .log(System.Logger.Level.WARNING, "Vert.x did not close in ten seconds", e);
                }
            }
        }
    }

    /** {@return a builder} */
    public static LaurelBuilder builder() {
        return new LaurelBuilder();
    }

    static Laurel start(LaurelBuilder builder) {
        Path directory = folder(builder.directory);
        PluginCatalog catalog = PluginCatalog.discover(builder.plugins, builder.classPath, builder.pluginFolder);
        Map<String, Community> open = new LinkedHashMap<>();
        OwnVertx vertx = new OwnVertx(builder.vertx);
        try {
            for (CommunityBuilder community : builder.communities.values()) {
                Path file = directory.resolve(community.name() + SUFFIX);
                open.put(community.name(), Community.open(community, file, catalog, builder, vertx));
            }
            return new Laurel(catalog, Map.copyOf(open), vertx);
        } catch (RuntimeException | Error e) {
            open.values().forEach(Community::close);
            vertx.close();
            catalog.close();
            if (e instanceof StoreException || e instanceof InvalidConfigException || e instanceof IllegalArgumentException) {
                throw new LaurelException(String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    private static Path folder(@Nullable Path directory) {
        if (directory == null) {
            throw new LaurelException("no folder to keep communities in: say directory(...) before start()");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new LaurelException(
                    "the folder " + directory + " cannot be made or is a file: name one that can be written to", e);
        }
        if (!Files.isWritable(directory)) {
            throw new LaurelException("the folder " + directory + " cannot be written to: change its rights, or name another");
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
            throw new IllegalArgumentException(
                    "there is no community " + name + ", only " + communities.keySet() + ": declare it with community(...)");
        }
        return community;
    }

    /** {@return what kept plugins from loading, a sentence each; empty if all is well} */
    public List<String> problems() {
        return catalog.problems();
    }

    /**
     * Puts a backup in place of a community that is not there.
     *
     * @param backup a file made by {@link Community#backup}
     * @param directory the folder in which communities are kept
     * @param community the name of the community; no file of it may be there
     * @throws LaurelException if the backup is not sound, or the community is there already
     */
    public static void restore(Path backup, Path directory, String community) {
        Path into = folder(directory);
        try {
            SqliteStore.restore(backup, into.resolve(community + SUFFIX));
        } catch (StoreException e) {
            throw new LaurelException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Stops connectors, commits what was handed over, closes the communities. Blocks until it is done; idempotent. */
    @Override
    public void close() {
        communities.values().forEach(Community::close);
        vertx.close();
        catalog.close();
    }
}
