package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.spi.CommunityScorer;
import dev.laurel.spi.Extension;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Evidence;
import dev.laurel.testkit.FakeEvidence;
import dev.laurel.testkit.FakeScoreSink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CommunityScorer} keeps. Of the SPI it checks: it is pure, the same evidence and time give the same snapshot;
 * each score of a subject is written once, is finite and has a kebab-case name; evidence in which nobody and nothing is known
 * does no harm; and {@link InterruptedException} goes through.
 *
 * <p>The subclass names the extension and gives evidence.
 */
public abstract class CommunityScorerContract extends ExtensionUnderTest<CommunityScorer> {
    private static final int THREADS = 4;

    /** The contract. */
    protected CommunityScorerContract() {
        super(Extension.Kind.COMMUNITY_SCORER);
    }

    /** {@return evidence that leads to at least one score} */
    protected abstract FakeEvidence evidence();

    @Override
    final CommunityScorer cast(Object made) {
        return made instanceof CommunityScorer scorer
                ? scorer
                : fail("the factory of %s made a %s: return a CommunityScorer", extension(), made.getClass());
    }

    @Override
    final void close(CommunityScorer instance) {
        instance.close();
    }

    private static Map<String, Double> refined(CommunityScorer scorer, FakeEvidence evidence, Instant asOf)
            throws InterruptedException {
        FakeScoreSink sink = evidence.sink();
        try {
            scorer.refine(evidence.read(), asOf, sink);
        } catch (RuntimeException e) {
            throw new AssertionError("the refinement fails with " + e, e);
        }
        return sink.scores();
    }

    private Map<String, Double> refined() throws Exception {
        try (CommunityScorer scorer = open(stage())) {
            return refined(scorer, evidence(), evidence().asOf());
        }
    }

    @Test
    void givenTheEvidence_whenRefined_thenThereAreScoresWithNamesOfTheirOwn() throws Exception {
        Map<String, Double> scores = refined();
        assertThat(scores)
                .as("scores: give evidence that leads to at least one, or the contract sees nothing")
                .isNotEmpty();
        for (String line : scores.keySet()) {
            String name = line.replaceFirst(" of (member|object) [0-9]+.*", "");
            if (!Names.isKebab(name)) {
                fail("%s writes the score '%s'; %s", extension(), name, Names.FORM);
            }
        }
    }

    @Test
    void givenTheSameEvidence_whenRefinedAgain_thenTheSnapshotIsTheSame() throws Exception {
        Map<String, Double> scores = refined();
        try (CommunityScorer scorer = open(stage())) {
            for (int time = 0; time < 3; time++) {
                assertThat(refined(scorer, evidence(), evidence().asOf()))
                        .as(
                                "a refinement of the same evidence by one instance: keep nothing from one to the next, and let no"
                                        + " order of a HashMap decide in which order numbers are added up")
                        .isEqualTo(scores);
            }
        }
        Purity.onThreads(THREADS, () -> {
            assertThat(refined())
                    .as("a refinement of the same evidence on another thread")
                    .isEqualTo(scores);
            return "";
        });
        Purity.elsewhere(() -> {
            assertThat(refined())
                    .as(
                            "a refinement of the same evidence in another language and time zone: asOf is the time, UTC the zone")
                    .isEqualTo(scores);
            return "";
        });
    }

    @Test
    void givenFreshlyLoadedClasses_whenTheyRefineTheSame_thenTheSnapshotIsTheSame() throws Exception {
        Map<String, Double> scores = refined();
        try (FreshClasses fresh = FreshClasses.of(plugin()).orElse(null)) {
            assumeTrue(fresh != null, "the plugin's class has no constructor without arguments, or comes from no file");
            if (fresh != null) {
                try (CommunityScorer scorer = open(stage(), fresh.plugin())) {
                    assertThat(refined(scorer, evidence(), evidence().asOf()))
                            .as("a refinement after the next start: keep nothing in static fields")
                            .isEqualTo(scores);
                }
            }
        }
    }

    @Test
    void givenOtherEvidenceBefore_whenRefined_thenNothingOfItIsLeft() throws Exception {
        Map<String, Double> scores = refined();
        try (CommunityScorer scorer = open(stage())) {
            refined(scorer, unknown(), unknown().asOf());
            assertThat(refined(scorer, evidence(), evidence().asOf()))
                    .as("a refinement after one of other evidence: keep nothing from one to the next")
                    .isEqualTo(scores);
        }
    }

    @Test
    void givenEvidenceInWhichNobodyIsKnown_whenRefined_thenItIsASnapshotAllTheSame() throws Exception {
        for (FakeEvidence evidence : List.of(new FakeEvidence(), unknown())) {
            try (CommunityScorer scorer = open(stage())) {
                refined(scorer, evidence, evidence.asOf());
            }
        }
    }

    /** The types of the evidence, but who and what it was about is not known, or only a part. */
    private FakeEvidence unknown() {
        FakeEvidence unknown = new FakeEvidence();
        for (String type : types()) {
            unknown.add(type, happening -> {})
                    .add(type, happening -> happening.by(Role.RATER, 0))
                    .add(type, happening -> happening.about(0, ""))
                    .add(type, happening -> happening.about(0, "answer").topics("billing"))
                    .add(
                            type,
                            happening -> happening.about(1, "answer").owner(0).by(Role.RATER, 0));
        }
        return unknown;
    }

    private List<String> types() {
        Evidence reading = evidence().read();
        Set<String> types = new TreeSet<>();
        try {
            while (reading.next()) {
                types.add(reading.type());
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody stops this reading", e);
        }
        return List.copyOf(types);
    }

    @Test
    void givenARefinement_whenItIsStopped_thenItEndsWithTheInterrupt() throws Exception {
        for (int after = 0; after <= evidence().size(); after++) {
            try (CommunityScorer scorer = open(stage())) {
                FakeScoreSink sink = evidence().sink();
                boolean stopped = false;
                try {
                    scorer.refine(evidence().read(after), evidence().asOf(), sink);
                } catch (InterruptedException expected) {
                    stopped = true;
                }
                Thread.interrupted();
                assertThat(stopped)
                        .as(
                                "the refinement was stopped after %s records and ended as if it were complete: let"
                                        + " InterruptedException through, or half of the evidence is published",
                                after)
                        .isTrue();
            }
        }
    }
}
