package dev.laurel;

import dev.laurel.plugin.Guests;
import dev.laurel.plugin.LoadedExtension;
import dev.laurel.plugin.LoadedPlugin;
import dev.laurel.plugin.PluginCatalog;
import dev.laurel.plugin.PluginDepot;
import dev.laurel.thread.Threads;
import dev.laurel.view.InstanceStatus;
import dev.laurel.view.LaurelException;
import dev.laurel.view.LostThread;
import dev.laurel.view.PluginReport;
import dev.laurel.view.PluginStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The plugins of a host while it runs. What is put into the plugin folder, replaced or removed there is followed within a
 * second: rules and connectors of the new version take the place of the old ones, and nothing that was handed over is lost.
 * Safe for use by several threads.
 */
public final class Plugins {
    private static final System.Logger LOG = System.getLogger(Plugins.class.getName());

    private final PluginDepot depot;
    private final Map<String, Community> communities;
    private final boolean safeMode;
    private final Duration every;
    /** Held while communities are brought in line with the plugins. */
    private final Object following = new Object();

    private final Set<LoadedPlugin> outgoing = new LinkedHashSet<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, String> failures = new LinkedHashMap<>();
    private volatile List<String> failed = List.of();
    /** For those who must not wait. */
    private final ExecutorService asked = Threads.single("laurel-plugins-asked");

    Plugins(PluginDepot depot, Map<String, Community> communities, LaurelBuilder builder) {
        this.depot = depot;
        this.communities = Map.copyOf(communities);
        this.safeMode = builder.safeMode && builder.follows();
        this.every = builder.pollEvery;
    }

    /** Looks at the folder again and again. */
    void start() {
        Threads.daemon("laurel-plugins", this::look).start();
    }

    private void look() {
        try {
            while (!end.await(Math.max(1, every.toMillis()), TimeUnit.MILLISECONDS)) {
                try {
                    follow(depot.refresh());
                } catch (RuntimeException | Error e) {
                    LOG.log(System.Logger.Level.ERROR, "the plugin folder could not be looked at, and is again", e);
                }
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.ERROR, "nobody looks at the plugin folder any more: somebody interrupted that");
        }
    }

    /** Follows nothing any more. What is being followed is waited for. */
    void stop() {
        end.countDown();
        asked.shutdown();
        synchronized (following) {
            outgoing.clear();
        }
    }

    /** Closes what the plugins are in. Called when nobody uses them any more. */
    void close() {
        depot.close();
    }

    /**
     * Looks at the plugin folder now, and takes what is there; for whoever knows that nobody is writing to it. Blocks until
     * the communities have followed.
     */
    public void refresh() {
        follow(depot.refreshNow());
    }

    /**
     * Looks at the plugin folder soon, as {@link #refresh} does, for whoever must not block.
     *
     * @return completes when the communities have followed; fails if Laurel is closed
     */
    public CompletableFuture<Void> refreshAsync() {
        return soon(this::refresh);
    }

