package dev.laurel.plugin;

import dev.laurel.view.LingeringPlugin;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which units are open, who of them is in use, and which class loaders have been closed and are not freed. Nothing here
 * waits for a plugin. Guarded by its own lock, which whoever makes a catalog from it holds, too.
 */
final class UnitStock {
    private final InstantSource clock;
    private final Map<LoadedPlugin, LoadedUnit> open = new HashMap<>();
    private final List<Closed> closed = new ArrayList<>();

    UnitStock(InstantSource clock) {
        this.clock = clock;
    }

    private record Closed(String plugin, String version, Instant since, WeakReference<ClassLoader> loader) {}

    synchronized void add(LoadedUnit unit) {
        unit.plugins().forEach(plugin -> open.put(plugin, unit));
    }

    /** Notes that plugins are in a catalog; those without a unit are the host's. */
    synchronized void hold(List<LoadedPlugin> plugins) {
        for (LoadedPlugin plugin : plugins) {
            LoadedUnit unit = open.get(plugin);
            if (unit != null) {
                unit.hold(plugin);
            }
        }
    }

    /** Closes a unit as soon as none of its plugins is in use. */
    synchronized void leave(LoadedUnit unit) {
        unit.leave();
        closeIfFree(unit);
    }

    /** Notes that nobody uses a plugin any more, which is in no catalog. */
    synchronized void retire(LoadedPlugin plugin, PluginCatalog catalog) {
        LoadedUnit unit = open.get(plugin);
        if (unit == null) {
            return;
        }
        unit.letGo(plugin);
        if (!unit.isGone() && catalog.plugins().stream().noneMatch(unit.plugins()::contains)) {
            // All its plugins are there twice, and those of others are used: it is loaded anew when it is needed.
            unit.leave();
        }
        closeIfFree(unit);
    }

    synchronized void closeAll() {
        List.copyOf(open.values()).forEach(this::close);
    }

    synchronized List<LingeringPlugin> lingering() {
        closed.removeIf(one -> one.loader().get() == null);
        return closed.stream()
                .map(one -> new LingeringPlugin(one.plugin(), one.version(), one.since()))
                .toList();
    }

    private void closeIfFree(LoadedUnit unit) {
        if (unit.isGone() && !unit.isHeld()) {
            close(unit);
        }
    }

    private void close(LoadedUnit unit) {
        if (!unit.isClosed()) {
            unit.close();
            closed.removeIf(one -> one.loader().get() == null);
            for (LoadedPlugin plugin : unit.plugins()) {
                open.remove(plugin);
                closed.add(
                        new Closed(plugin.id(), plugin.version(), clock.instant(), new WeakReference<>(unit.loader())));
            }
        }
    }
}
