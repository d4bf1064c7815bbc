package dev.laurel.specimen;

import dev.laurel.spi.CommunityScorer;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Evidence;
import dev.laurel.spi.reward.ScoreSink;
import dev.laurel.testkit.contract.Flaw;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The share of votes from members that the host trusts. */
final class Trust implements CommunityScorer {
    private double kept;

    @Override
    public void refine(Evidence evidence, Instant asOf, ScoreSink sink) throws InterruptedException {
        double[] trusted = new double[evidence.members()];
        double[] all = new double[evidence.members()];
        try {
            while (evidence.next()) {
                int rater = evidence.member(Role.RATER);
                int owner = evidence.owner();
                if (Flaw.COMMUNITY_NEEDS_RATER.here()) {
                    all[rater] += 0;
                }
                if (rater >= 0 && owner >= 0) {
                    all[owner]++;
                    trusted[owner] += evidence.isTrusted(rater) ? 1 : 0;
                }
            }
        } catch (InterruptedException e) {
            if (!Flaw.COMMUNITY_SWALLOWS_INTERRUPT.here()) {
                throw e;
            }
        }
        String name = Flaw.COMMUNITY_NAME_UPPER_CASE.here() ? "Trust" : "trust";
        for (int member = 0; member < all.length; member++) {
            double value = trusted[member] / all[member];
            if (Flaw.COMMUNITY_REMEMBERS.here()) {
                kept += 1;
                value += kept;
            } else if (Flaw.COMMUNITY_BY_CHANCE.here()) {
                value += ThreadLocalRandom.current().nextDouble();
            }
            if (all[member] > 0 || Flaw.COMMUNITY_DIVIDES_BY_NOTHING.here()) {
                sink.member(name, member, value);
                if (Flaw.COMMUNITY_WRITES_TWICE.here()) {
                    sink.member(name, member, value);
                }
            }
        }
    }
}
