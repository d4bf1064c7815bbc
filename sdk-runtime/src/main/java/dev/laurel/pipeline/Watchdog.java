package dev.laurel.pipeline;

import dev.laurel.thread.Threads;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices threads that do not come back from a rule; one for all communities of a host. It looks every now and then which call is under way; the call itself
 * pays for two plain writes. A call that it has seen for as long as its patience lasts is given up. Time in which it could
 * not look, because the whole process or machine stood still, is nobody's fault and does not count.
 */
public final class Watchdog {
    /** How long a call into a rule may take, if not said. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final int LOOKS = 20;
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int FRAMES = 3;

    private final long patience;
    private final long pause;
    private final Map<Office, Sight> watched = new ConcurrentHashMap<>();
    private @Nullable Thread thread;

    /** What was seen of an office: a call, and for how long. */
    private static final class Sight {
        private long call;
        private long nanos;
    }

    /**
     * A watchdog, which looks once there is something to watch.
     *
     * @param patience how long a call into a rule may take, more than zero
     */
    public Watchdog(Duration patience) {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a rule needs more time than " + patience + " for an answer");
        }
        this.patience =
                patience.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toNanos() : patience.toNanos();
        this.pause = Math.max(TimeUnit.MILLISECONDS.toNanos(1), Math.min(LONGEST_PAUSE, this.patience / LOOKS));
    }

    synchronized void watch(Office office) {
        watched.putIfAbsent(office, new Sight());
        if (thread == null) {
            thread = Threads.daemon("laurel-watchdog", this::look);
            thread.start();
        }
    }

    synchronized void forget(Office office) {
        watched.remove(office);
        notifyAll();
    }

    private void look() {
        long before = System.nanoTime();
        try {
            while (goesOn()) {
                long now = System.nanoTime();
                long passed = Math.min(now - before, 2 * pause);
                before = now;
                watched.forEach((office, sight) -> look(office, sight, passed));
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.ERROR, "nobody looks after rules any more: somebody interrupted the watchdog");
        }
    }

    /** {@return whether there is still something to watch, after a pause} */
    private synchronized boolean goesOn() throws InterruptedException {
        if (!watched.isEmpty()) {
            TimeUnit.NANOSECONDS.timedWait(this, pause);
        }
        if (watched.isEmpty()) {
            thread = null;
            return false;
        }
        return true;
    }

    private void look(Office office, Sight sight, long passed) {
        long call = office.judge().underWay();
        if (call == 0 || call != sight.call) {
            sight.call = call;
            sight.nanos = 0;
            return;
        }
        sight.nanos += passed;
        PartitionLoop holder = office.holder();
        if (sight.nanos < patience || holder == null) {
            return;
        }
        sight.nanos = 0;
        try {
            office.giveUp(holder, call, where(holder.thread));
        } catch (RuntimeException | Error e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a rule that does not come back could not be given up, and is tried again",
                    e);
        }
    }

    /** {@return where a thread stands, for the author of the plugin} */
    private static String where(@Nullable Thread thread) {
        if (thread == null) {
            return "nowhere";
        }
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (StackTraceElement frame : thread.getStackTrace()) {
            // Where in the JDK it waits says the first line; the way there is of no use to anybody.
            boolean way = shown > 0 && frame.getClassName().startsWith("java.");
            if (!way && shown++ < FRAMES) {
                text.append(shown == 1 ? "" : " < ").append(frame);
            }
        }
        return text.length() == 0 ? "in code that does not show" : text.toString();
    }
}
