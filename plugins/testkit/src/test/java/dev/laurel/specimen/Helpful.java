package dev.laurel.specimen;

import dev.laurel.spi.Scorer;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Score;
import dev.laurel.testkit.contract.Flaw;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** How helpful a member is, and an object. */
final class Helpful implements Scorer {
    private static final AtomicBoolean USED = new AtomicBoolean();

    private final boolean first = USED.compareAndSet(false, true);
    private int calls;

    @Override
    public List<Score> score(Participation participation) {
        if (!participation.type().startsWith("vote.") || Flaw.SCORER_SCORES_NOTHING.here()) {
            return Flaw.SCORER_RETURNS_NULL.here() ? null : List.of();
        }
        double weight = participation.amount().orElse(1);
        if (Flaw.SCORER_NEEDS_AMOUNT.here()) {
            weight = participation.amount().orElseThrow();
        } else if (Flaw.SCORER_COUNTS_CALLS.here()) {
            weight = ++calls;
        } else if (Flaw.SCORER_ONCE_PER_JVM.here()) {
            weight = first ? 1 : 2;
        } else if (Flaw.SCORER_BY_ZONE.here()) {
            weight = participation.at().atZone(ZoneId.systemDefault()).getHour();
        }
        List<Score> scores = new ArrayList<>();
        scores.add(Score.ofMember(Flaw.SCORER_NAME_UPPER_CASE.here() ? "Helpful" : "helpful", weight));
        if (participation.object().isPresent() || Flaw.SCORER_OBJECT_OF_NOTHING.here()) {
            scores.add(Score.ofObject("useful", weight));
        }
        return scores;
    }
}
