package dev.laurel.plugin;

import dev.laurel.spi.Plugin;
import dev.laurel.view.LingeringPlugin;
import dev.laurel.view.LostThread;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of one Laurel: those that the host gives and those of its class path, which stay, and those of a plugin
 * folder, which may change while the host runs. In the folder each jar, each folder of jars and each zip of jars is a unit
 * with a class loader of its own, over a private copy that was made before any class of it was loaded; so whatever stands
 * in the folder may be overwritten, moved or deleted at any time. A plugin that is being written, see {@link ClassFolder}, is
 * a unit too.
 *
 * <p>Of two plugins with the same id the first is used: those given come first, then those of the class path, then those
 * of the folder by file name. Whatever does not load is a sentence in {@link PluginCatalog#problems()} and hides nothing
 * else. Plugins are loaded on threads of their own, with a deadline.
 *
 * <p>Safe for use by several threads. {@link #refresh()} may take as long as plugins need to load; no other method waits
 * for a plugin.
 */
public final class PluginDepot implements AutoCloseable {
    private final Supply supply;
    private final GuestThreads threads;
    private final WorkingFolder working;
    private final UnitLoading loading;
    private final UnitStock stock;
    private final Admission.Admitted fixed;

    /** Held while the folder is looked at. Taken before the lock of the stock. */
    private final Object refreshing = new Object();

    private final Map<String, UnitSeat> seats = new TreeMap<>();
    private List<String> folderProblems = List.of();
    private boolean isLookedAt;
    private volatile boolean closed;
    private volatile PluginCatalog catalog;

    /**
     * Where the plugins of a host come from.
     *
     * @param given plugins that the host made itself
     * @param classPath where to look with ServiceLoader, parents included, not isolated; null for nowhere
     * @param folder the plugin folder; null for none
     * @param safeMode whether the folder is left alone, and what is being written too, so that a host starts whatever is in it
     * @param written plugins that are being written
     */
    public record Supply(
            List<Plugin> given,
            @Nullable ClassLoader classPath,
            @Nullable Path folder,
            boolean safeMode,
            List<ClassFolder> written) {
        /** Keeps copies of the lists and refuses nulls in them. */
        public Supply {
            given = List.copyOf(given);
            written = List.copyOf(written);
        }

        /**
         * Without plugins that are being written.
         *
         * @param given plugins that the host made itself
         * @param classPath where to look with ServiceLoader; null for nowhere
         * @param folder the plugin folder; null for none
         * @param safeMode whether the folder is left alone
         */
        public Supply(List<Plugin> given, @Nullable ClassLoader classPath, @Nullable Path folder, boolean safeMode) {
            this(given, classPath, folder, safeMode, List.of());
        }

        /** {@return whether there is something to look at again and again} */
        boolean changes() {
            return !safeMode && (folder != null || !written.isEmpty());
        }
    }

    /**
     * What a refresh came to.
     *
     * @param catalog the plugins now; the same object as before if nothing changed
     * @param outgoing the plugins that were in the catalog before and are not now, because they were replaced or removed;
     *     each works until it is retired
     */
    public record Change(PluginCatalog catalog, List<LoadedPlugin> outgoing) {
        /** Keeps a copy of the list. */
        public Change {
            Objects.requireNonNull(catalog, "catalog");
            outgoing = List.copyOf(outgoing);
        }
    }

    /**
     * What a depot keeps to.
     *
     * @param deadline how long a plugin may take for each step of loading: to be found; to be made and asked
     * @param temporary the folder for temporary files
     * @param zip how much is unpacked
     */
    record Limits(Duration deadline, Path temporary, ZipOfJars.Bounds zip) {
        private static final Duration DEADLINE = Duration.ofSeconds(10);

        static Limits usual() {
            return new Limits(DEADLINE, Path.of(System.getProperty("java.io.tmpdir")), ZipOfJars.Bounds.USUAL);
        }
    }

    private PluginDepot(Supply supply, InstantSource clock, Limits limits) {
        SpiVersion host = SpiVersion.ofHost();
        this.supply = supply;
        this.threads = new GuestThreads(limits.deadline(), clock);
        this.working = new WorkingFolder(limits.temporary());
        this.stock = new UnitStock(clock);
        Admission admission = new Admission(threads, host);
        this.loading = new UnitLoading(admission, host, working, limits.zip());
        this.fixed = admission.fixed(supply);
        if (supply.folder() != null && supply.safeMode()) {
            folderProblems =
                    List.of("the plugin folder " + supply.folder() + " was not looked at, because this host was"
                            + " started in safe mode; start it without, and what is in the folder is used");
        }
        this.catalog = catalog(new PluginCatalog(List.of(), List.of()));
    }

    /**
     * Opens a depot with the plugins that are given and those on the class path. The folder is looked at by the first
     * {@link #refresh()}. What processes that no longer live have left in the folder for temporary files is deleted.
     *
     * @param supply where plugins come from
     * @param clock the time
     * @return the depot; to be closed after everything that uses its plugins
     */
    public static PluginDepot open(Supply supply, InstantSource clock) {
        return open(supply, clock, Limits.usual());
    }

    static PluginDepot open(Supply supply, InstantSource clock, Limits limits) {
        if (supply.changes()) {
            WorkingFolder.sweep(limits.temporary());
        }
        return new PluginDepot(supply, clock, limits);
    }

    /** {@return the plugins as of the last refresh} */
    public PluginCatalog catalog() {
        return catalog;
    }

    /**
     * Looks at the folder again. The first look takes what is there; a later one takes what it sees as the look before it
     * saw it, so that a file that is being copied is left alone until it comes to rest: call it every quarter of a second
     * or so. If the new version of a unit does not load, the one before goes on, and if the folder cannot be looked at,
     * everything does; a problem says so. Does nothing once the depot is closed.
     *
     * @return what changed
     */
    public Change refresh() {
        return refresh(false);
    }

    /**
     * Looks at the folder again and takes what is there without waiting for it to come to rest: for whoever knows that
     * nobody is writing to it.
     *
     * @return what changed
     */
    public Change refreshNow() {
        return refresh(true);
    }

    /**
     * Says that nobody uses a plugin any more that went out of the catalog. Once that holds for all plugins of its unit,
     * their class loader is closed and the private copy deleted. Idempotent; does nothing for plugins that are not from
     * the folder.
     *
     * @param plugin one of those in {@link Change#outgoing()}
     * @throws IllegalArgumentException if it is in the catalog
     */
    public void retire(LoadedPlugin plugin) {
        synchronized (stock) {
            if (catalog.plugins().contains(plugin)) {
                throw new IllegalArgumentException("the plugin " + plugin + " (" + plugin.origin()
                        + ") is in the catalog: retire it after a refresh has told that it went out");
            }
            stock.retire(plugin, catalog);
        }
    }

    /** {@return the plugins that were retired and whose class loaders have not been freed, oldest first} */
    public List<LingeringPlugin> lingering() {
        return stock.lingering();
    }

    /** {@return the threads that plugins did not give back while they were loaded, oldest first, without those that ended} */
    public List<LostThread> lostThreads() {
        return threads.lost();
    }

    /**
     * Closes the class loaders of all plugins of the folder, retired or not, and deletes the private copies. Nothing of
     * those plugins may be used any more. A plugin that is being loaded is left behind. Idempotent.
     */
    @Override
    public void close() {
        closed = true;
        threads.stop();
        synchronized (refreshing) {
            stock.closeAll();
            working.delete();
        }
    }

    private Change refresh(boolean now) {
        Path folder = supply.folder();
        synchronized (refreshing) {
            if (closed || !supply.changes()) {
                return new Change(catalog, List.of());
            }
            FolderView view = folder == null ? FolderView.NONE : FolderView.of(folder);
            List<PluginUnit> units = new ArrayList<>(
                    supply.written().stream().map(PluginUnit::of).toList());
            units.addAll(view.units());
            take(units, now || !isLookedAt, view.problem().isEmpty());
            folderProblems = view.problem().stream().map(this::goingOn).toList();
            isLookedAt = true;
            return publish();
        }
    }

    private String goingOn(String problem) {
        return seats.values().stream().allMatch(seat -> seat.running() == null)
                ? problem
                : problem + "; until then, what was loaded from it goes on";
    }

    /** Takes what is there; what is not is let go of only if all that there is was seen. */
    private void take(List<PluginUnit> seen, boolean now, boolean isAll) {
        Map<String, PluginUnit> units = new LinkedHashMap<>();
        seen.forEach(unit -> units.put(unit.key(), unit));
        Set<String> names = new TreeSet<>(seats.keySet());
        names.addAll(units.keySet());
        if (!isAll) {
            names.retainAll(units.keySet());
        }
        for (String name : names) {
            UnitSeat seat = seats.computeIfAbsent(name, key -> new UnitSeat());
            PluginUnit unit = units.get(name);
            Fingerprint print = unit == null ? Fingerprint.ABSENT : unit.print();
            boolean isTaken = !closed && (now || seat.isAtRest(print));
            seat.see(print);
            if (isTaken && unit != null) {
                seat.take(unit, loading, stock);
            } else if (isTaken) {
                seat.leave(stock);
                seats.remove(name);
            }
        }
    }

    private Change publish() {
        synchronized (stock) {
            PluginCatalog before = catalog;
            PluginCatalog after = catalog(before);
            stock.hold(after.plugins());
            catalog = after;
            List<LoadedPlugin> outgoing = new ArrayList<>(before.plugins());
            outgoing.removeAll(after.plugins());
            return new Change(after, outgoing);
        }
    }

    /** {@return what there is; the catalog before if that is the same} */
    private PluginCatalog catalog(PluginCatalog before) {
        Map<String, LoadedPlugin> plugins = new LinkedHashMap<>();
        Set<String> problems = new LinkedHashSet<>(fixed.problems());
        fixed.plugins().forEach(plugin -> add(plugin, plugins, problems));
        problems.addAll(folderProblems);
        for (UnitSeat seat : seats.values()) {
            problems.addAll(seat.problems());
            LoadedUnit running = seat.running();
            if (running != null && !running.isGone()) {
                running.plugins().forEach(plugin -> add(plugin, plugins, problems));
            }
        }
        List<LoadedPlugin> found = List.copyOf(plugins.values());
        List<String> told = List.copyOf(problems);
        return before.plugins().equals(found) && before.problems().equals(told)
                ? before
                : new PluginCatalog(found, told);
    }

    private static void add(LoadedPlugin plugin, Map<String, LoadedPlugin> plugins, Set<String> problems) {
        LoadedPlugin first = plugins.putIfAbsent(plugin.id(), plugin);
        if (first != null) {
            problems.add("the plugin " + plugin.id() + " is there twice: " + words(first) + " is used, " + words(plugin)
                    + " is not; remove one of them");
        }
    }

    private static String words(LoadedPlugin plugin) {
        return plugin.className() + ", version " + plugin.version() + " (" + plugin.origin() + ")";
    }
}
