package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What happens after a story ends: the same people go on, without an end and at any time of day. The same story and seed
 * give the same sequence, whatever times are handed in, so {@link #position()} is all that has to be kept to go on after a
 * restart. Not safe for use by several threads.
 *
 * <p>Two simulators of one story have different ids if their seeds differ, and the same ids if they are the same.
 */
public final class Simulator {
    /** Conversations that go on at the same time. */
    private static final int AT_ONCE = 7;

    private final Story story;
    private final Chance chance;
    private final Director director;
    private final ShopFloor shop;
    private final List<Deque<Draft>> open = new ArrayList<>();
    private long position;
    private Duration untilNext;

    private Simulator(Story story, long seed) {
        this.story = story;
        this.chance = Chance.of(story.seed() * 1_000_003 + seed);
        Ids ids = new Ids("s" + Long.toString(seed, Character.MAX_RADIX) + "-");
        Catalogue catalogue = story.company().catalogue();
        this.director = new Director(catalogue, story.people(), chance.fork(), ids);
        this.shop = new ShopFloor(story.people(), catalogue, chance.fork(), ids);
        this.untilNext = gap();
    }

    /**
     * Goes on from the end of a story.
     *
     * @param story the story
     * @param seed any number; another number, another future
     * @return a simulator at position 0
     */
    public static Simulator of(Story story, long seed) {
        return new Simulator(story, seed);
    }

    /** {@return how long to wait before what happens next, at a speed of 1: a few seconds} */
    public Duration untilNext() {
        return untilNext;
    }

    /** {@return how many happenings there have been; {@link #skip} with it goes on from here} */
    public long position() {
        return position;
    }

    /**
     * What happens next.
     *
     * @param now the time it gets; kept to the millisecond, and not before the end of the story
     * @return what happens, with the time that was to be waited for it
     */
    public Happening next(Instant now) {
        Draft draft = draft();
        Instant cut = Instant.ofEpochMilli(now.toEpochMilli());
        Instant at = cut.isBefore(story.end()) ? story.end() : cut;
        position++;
        // Several may get the same time; the order in which they came is the order in which they count.
        Happening next = new Happening(
                untilNext,
                draft.source(),
                draft.activity().sequence(position).at(at).build());
        untilNext = gap();
        return next;
    }

    /**
     * Leaves out what happened before a restart.
     *
     * @param count how many happenings, 0 or more
     * @return this
     */
    public Simulator skip(long count) {
        for (long i = 0; i < count; i++) {
            next(story.end());
        }
        return this;
    }

    private Draft draft() {
        if (chance.odds(.12)) {
            return new Draft(0, Activities.SHOP, shop.next(), false);
        }
        while (open.size() < AT_ONCE) {
            List<Draft> drafts = director.next(story.end());
            if (!drafts.isEmpty()) {
                open.add(new ArrayDeque<>(drafts));
            }
        }
        Deque<Draft> chosen = open.get(chance.below(open.size()));
        Draft draft = chosen.removeFirst();
        if (chosen.isEmpty()) {
            open.remove(chosen);
        }
        return draft;
    }

    /** Some come at once and some after a pause, three seconds on average. */
    private Duration gap() {
        double seconds = Math.min(12, -3 * StrictMath.log(1 - chance.fraction()));
        return Duration.ofMillis(400 + (long) (seconds * 900));
    }
}
