package dev.laurel.log;

import java.util.Comparator;

/**
 * The order of activities: by when they happened, then source, the source's own sequence, and the keyed hash of the id.
 * It does not depend on when they arrive.
 */
public final class TimeOrder implements Comparator<ActivityFact> {
    private final Dictionary dictionary;

    /**
     * The order.
     *
     * @param dictionary tells the names of sources
     */
    public TimeOrder(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    @Override
    public int compare(ActivityFact one, ActivityFact other) {
        int byTime = Long.compare(one.at, other.at);
        if (byTime != 0) {
            return byTime;
        }
        if (one.source != other.source) {
            return dictionary.word(one.source).compareTo(dictionary.word(other.source));
        }
        int bySequence = Long.compare(one.sequence, other.sequence);
        if (bySequence != 0) {
            return bySequence;
        }
        int byHigh = Long.compare(one.idHigh, other.idHigh);
        return byHigh != 0 ? byHigh : Long.compare(one.idLow, other.idLow);
    }
}
