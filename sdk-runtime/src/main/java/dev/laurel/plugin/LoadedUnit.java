package dev.laurel.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A unit that loaded: a class loader over a private copy, and the plugins in it. What changes is changed under the
 * lock of the {@link UnitStock}.
 */
final class LoadedUnit {
    private static final System.Logger LOG = System.getLogger(PluginDepot.class.getName());

    private final Fingerprint print;
    private final PluginClassLoader loader;
    private final Path copy;
    private final Admission.Admitted admitted;
    private final Set<LoadedPlugin> held = new HashSet<>();
    private volatile boolean gone;
    private volatile boolean closed;

    LoadedUnit(Fingerprint print, PluginClassLoader loader, Path copy, Admission.Admitted admitted) {
        this.print = print;
        this.loader = loader;
        this.copy = copy;
        this.admitted = admitted;
    }

    /** {@return what it was loaded from} */
    Fingerprint print() {
        return print;
    }

    /** {@return its plugins} */
    List<LoadedPlugin> plugins() {
        return admitted.plugins();
    }

    /** {@return what in it did not load, a sentence each} */
    List<String> problems() {
        return admitted.problems();
    }

    /** {@return whether it has all the plugins of another, or has lost none to a failure} */
    boolean mayReplace(LoadedUnit other) {
        return problems().isEmpty() || ids().containsAll(other.ids());
    }

    private Set<String> ids() {
        return plugins().stream().map(LoadedPlugin::id).collect(Collectors.toSet());
    }

    /** {@return the end of a sentence about a newer one that did not load} */
    String goesOn() {
        String versions = plugins().stream()
                .map(plugin -> "version " + plugin.version() + " of " + plugin.id())
                .collect(Collectors.joining(" and "));
        return "; until it is mended or removed, " + versions + (plugins().size() == 1 ? " goes on" : " go on");
    }

    /** Notes that a plugin of it is in a catalog. */
    void hold(LoadedPlugin plugin) {
        held.add(plugin);
    }

    /** Notes that nobody uses a plugin of it any more. */
    void letGo(LoadedPlugin plugin) {
        held.remove(plugin);
    }

    /** {@return whether a plugin of it is, or may be, in use} */
    boolean isHeld() {
        return !held.isEmpty();
    }

    /** Notes that it is not to be used in a further catalog. */
    void leave() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    boolean isClosed() {
        return closed;
    }

    PluginClassLoader loader() {
        return loader;
    }

    /** Closes the class loader and deletes the copy. */
    void close() {
        closed = true;
        close(loader);
        WorkingFolder.delete(copy);
    }

    /** Closes a class loader. */
    static void close(PluginClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the class loader {0} could not be closed; its jars may stay locked until the host ends: {1}",
                    loader.getName(),
                    Reason.of(e));
        }
    }
}
