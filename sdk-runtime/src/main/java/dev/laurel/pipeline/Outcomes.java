package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.ledger.Ledger;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.reputation.Postings;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Declined;
import dev.laurel.view.Recorded.Earned;
import dev.laurel.view.Recorded.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Posts what the fold comes to, and remembers for the batch at work what each of its activities earned. */
final class Outcomes implements Postings {
    private static final Recorded NOTHING = new Recorded(Outcome.ACCEPTED, "", "", List.of(), List.of());
    private static final Recorded DEFERRED = new Recorded(Outcome.DEFERRED, "", "", List.of(), List.of());

    private final Dictionary dictionary;
    private final Identities identities;
    private final Ledger ledger;
    private final Map<Long, Came> byPlace = new HashMap<>();
    private boolean listening;

    /** What came of one activity. */
    private static final class Came {
        final List<Earned> earned = new ArrayList<>(2);
        final List<Declined> declined = new ArrayList<>(0);
    }

    Outcomes(Dictionary dictionary, Identities identities, Ledger ledger) {
        this.dictionary = dictionary;
        this.identities = identities;
        this.ledger = ledger;
    }

    /** Says that somebody wants to know what single activities of the batch earned; an import alone does not. */
    void listen(boolean wanted) {
        listening |= wanted;
    }

    void clear() {
        byPlace.clear();
        listening = false;
    }

    @Override
    public void posted(Entry entry) {
        ledger.post(entry);
        Grant grant = entry.grant();
        if (!listening || grant.kind() == Grant.Kind.LIMIT) {
            return;
        }
        byPlace.computeIfAbsent(grant.cause(), key -> new Came())
                .earned
                .add(new Earned(
                        identities.member(entry.account()),
                        dictionary.word(grant.unit()),
                        entry.delta(),
                        dictionary.word(grant.rule()),
                        grant.role() < 0 ? "" : dictionary.word(grant.role())));
    }

    @Override
    public void declined(long cause, int member, int rule, int code, long from) {
        if (listening) {
            long millis = from == Long.MAX_VALUE ? from : Math.floorDiv(from, 1_000L);
            byPlace.computeIfAbsent(cause, key -> new Came())
                    .declined
                    .add(new Declined(member, dictionary.word(rule), dictionary.word(code), millis));
        }
    }

    /** {@return what became of an accepted activity} */
    Recorded of(long place, boolean history) {
        Came came = byPlace.get(place);
        if (came == null) {
            return history ? DEFERRED : NOTHING;
        }
        Outcome outcome = history ? Outcome.DEFERRED : Outcome.ACCEPTED;
        return new Recorded(outcome, "", "", List.copyOf(came.earned), List.copyOf(came.declined));
    }
}
