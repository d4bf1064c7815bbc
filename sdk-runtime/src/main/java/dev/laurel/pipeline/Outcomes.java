package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.ledger.Ledger;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.log.Step;
import dev.laurel.reputation.Postings;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Declined;
import dev.laurel.view.Recorded.Earned;
import dev.laurel.view.Recorded.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Posts what the fold comes to, and remembers for the batch at work what each of its activities earned. */
final class Outcomes implements Postings {
    private static final Recorded NOTHING = new Recorded(Outcome.ACCEPTED, "", "", List.of(), List.of());
    private static final Recorded DEFERRED = new Recorded(Outcome.DEFERRED, "", "", List.of(), List.of());

    private final Dictionary dictionary;
    private final Identities identities;
    private final Ledger ledger;
    private final Projections projections;
    // In the order of their places, which is that of their arrival.
    private final List<Came> batch = new ArrayList<>();
    private final Map<Long, Long> causes = new HashMap<>();
    private boolean listening;

    /** What came of one activity; complete once the batch is settled. */
    private static final class Came implements Supplier<Recorded> {
        private final long place;
        private final boolean history;
        private List<Earned> earned = List.of();
        private List<Declined> declined = List.of();

        Came(long place, boolean history) {
            this.place = place;
            this.history = history;
        }

        void add(Earned one) {
            if (earned.isEmpty()) {
                earned = new ArrayList<>(2);
            }
            earned.add(one);
        }

        void add(Declined one) {
            if (declined.isEmpty()) {
                declined = new ArrayList<>(2);
            }
            declined.add(one);
        }

        @Override
        public Recorded get() {
            if (earned.isEmpty() && declined.isEmpty()) {
                return history ? DEFERRED : NOTHING;
            }
            Outcome outcome = history ? Outcome.DEFERRED : Outcome.ACCEPTED;
            return new Recorded(outcome, "", "", List.copyOf(earned), List.copyOf(declined));
        }
    }

    Outcomes(Dictionary dictionary, Identities identities, Ledger ledger, Projections projections) {
        this.dictionary = dictionary;
        this.identities = identities;
        this.ledger = ledger;
        this.projections = projections;
    }

    /** Says that somebody wants to know what single activities of the batch earned; an import alone does not. */
    void listen(boolean wanted) {
        listening |= wanted;
    }

    /** A batch begins. */
    void clear() {
        batch.clear();
        causes.clear();
        listening = false;
    }

    /**
     * An accepted activity is about to be judged.
     *
     * @return what will have become of it, to be asked when the batch is settled
     */
    Supplier<Recorded> begin(long place, boolean history) {
        if (!listening) {
            return () -> history ? DEFERRED : NOTHING;
        }
        Came came = new Came(place, history);
        batch.add(came);
        return came;
    }

    @Override
    public void posted(Entry entry) {
        ledger.post(entry);
        projections.posted(entry);
        Grant grant = entry.grant();
        Came came = listening && grant.kind() != Grant.Kind.LIMIT ? of(grant.cause()) : null;
        if (came != null) {
            came.add(new Earned(
                    identities.member(entry.account()),
                    dictionary.word(grant.unit()),
                    entry.delta(),
                    dictionary.word(grant.rule()),
                    grant.role() < 0 ? "" : dictionary.word(grant.role())));
        }
    }

    @Override
    public void declined(int member, Step.Declined declined) {
        projections.touch(member);
        Came came = listening ? of(declined.cause()) : null;
        if (came != null) {
            long from = declined.from();
            long millis = from == Long.MAX_VALUE ? from : Math.floorDiv(from, 1_000L);
            came.add(new Declined(member, dictionary.word(declined.rule()), dictionary.word(declined.code()), millis));
        }
    }

    /** What changes for one activity of what it has earned is another's doing, which takes it back or says of whom it is. */
    void because(long concerned, long cause) {
        if (listening) {
            causes.put(concerned, cause);
        }
    }

    private @Nullable Came of(long place) {
        Long cause = causes.isEmpty() ? null : causes.get(place);
        return find(cause == null ? place : cause);
    }

    /** Usually the last one; an earlier one if somebody is folded anew; none for what came in another batch. */
    private @Nullable Came find(long place) {
        int low = 0;
        int high = batch.size() - 1;
        int middle = high;
        while (low <= high) {
            Came came = batch.get(middle);
            if (came.place == place) {
                return came;
            }
            if (came.place < place) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
            middle = (low + high) >>> 1;
        }
        return null;
    }
}
