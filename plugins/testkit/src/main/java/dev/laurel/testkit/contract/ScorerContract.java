package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.Scorer;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Score;
import dev.laurel.testkit.ParticipationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Scorer} keeps. Of the SPI it checks: it is pure, the same participation gives the same answer; it answers
 * with scores or with an empty list, whatever a participation lacks; names are kebab-case; and a score of an object is only given
 * where there is one.
 *
 * <p>The subclass names the extension and gives participations that it scores; the contract also asks about them without object,
 * amount, attributes and others.
 */
public abstract class ScorerContract extends ExtensionUnderTest<Scorer> {
    private static final int THREADS = 4;
    private static final List<Optional<Object>> ATTRIBUTES =
            List.of(Optional.empty(), Optional.of("text"), Optional.of(5L), Optional.of(.5), Optional.of(true));

    /** The contract. */
    protected ScorerContract() {
        super(Extension.Kind.SCORER);
    }

    /** {@return participations, at least one to which there is a score} */
    protected abstract List<ParticipationBuilder> samples();

    @Override
    final Scorer cast(Object made) {
        return made instanceof Scorer scorer
                ? scorer
                : fail("the factory of %s made a %s: return a Scorer", extension(), made.getClass());
    }

    @Override
    final void close(Scorer instance) {
        instance.close();
    }

    private List<Purity.Question> questions() {
        List<Purity.Question> questions = new ArrayList<>();
        for (ParticipationBuilder sample : samples()) {
            for (ParticipationBuilder one : List.of(
                    sample,
                    sample.copy().aboutNothing(),
                    sample.copy().withoutAmount(),
                    sample.copy().amount(-1),
                    sample.copy().withoutAttributes(),
                    sample.copy().alone(),
                    sample.copy().alone().aboutNothing().withoutAmount().withoutAttributes())) {
                questions.add(new Purity.Question("the scorer " + extension(), one.build()));
            }
        }
        return questions;
    }

    private Purity.Asking asking(Plugin plugin) throws Exception {
        Scorer scorer = open(stage(), plugin);
        return question -> {
            try {
                List<Score> scores = scorer.score(question.participation());
                return scores == null ? "null" : List.copyOf(scores);
            } catch (RuntimeException | StackOverflowError e) {
                return "throws " + e.getClass().getName();
            }
        };
    }

    @Test
    void givenTheSamples_whenScored_thenThereIsAScoreForOneAtLeast() throws Exception {
        Scorer scorer = open(stage());
        assertThat(samples())
                .as("samples: give at least one to which there is a score, or the contract sees nothing")
                .anyMatch(sample -> {
                    List<Score> scores = scorer.score(sample.build());
                    return scores != null && !scores.isEmpty();
                });
    }

    @Test
    void givenAnyParticipation_whenScored_thenThereAreSoundScoresOrNone() throws Exception {
        Scorer scorer = open(stage());
        for (Purity.Question question : questions()) {
            for (Optional<Object> attribute : ATTRIBUTES) {
                Participation asked = new Watched(question.participation(), attribute);
                List<Score> scores;
                try {
                    scores = scorer.score(asked);
                } catch (RuntimeException | StackOverflowError e) {
                    throw new AssertionError(
                            question.whom() + " throws " + e + " to: " + asked
                                    + ". Objects, amounts, attributes and others"
                                    + " may be missing, and attributes of any type: look before you use them",
                            e);
                }
                if (scores == null) {
                    fail(
                            "%s returned null to: %s. Return an empty list where there is nothing to say",
                            question.whom(), asked);
                    return;
                }
                scores.forEach(score -> check(score, asked));
            }
        }
    }

    private void check(Score score, Participation asked) {
        if (!Names.isKebab(score.name())) {
            fail("%s gives the score '%s'; %s", extension(), score.name(), Names.FORM);
        }
        if (score.subject() == Score.Subject.OBJECT && asked.object().isEmpty()) {
            fail(
                    "%s scores the object of a participation that is about none: %s. Look at object() first",
                    extension(), asked);
        }
    }

    @Test
    void givenAParticipation_whenScoredOverAndOverAmongOthers_thenTheScoresAreTheSame() throws Exception {
        Purity.Asking asking = asking(plugin());
        new Purity(questions(), asking).assertOverAndOver(asking);
    }

    @Test
    void givenScorersOnOtherThreads_whenTheyScoreTheSame_thenTheScoresAreTheSame() throws Exception {
        Purity purity = new Purity(questions(), asking(plugin()));
        purity.assertOnce(asking(plugin()), "of another instance");
        Purity.onThreads(THREADS, () -> {
            purity.assertOnce(asking(plugin()), "on another thread");
            return "";
        });
    }

    @Test
    void givenFreshlyLoadedClasses_whenTheyScoreTheSame_thenTheScoresAreTheSame() throws Exception {
        Purity purity = new Purity(questions(), asking(plugin()));
        try (FreshClasses fresh = FreshClasses.of(plugin()).orElse(null)) {
            assumeTrue(fresh != null, "the plugin's class has no constructor without arguments, or comes from no file");
            if (fresh != null) {
                purity.assertOnce(asking(fresh.plugin()), "after the next start");
            }
        }
    }

    @Test
    void givenAMachineElsewhere_whenItScoresTheSame_thenTheScoresAreTheSame() throws Exception {
        Purity purity = new Purity(questions(), asking(plugin()));
        Purity.elsewhere(() -> {
            purity.assertOnce(asking(plugin()), "in another language and time zone");
            return "";
        });
    }
}
