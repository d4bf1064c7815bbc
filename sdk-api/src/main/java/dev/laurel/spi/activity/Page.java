package dev.laurel.spi.activity;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What one pull brought: activities, what could not be read, where to go on, and when. Immutable. */
public final class Page {
    private final List<Activity> activities;
    private final List<Reject> rejects;
    private final Cursor next;
    private final boolean more;
    private final boolean backfill;
    private final Optional<Duration> retryAfter;

    private Page(Builder builder) {
        this.activities = builder.activities;
        this.rejects = builder.rejects;
        this.next = builder.next;
        this.more = builder.more;
        this.backfill = builder.backfill;
        this.retryAfter = builder.retryAfter;
    }

    /**
     * Starts a page.
     *
     * @param activities what happened, in the source's order
     * @param next where to go on
     * @return a builder
     */
    public static Builder of(List<Activity> activities, Cursor next) {
        return new Builder(activities, next);
    }

    /** {@return what happened} */
    public List<Activity> activities() {
        return activities;
    }

    /** {@return what could not be read} */
    public List<Reject> rejects() {
        return rejects;
    }

    /** {@return where to go on once this page is committed} */
    public Cursor next() {
        return next;
    }

    /** {@return whether more is known to be there, so that the next pull follows at once} */
    public boolean more() {
        return more;
    }

    /**
     * Whether the page is old history, to be folded when the history is complete rather than page by page. If there is
     * more to come, the next page may be asked for before this one is committed.
     *
     * @return whether it is
     */
    public boolean backfill() {
        return backfill;
    }

    /** {@return how long the source wants to be left alone; empty if it did not say} */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public String toString() {
        return activities.size() + " activities, " + rejects.size() + " rejects" + (more ? ", more to come" : "");
    }

    /** Collects the parts of a page. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Activity> activities;
        private final Cursor next;
        private List<Reject> rejects = List.of();
        private boolean more;
        private boolean backfill;
        private Optional<Duration> retryAfter = Optional.empty();

        private Builder(List<Activity> activities, Cursor next) {
            this.activities = List.copyOf(activities);
            this.next = Objects.requireNonNull(next, "next");
        }

        /**
         * What could not be read.
         *
         * @param rejects the rejects, in the source's order
         * @return this
         */
        public Builder rejects(List<Reject> rejects) {
            this.rejects = List.copyOf(rejects);
            return this;
        }

        /**
         * Says that more is known to be there.
         *
         * @param more whether to pull again at once
         * @return this
         */
        public Builder more(boolean more) {
            this.more = more;
            return this;
        }

        /**
         * Says that this is old history, possibly newest first.
         *
         * @param backfill whether it is
         * @return this
         */
        public Builder backfill(boolean backfill) {
            this.backfill = backfill;
            return this;
        }

        /**
         * How long the source wants to be left alone.
         *
         * @param retryAfter more than zero
         * @return this
         * @throws IllegalArgumentException if it is zero or less
         */
        public Builder retryAfter(Duration retryAfter) {
            if (retryAfter.isNegative() || retryAfter.isZero()) {
                throw new IllegalArgumentException(
                        "a source is left alone for more than " + retryAfter + ": leave retryAfter out instead");
            }
            this.retryAfter = Optional.of(retryAfter);
            return this;
        }

        /**
         * Makes the page.
         *
         * @return the page
         */
        public Page build() {
            return new Page(this);
        }
    }
}
