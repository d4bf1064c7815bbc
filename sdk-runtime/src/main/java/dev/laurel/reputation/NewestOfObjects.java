package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Place;
import java.util.Arrays;

/** For each object, the activity of some kind that is the last one in time order. Sixteen bytes an object. */
final class NewestOfObjects {
    private final Surroundings around;
    private long[] at = new long[0];
    private long[] place = new long[0];

    NewestOfObjects(Surroundings around) {
        this.around = around;
    }

    /** {@return whether none that was noted comes after an activity} */
    boolean isInOrder(ActivityFact fact) {
        if (fact.object < 0 || fact.object >= at.length || place[fact.object] == Place.NONE) {
            return true;
        }
        if (fact.at != at[fact.object]) {
            return fact.at > at[fact.object];
        }
        return fact.place == place[fact.object]
                || around.order().compare(around.facts().activity(place[fact.object]), fact) < 0;
    }

    long near(int object) {
        return object < at.length ? at[object] + place[object] : 0;
    }

    void note(ActivityFact fact) {
        if (fact.object >= at.length) {
            int room = fact.object + (fact.object >> 2) + 64;
            at = Arrays.copyOf(at, room);
            place = Arrays.copyOf(place, room);
        }
        if (isInOrder(fact)) {
            at[fact.object] = fact.at;
            place[fact.object] = fact.place;
        }
    }
}
