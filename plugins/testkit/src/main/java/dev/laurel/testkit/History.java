package dev.laurel.testkit;

import dev.laurel.spi.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Activities that happen one after the other, a minute apart, with ids of their own: {@code vote.up-3} is the third
 * activity. Not safe for use by several threads.
 */
public final class History {
    private static final Duration STEP = Duration.ofMinutes(1);

    private final List<Activity> activities = new ArrayList<>();
    private Instant next;

    private History(Instant next) {
        this.next = next;
    }

    /**
     * A history in which nothing has happened yet.
     *
     * @param start when the first activity happens
     * @return the history
     */
    public static History from(Instant start) {
        return new History(Objects.requireNonNull(start, "start"));
    }

    /**
     * Something happens.
     *
     * @param type what, for example {@code vote.up}
     * @param parts says who took part, and what it was about; id and time are there already
     * @return this
     */
    public History happens(String type, Consumer<Activity.Builder> parts) {
        Activity.Builder builder =
                Activity.of(type, type + "-" + (activities.size() + 1)).at(next);
        parts.accept(builder);
        Activity activity = builder.build();
        activities.add(activity);
        next = activity.at().plus(STEP);
        return this;
    }

    /**
     * An earlier activity is taken back.
     *
     * @param id its id
     * @return this
     */
    public History withdraws(String id) {
        return happens("withdrawn", activity -> activity.withdraws(id));
    }

    /**
     * Nothing happens for a while.
     *
     * @param time how long, beside the minute that passes anyway
     * @return this
     */
    public History passes(Duration time) {
        next = next.plus(time);
        return this;
    }

    /** {@return what has happened, in order} */
    public List<Activity> activities() {
        return List.copyOf(activities);
    }

    @Override
    public String toString() {
        return activities.toString();
    }
}
