package dev.laurel.lent;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that failed too often in a row, and are left alone: for a second, then twice as long each time they fail again, up to
 * five minutes, less up to half of it by chance, so that those who failed together do not come back together. After that one
 * request is let through, and what becomes of it decides. Safe for use by several threads.
 */
final class Breakers {
    static final int FAILURES = 5;

    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = Duration.ofMinutes(5).toNanos();
    private static final int MOST_DOUBLINGS = 9;
    private static final int MOST_HOSTS = 1024;

    private final InstantSource clock;
    private final long seed;
    private final Remembered<Origin, Host> hosts = new Remembered<>(MOST_HOSTS, Host::isFine);
    private long drawn;

    /** What is known of a host; guarded by the breakers. */
    private static final class Host {
        private int failures;
        private int openings;
        private long openUntil;
        private @Nullable Permit trial;

        private boolean isFine() {
            return failures == 0 && openings == 0;
        }
    }

    /** Leave to ask a host, or none. Whoever has one tells what became of it, or gives it back. */
    final class Permit {
        private final Origin origin;
        private final Duration wait;
        private boolean told;

        private Permit(Origin origin, Duration wait) {
            this.origin = origin;
            this.wait = wait;
        }

        /** {@return for how long the host is left alone; zero if it may be asked} */
        Duration closedFor() {
            return wait;
        }

        /** Says that the host is there. */
        void answered() {
            tell(this, false);
        }

        /** Says that the host failed. */
        void failed() {
            tell(this, true);
        }

        /** Says that it is not known; does nothing after the others. */
        void giveBack() {
            release(this);
        }
    }

    Breakers(InstantSource clock, long seed) {
        this.clock = clock;
        this.seed = seed;
    }

    /** Asks for leave to send a request. */
    synchronized Permit admit(Origin origin) {
        Host host = hosts.get(origin);
        if (host == null || host.openings == 0) {
            return new Permit(origin, Duration.ZERO);
        }
        // A clock that was set back leaves nobody alone for longer than there is reason to.
        long now = now();
        host.openUntil = Math.min(host.openUntil, now + LONGEST);
        long wait = host.openUntil - now;
        if (wait > 0) {
            return new Permit(origin, Duration.ofNanos(wait));
        }
        if (host.trial != null) {
            return new Permit(origin, Duration.ofNanos(FIRST));
        }
        Permit trial = new Permit(origin, Duration.ZERO);
        host.trial = trial;
        return trial;
    }

    private synchronized void tell(Permit permit, boolean failed) {
        if (permit.told || permit.wait.compareTo(Duration.ZERO) > 0) {
            return;
        }
        permit.told = true;
        Host host = hosts.get(permit.origin);
        boolean trial = host != null && host.trial == permit;
        if (host != null && host.openings > 0 && !trial) {
            return; // sent before the host was left alone, and says nothing about it now
        }
        if (!failed) {
            if (host != null) {
                host.failures = 0;
                host.openings = 0;
                host.trial = null;
            }
            return;
        }
        Host failing = host == null ? new Host() : host;
        failing.failures = Math.min(failing.failures + 1, FAILURES);
        failing.trial = null;
        if (trial || failing.failures == FAILURES) {
            failing.openUntil = now() + pause(failing.openings);
            failing.openings = Math.min(failing.openings + 1, MOST_DOUBLINGS + 1);
        }
        hosts.put(permit.origin, failing);
    }

    private synchronized void release(Permit permit) {
        Host host = hosts.get(permit.origin);
        if (host != null && host.trial == permit) {
            host.trial = null;
        }
    }

    private long pause(int openings) {
        long full = Math.min(LONGEST, FIRST << Math.min(openings, MOST_DOUBLINGS));
        drawn++;
        return full - Math.floorMod(mixed(seed + drawn), full / 2 + 1);
    }

    private long now() {
        return Moments.nanos(clock.instant());
    }

    synchronized int size() {
        return hosts.size();
    }

    /** The finaliser of SplitMix64: neighbouring seeds give unrelated numbers. */
    private static long mixed(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
