package dev.laurel.lent;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How often hosts are asked with the same credential, and until when they are left alone because they said so. A bucket of
 * tokens a host and credential, kept as the time at which it will be full again (the generic cell rate algorithm). Safe for
 * use by several threads.
 */
final class Budget {
    /**
     * Who asks whom.
     *
     * @param origin the host
     * @param payer a hash of the credential, or the instance if there is none
     */
    record Account(Origin origin, String payer) {}

    /** Whether a request may be sent; if not, for how long it may not. */
    enum Ruling {
        SEND,
        USED_UP,
        PAUSED
    }

    /**
     * An answer to whoever wants to send.
     *
     * @param ruling whether it may
     * @param left for how long not; zero if it may
     */
    record Answer(Ruling ruling, Duration left) {}

    /**
     * What is known of an account, in nanoseconds of the clock.
     *
     * @param full when the bucket is full again
     * @param pausedUntil until when nothing is sent
     */
    private record Bucket(long full, long pausedUntil) {}

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long DAY = Duration.ofDays(1).toNanos();
    private static final int MOST_ACCOUNTS = 4096;
    private static final Answer SEND = new Answer(Ruling.SEND, Duration.ZERO);

    private final InstantSource clock;
    private final long interval;
    private final long capacity;
    private final Remembered<Account, Bucket> buckets;

    Budget(InstantSource clock, int perMinute, int burst) {
        this.clock = clock;
        this.interval = MINUTE / perMinute;
        this.capacity = interval * burst;
        this.buckets = new Remembered<>(MOST_ACCOUNTS, this::isUntouched);
    }

    private boolean isUntouched(Bucket bucket) {
        long now = now();
        return bucket.full <= now && bucket.pausedUntil <= now;
    }

    private long now() {
        return Moments.nanos(clock.instant());
    }

    /** Takes a token if there is one. */
    synchronized Answer take(Account account) {
        long now = now();
        Bucket known = buckets.get(account);
        // What lies further ahead than it can was put there before the clock was set back.
        long full = known == null ? now : Math.min(Math.max(known.full, now), now + capacity);
        long pausedUntil = known == null ? 0 : Math.min(known.pausedUntil, now + DAY);
        if (known != null) {
            buckets.put(account, new Bucket(full, pausedUntil));
        }
        if (pausedUntil > now) {
            return new Answer(Ruling.PAUSED, Duration.ofNanos(pausedUntil - now));
        }
        long wait = full + interval - capacity - now;
        if (wait > 0) {
            return new Answer(Ruling.USED_UP, Duration.ofNanos(wait));
        }
        buckets.put(account, new Bucket(full + interval, 0));
        return SEND;
    }

    /** Leaves a host alone; a longer pause that it asked for before stays. */
    synchronized void pause(Account account, Duration time) {
        long now = now();
        Bucket known = buckets.get(account);
        long until = now + Math.min(time.toNanos(), DAY);
        buckets.put(
                account,
                known == null ? new Bucket(now, until) : new Bucket(known.full, Math.max(known.pausedUntil, until)));
    }

    synchronized int size() {
        return buckets.size();
    }
}
