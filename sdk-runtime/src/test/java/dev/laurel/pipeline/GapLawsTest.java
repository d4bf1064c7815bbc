package dev.laurel.pipeline;

import static dev.laurel.pipeline.OrderLawsTest.EVERYBODY;

import dev.laurel.reputation.Judge;
import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.reputation.RuleFailedException;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules that fail or are suspended at any moment, and answer in the end, have given what they would have given had they never failed. */
class GapLawsTest {

    /** Rules that fail now and then, until they are mended. */
    private static final class Moody implements Judge {
        private final HouseRules rules;
        private final Random random;
        private final boolean[] suspended;
        private boolean mended;

        Moody(HouseRules rules, long seed) {
            this.rules = rules;
            this.random = new Random(seed);
            this.suspended = new boolean[rules.rules().size()];
        }

        /** One of the rules did not come back from a call. */
        void suspend() {
            suspended[random.nextInt(suspended.length)] = true;
        }

        /** Some of those that are suspended are started again, when the community is opened. */
        void startAgain() {
            for (int i = 0; i < suspended.length; i++) {
                suspended[i] &= !mended && random.nextBoolean();
            }
        }

        @Override
        public boolean isSuspended(int rule) {
            return suspended[rule];
        }

        @Override
        public List<RuleDeclaration> rules() {
            return rules.rules();
        }

        @Override
        public Decision judge(int rule, Participation participation) throws RuleFailedException {
            if (suspended[rule]) {
                throw RuleFailedException.ofSuspended("does not come back");
            }
            if (!mended && random.nextInt(6) == 0) {
                throw new RuleFailedException("not in the mood", null);
            }
            return rules.judge(rule, participation);
        }
    }

    @Test
    void givenRulesThatFailAtAnyMoment_whenTheyAreMendedAndTheCommunityOpensAgain_thenTotalsAreThoseOfTheCleanRun() {
        for (long seed = 0; seed < Shrinking.seeds(60); seed++) {
            long moments = seed;
            Shrinking.check(seed, Worlds.history(seed, 50), history -> moody(history, moments));
        }
    }

    private static Optional<String> moody(List<Sent> history, long seed) {
        Random random = new Random(seed);
        HouseRules rules = HouseRules.some(seed / 2);
        Moody moody = new Moody(rules, seed + 1);
        List<Sent> mixed = new ArrayList<>(history);
        if (random.nextBoolean()) {
            Collections.shuffle(mixed, random);
        }
        Play play = new Play(moody, mixed.equals(history) ? Worlds.BEGINNING : Worlds.END, 2, 1);
        for (int done = 0; done < mixed.size(); ) {
            int to = Math.min(mixed.size(), done + 1 + random.nextInt(6));
            List<Sent> batch = mixed.subList(done, to);
            batch.forEach(sent -> play.now(sent.activity().at()));
            play.send(batch, random.nextInt(8) == 0);
            done = to;
            if (random.nextInt(10) == 0) {
                moody.startAgain();
                play.reopen();
            }
            if (random.nextInt(8) == 0) {
                moody.suspend();
            }
        }
        play.settle(Worlds.END);
        moody.mended = true;
        moody.startAgain();
        play.reopen();
        play.settle(Worlds.END);
        Map<String, Long> expected = OrderLawsTest.expected(rules, history);
        Optional<String> wrong = Shrinking.difference("mended", expected, play.totals(EVERYBODY));
        play.reopen();
        return wrong.or(() -> Shrinking.difference("opened again", expected, play.totals(EVERYBODY)));
    }
}