    private CompletableFuture<Void> soon(Runnable work) {
        try {
            return CompletableFuture.runAsync(work, asked);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new LaurelException("Laurel is closed, and its plugins with it: ask once it is started again", e));
        }
    }

    private void follow(PluginDepot.Change change) {
        synchronized (following) {
            outgoing.addAll(change.outgoing());
            // Somebody else may have looked since, and have been here first: nobody goes back to what was then.
            PluginCatalog now = depot.catalog();
            for (Community community : communities.values()) {
                if (community.guests().isBehind(now)) {
                    follow(community, now, Set.of());
                }
            }
            retire();
        }
    }

    private void follow(Community community, PluginCatalog catalog, Set<String> anew) {
        if (end.getCount() == 0) {
            return;
        }
        try {
            community.guests().follow(catalog, anew);
            failures.remove(community.name());
        } catch (RuntimeException e) {
            String why = "community " + community.name() + " could not follow a change of its plugins, and goes on as"
                    + " it was: " + e.getMessage() + "; put the plugin into the folder once more";
            LOG.log(System.Logger.Level.ERROR, why, e);
            failures.put(community.name(), why);
        }
        failed = List.copyOf(failures.values());
    }

    /** Lets go of those that went out and that nobody uses any more. */
    private void retire() {
        Set<LoadedPlugin> used = new LinkedHashSet<>(depot.catalog().plugins());
        communities.values().forEach(community -> used.addAll(community.guests().plugins()));
        for (LoadedPlugin plugin : List.copyOf(outgoing)) {
            if (!used.contains(plugin)) {
                outgoing.remove(plugin);
                depot.retire(plugin);
            }
        }
    }

    /**
     * Starts an instance again: a connector that needs a person or is stuck, a set of rules that was given up. What the
     * rules missed is made up for. Blocks until it has begun.
     *
     * @param community the community
     * @param instance the source of a connector, or {@code PLUGIN/EXTENSION} of a set of rules
     * @throws IllegalArgumentException if there is no such instance
     */
    public void restart(String community, String instance) {
        restart(known(community, instance), instance);
    }

    /**
     * Starts an instance again, as {@link #restart} does, for whoever must not block.
     *
     * @param community the community
     * @param instance the source of a connector, or {@code PLUGIN/EXTENSION} of a set of rules
     * @return completes when it has begun; fails if Laurel is closed
     * @throws IllegalArgumentException if there is no such instance
     */
    public CompletableFuture<Void> restartAsync(String community, String instance) {
        Community found = known(community, instance);
        return soon(() -> restart(found, instance));
    }

    private Community known(String community, String instance) {
        Objects.requireNonNull(instance, "instance");
        Community found = communities.get(Objects.requireNonNull(community, "community"));
        List<String> known = found == null
                ? List.of()
                : found.guests().statuses().stream().map(Guests::nameOf).toList();
        if (found == null || !known.contains(instance)) {
            throw new IllegalArgumentException("there is no instance " + instance + " in a community " + community
                    + (found == null ? ", only the communities " + communities.keySet() : ", only " + known)
                    + ": name one of those");
        }
        return found;
    }

    private void restart(Community community, String instance) {
        synchronized (following) {
            follow(community, depot.catalog(), Set.of(instance));
            retire();
        }
    }

    /** {@return how the plugins are doing} */
    public PluginReport report() {
        List<InstanceStatus> instances = communities.values().stream()
                .flatMap(community -> community.guests().statuses().stream())
                .toList();
        Set<LoadedPlugin> there = new LinkedHashSet<>(depot.catalog().plugins());
        communities
                .values()
                .forEach(community -> there.addAll(community.guests().plugins()));
        List<PluginStatus> plugins =
                there.stream().map(plugin -> status(plugin, instances)).toList();
        List<InstanceStatus> missing =
                instances.stream().filter(status -> status.version().isEmpty()).toList();
        List<LostThread> lost = new ArrayList<>(depot.lostThreads());
        instances.forEach(status -> lost.addAll(status.lostThreads()));
        return new PluginReport(plugins, missing, problems(), depot.lingering(), lost, safeMode);
    }

    private static PluginStatus status(LoadedPlugin plugin, List<InstanceStatus> instances) {
        List<String> extensions =
                plugin.extensions().stream().map(LoadedExtension::path).toList();
        return new PluginStatus(
                plugin.id(),
                plugin.version(),
                plugin.origin(),
                plugin.isIsolated(),
                extensions,
                instances.stream()
                        .filter(status -> extensions.contains(status.extension())
                                && status.version().equals(plugin.version()))
                        .toList());
    }

    /** {@return what did not load or is not as it was meant, a sentence each; empty if all is well} */
    List<String> problems() {
        List<String> problems = new ArrayList<>(depot.catalog().problems());
        problems.addAll(failed);
        communities.values().forEach(community -> problems.addAll(community.problems()));
        return List.copyOf(problems);
    }
}
