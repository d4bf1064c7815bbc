package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.spi.reward.Counter;

/** Under which key a participation counts, for counters that are kept by topic or by pair. */
final class Keys {
    /** The participation does not count: there is no topic, or nobody in the other role. */
    static final long NONE = -1;

    private Keys() {}

    static long key(Counter counter, ActivityFact fact, Surroundings around) {
        return switch (counter.scope()) {
            case MEMBER, OBJECT -> 0;
            case TOPIC ->
                fact.object < 0 || around.objects().topics(fact.object).length == 0
                        ? NONE
                        : around.objects().topics(fact.object)[0];
            case COUNTERPART -> counterpart(counter, fact, around);
        };
    }

    /** {@return the member in the counterpart's role, or {@link #NONE}} */
    static long counterpart(Counter counter, ActivityFact fact, Surroundings around) {
        int word = around.dictionary().find(counter.counterpart().name());
        return word < 0 ? NONE : around.participants().member(fact, word);
    }
}
