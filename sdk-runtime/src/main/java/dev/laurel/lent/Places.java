package dev.laurel.lent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A bounded number of exchanges at once, in all and with each host; who comes first is served first. Safe for use by several threads. */
final class Places {
    private final int most;
    private final int mostPerHost;
    private final Map<Origin, Integer> taken = new HashMap<>();
    private final Deque<Place> waiting = new ArrayDeque<>();
    private int total;

    /** A place for one exchange, taken as soon as {@link #taken} says so. */
    final class Place {
        private final Origin origin;
        private final CompletableFuture<Void> given = new CompletableFuture<>();
        private boolean left;

        private Place(Origin origin) {
            this.origin = origin;
        }

        CompletableFuture<Void> taken() {
            return given;
        }

        /** Frees the place, or stops waiting for it. Once is enough. */
        void leave() {
            Places.this.leave(this);
        }
    }

    Places(int most, int mostPerHost) {
        this.most = most;
        this.mostPerHost = mostPerHost;
    }

    Place ask(Origin origin) {
        Place place = new Place(origin);
        synchronized (this) {
            waiting.add(place);
        }
        serve();
        return place;
    }

    private void leave(Place place) {
        synchronized (this) {
            if (place.left) {
                return;
            }
            place.left = true;
            if (!waiting.remove(place)) {
                total--;
                taken.computeIfPresent(place.origin, (origin, number) -> number == 1 ? null : number - 1);
            }
        }
        serve();
    }

    private void serve() {
        List<Place> served = new ArrayList<>();
        synchronized (this) {
            Iterator<Place> next = waiting.iterator();
            while (next.hasNext() && total < most) {
                Place place = next.next();
                if (taken.getOrDefault(place.origin, 0) < mostPerHost) {
                    next.remove();
                    total++;
                    taken.merge(place.origin, 1, Integer::sum);
                    served.add(place);
                }
            }
        }
        // Outside the lock, for what follows from it is not ours. Whoever stopped waiting meanwhile leaves the place
        // again.
        served.forEach(place -> place.given.complete(null));
    }

    synchronized int running() {
        return total;
    }
}
