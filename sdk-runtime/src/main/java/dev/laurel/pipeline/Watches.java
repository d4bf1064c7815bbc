package dev.laurel.pipeline;

import dev.laurel.view.Change;
import dev.laurel.view.Watch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Who watches a community. Each is told by one thread at a time; what changes meanwhile is put together, and is never more
 * than a bounded number of members. Safe for use by several threads.
 */
final class Watches {
    /** How many members are named, before it is everybody. */
    static final int MOST_MEMBERS = 1_000;

    private static final System.Logger LOG = System.getLogger(Watches.class.getName());

    private final List<Listener> watches = new CopyOnWriteArrayList<>();
    private final Executor executor;

    Watches(Executor executor) {
        this.executor = executor;
    }

    boolean isEmpty() {
        return watches.isEmpty();
    }

    /** {@return ends the watch when closed} */
    Watch add(Consumer<Change> listener) {
        Listener watch = new Listener(listener);
        watches.add(watch);
        return () -> {
            watch.ended = true;
            watches.remove(watch);
        };
    }

    /** Something has changed, durably. */
    void changed(Change change) {
        watches.forEach(watch -> watch.put(change));
    }

    private final class Listener {
        private final Consumer<Change> listener;
        private Set<Long> members = new HashSet<>();
        private boolean everybody;
        private boolean leaderboards;
        private boolean scheduled;
        private volatile boolean ended;

        Listener(Consumer<Change> listener) {
            this.listener = listener;
        }

        void put(Change change) {
            boolean free;
            synchronized (this) {
                members.addAll(change.members());
                everybody |= change.everybody() || members.size() > MOST_MEMBERS;
                leaderboards |= change.leaderboards();
                if (everybody) {
                    members.clear();
                }
                free = !scheduled;
                scheduled = true;
            }
            if (free) {
                executor.execute(this::tell);
            }
        }

        private synchronized Change take() {
            Change taken = new Change(members, everybody, leaderboards);
            members = new HashSet<>();
            everybody = false;
            leaderboards = false;
            return taken;
        }

        /** {@return whether there is more to tell; if not, the next change schedules it anew} */
        private synchronized boolean goesOn() {
            scheduled = everybody || leaderboards || !members.isEmpty();
            return scheduled;
        }

        private void tell() {
            do {
                Change change = take();
                if (!ended) {
                    try {
                        listener.accept(change);
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.WARNING, "whoever watches a community failed, and is told on", e);
                    }
                }
            } while (goesOn());
        }
    }
}
