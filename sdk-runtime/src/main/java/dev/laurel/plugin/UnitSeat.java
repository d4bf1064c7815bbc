package dev.laurel.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A name in the plugin folder: what was seen there, and what of it is loaded. Used under the lock of a refresh. */
final class UnitSeat {
    private @Nullable Fingerprint seen;
    private @Nullable Fingerprint tried;
    private @Nullable LoadedUnit running;
    private List<String> problems = List.of();

    /** {@return whether it looks as at the last look} */
    boolean isAtRest(Fingerprint now) {
        return now.equals(seen);
    }

    /** Notes how it looks. */
    void see(Fingerprint now) {
        seen = now;
    }

    /** {@return what is loaded; null if nothing is} */
    @Nullable
    LoadedUnit running() {
        return running;
    }

    /** {@return what did not load, a sentence each} */
    List<String> problems() {
        return problems;
    }

    /** Takes what stands there now, if it is not what was taken before. */
    void take(PluginUnit unit, UnitLoading loading, UnitStock stock) {
        LoadedUnit before = running;
        if (before != null && before.isGone()) {
            // It was let go of, because others had its plugins, too.
            before = null;
            running = null;
            tried = null;
        }
        if (unit.print().equals(tried)) {
            return;
        }
        if (before != null && unit.print().equals(before.print())) {
            tried = unit.print();
            problems = before.problems();
            return;
        }
        UnitLoading.Outcome outcome = loading.load(unit);
        tried = outcome.isFinal() ? unit.print() : null;
        problems = outcome.problems();
        LoadedUnit fresh = outcome.unit();
        if (fresh != null) {
            stock.add(fresh);
        }
        if (fresh != null && (before == null || fresh.mayReplace(before))) {
            running = fresh;
            leave(before, stock);
        } else {
            leave(fresh, stock);
            String end = before == null ? "" : before.goesOn();
            problems = problems.stream().map(problem -> problem + end).toList();
        }
    }

    /** Lets go of what is loaded. */
    void leave(UnitStock stock) {
        leave(running, stock);
        running = null;
    }

    private static void leave(@Nullable LoadedUnit unit, UnitStock stock) {
        if (unit != null) {
            stock.leave(unit);
        }
    }
}
