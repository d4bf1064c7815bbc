package dev.laurel.plugin;

import dev.laurel.spi.Plugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads units: copies them, looks at their manifests, opens a class loader, and has their plugins admitted. */
final class UnitLoading {
    private final Admission admission;
    private final SpiVersion host;
    private final WorkingFolder working;
    private final ZipOfJars.Bounds bounds;
    private final ClassLoader parent = new SpiClassLoader(Plugin.class.getClassLoader());

    UnitLoading(Admission admission, SpiVersion host, WorkingFolder working, ZipOfJars.Bounds bounds) {
        this.admission = admission;
        this.host = host;
        this.working = working;
        this.bounds = bounds;
    }

    /**
     * What came of loading a unit.
     *
     * @param unit what loaded; null if nothing did
     * @param problems a sentence for all that did not
     * @param isFinal whether the same files would come to the same
     */
    record Outcome(@Nullable LoadedUnit unit, List<String> problems, boolean isFinal) {
        private static Outcome refused(String sentence, boolean isFinal) {
            return new Outcome(null, List.of(sentence), isFinal);
        }
    }

    /** Loads a unit. Whatever is wrong with it is a problem, and nothing of it is left behind. */
    Outcome load(PluginUnit unit) {
        if (unit.objection().isPresent()) {
            return Outcome.refused(unit.objection().get(), true);
        }
        Path room;
        try {
            room = working.room();
        } catch (IOException e) {
            return uncopied(unit, e);
        }
        Outcome outcome = copyAndOpen(unit, room);
        if (outcome.unit() == null) {
            WorkingFolder.delete(room);
        }
        return outcome;
    }

    private Outcome copyAndOpen(PluginUnit unit, Path room) {
        Outcome refused;
        try {
            PrivateCopy copy = PrivateCopy.make(unit, room, bounds);
            if (!unit.isAsSeen()) {
                return unsettled(unit);
            }
            copy.admit(unit, host);
            return open(unit, copy);
        } catch (RefusedException e) {
            refused = Outcome.refused(e.sentence(), true);
        } catch (IOException | UncheckedIOException | SecurityException e) {
            refused = uncopied(unit, e);
        }
        // Half of a file looks broken, too.
        return unit.isAsSeen() ? refused : unsettled(unit);
    }

    private Outcome open(PluginUnit unit, PrivateCopy copy) throws IOException {
        PluginClassLoader loader = copy.open(unit.name(), parent);
        Admission.Admitted admitted = admission.isolated(loader, unit);
        if (!admitted.plugins().isEmpty()) {
            LoadedUnit loaded = new LoadedUnit(unit.print(), loader, copy.folder(), admitted);
            return new Outcome(loaded, admitted.problems(), true);
        }
        LoadedUnit.close(loader);
        return admitted.problems().isEmpty()
                ? Outcome.refused(
                        unit.origin() + " was not loaded: its " + JarLabel.SERVICES
                                + " names no class; write the name of the class that implements Plugin into it, or"
                                + " remove " + unit.name(),
                        true)
                : new Outcome(null, admitted.problems(), true);
    }

    private static Outcome unsettled(PluginUnit unit) {
        return Outcome.refused(
                unit.origin()
                        + " was not loaded: it changed while it was being copied; it is taken once it comes to rest",
                false);
    }

    private static Outcome uncopied(PluginUnit unit, Exception e) {
        return Outcome.refused(
                unit.origin() + " was not loaded: no private copy of it could be made (" + Reason.of(e)
                        + "); make it readable for this user, and the folder for temporary files writable and with"
                        + " room for it",
                false);
    }
}
