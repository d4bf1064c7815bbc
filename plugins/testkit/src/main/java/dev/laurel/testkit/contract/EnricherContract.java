package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.spi.Enricher;
import dev.laurel.spi.Extension;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Enrichment;
import dev.laurel.testkit.http.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Enricher} keeps. Of the SPI it checks: there is an answer for each activity, in the same order, and
 * {@link Enrichment#none()} where there is none; types are asked for once and are types; what is answered can be stored with the
 * activity; a failure is an exception, and a passing one no {@link PermanentFailureException}; {@code close()} lets go of
 * everything; and no secret is in a message.
 *
 * <p>The subclass names the extension, scripts the provider, and gives at least two activities with different answers.
 */
public abstract class EnricherContract extends ExtensionUnderTest<Enricher> {
    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_VALUE = 2_000;

    /** The contract. */
    protected EnricherContract() {
        super(Extension.Kind.ENRICHER);
    }

    /** {@return activities that it wants to see, at least two with different answers} */
    protected abstract List<Activity> samples();

    /** {@return how long to wait for threads to end after {@code close()}} */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    final Enricher cast(Object made) {
        return made instanceof Enricher enricher
                ? enricher
                : fail("the factory of %s made a %s: return an Enricher", extension(), made.getClass());
    }

    @Override
    final void close(Enricher instance) throws Exception {
        instance.close();
    }

    private List<Enrichment> enrich(List<Activity> activities) throws Exception {
        try (Enricher enricher = open(stage())) {
            return checked(enricher.enrich(new ArrayList<>(activities)), activities.size());
        }
    }

    private static List<Enrichment> checked(List<Enrichment> answers, int asked) {
        if (answers == null) {
            return fail("enrich returned null: throw an exception if asking failed");
        }
        List<Enrichment> copy = new ArrayList<>(answers);
        assertThat(copy)
                .as("answers: one for each activity, Enrichment.none() where there is none")
                .hasSize(asked)
                .doesNotContainNull();
        return copy;
    }

    @Test
    void givenTheTypes_whenAskedTwice_thenTheyAreTypesAndTheSame() throws Exception {
        try (Enricher enricher = open(stage());
                Enricher other = open(stage())) {
            Set<String> types = enricher.types();
            if (types == null) {
                fail("types() returned null: return Set.of() for all types");
                return;
            }
            assertThat(types)
                    .as("types: dotted lower case, such as review.written")
                    .allMatch(type -> type != null && Names.isType(type));
            assertThat(enricher.types()).as("types, asked for again").isEqualTo(types);
            assertThat(other.types()).as("types of another instance").isEqualTo(types);
            assertThat(samples())
                    .as("samples: give activities of the types that types() names, for it is asked about no others")
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(sample -> types.isEmpty() || types.contains(sample.type()));
        }
    }

    @Test
    void givenActivities_whenEnriched_thenThereIsAnAnswerForEachInTheSameOrder() throws Exception {
        List<Enrichment> answers = enrich(samples());
        assertThat(Set.copyOf(answers))
                .as("different answers: give samples that differ in their answers, or their order cannot be seen")
                .hasSizeGreaterThanOrEqualTo(2);
        List<Activity> backwards = new ArrayList<>(samples());
        Collections.reverse(backwards);
        List<Enrichment> again = enrich(backwards);
        Collections.reverse(again);
        assertThat(again)
                .as("answers to the activities in the opposite order: the first answer is the first activity's")
                .isEqualTo(answers);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(enrich(List.of(samples().get(i))))
                    .as("the answer to one activity alone")
                    .containsExactly(answers.get(i));
        }
    }

    @Test
    void givenNothing_whenEnriched_thenThereIsNoAnswer() throws Exception {
        assertThat(enrich(List.of())).isEmpty();
    }

    @Test
    void givenAListOfActivities_whenEnriched_thenItIsLeftAsItIs() throws Exception {
        List<Activity> handed = new ArrayList<>(samples());
        try (Enricher enricher = open(stage())) {
            enricher.enrich(handed);
        }
        assertThat(handed)
                .as("the list that was handed in: copy it before sorting or taking from it")
                .isEqualTo(samples());
        try (Enricher enricher = open(stage())) {
            enricher.enrich(List.copyOf(samples()));
        } catch (UnsupportedOperationException e) {
            fail("the list that is handed in cannot be changed, and enrich tried to: copy it first");
        }
    }

    @Test
    void givenAnswers_whenStored_thenTheyFitBesideTheActivity() throws Exception {
        String instance = stage().context().instance();
        for (Enrichment answer : enrich(samples())) {
            for (Map.Entry<String, Object> one : answer.attributes().entrySet()) {
                String key = instance + "." + one.getKey();
                assertThat(one.getKey()).as("a key").isNotBlank();
                assertThat(key).as("a key with its instance").hasSizeLessThanOrEqualTo(LONGEST_KEY);
                assertThat(one.getValue() instanceof Double number && !Double.isFinite(number))
                        .as("the answer %s is not finite: leave it out", one.getKey())
                        .isFalse();
                assertText(one.getKey(), one.getKey());
                if (one.getValue() instanceof String text) {
                    assertText(one.getKey(), text);
                    assertThat(text).as("the answer %s", one.getKey()).hasSizeLessThanOrEqualTo(LONGEST_VALUE);
                }
            }
        }
    }

    private static void assertText(String key, String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean pair = Character.isHighSurrogate(letter)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(letter) || letter == 0) {
                fail(
                        "the answer %s has half a character or a zero at %s: it could not be stored; send valid Unicode",
                        key, i);
            }
        }
    }

    @Test
    void givenAnyRequest_whenItFails_thenItIsAnExceptionAndNoOtherAnswer() throws Exception {
        Stage undisturbed = stage();
        List<Enrichment> clean;
        try (Enricher enricher = open(undisturbed)) {
            clean = checked(
                    enricher.enrich(new ArrayList<>(samples())), samples().size());
        }
        assumeTrue(undisturbed.http().asked() > 0, "the enricher asks nothing of the HTTP client it is lent");
        for (Fault fault :
                Arrays.stream(Fault.values()).filter(Fault::isPassing).toList()) {
            for (int nth = 1; nth <= undisturbed.http().asked(); nth++) {
                Stage stage = stage();
                stage.http().fail(nth, fault);
                assertFailsOrAnswers(stage, clean, fault + " at request " + nth);
            }
            Stage stage = stage();
            stage.http().failAlways(fault);
            assertFailsOrAnswers(stage, clean, fault + " at every request");
        }
    }

    private void assertFailsOrAnswers(Stage stage, List<Enrichment> clean, String where) throws Exception {
        List<Enrichment> answers;
        try (Enricher enricher = open(stage)) {
            answers = checked(enricher.enrich(new ArrayList<>(samples())), clean.size());
        } catch (PermanentFailureException e) {
            fail(
                    "%s is a PermanentFailureException: '%s'. Throw IOException, or let through what Http throws, for what passes"
                            + " by itself",
                    where, e.getMessage());
            return;
        } catch (Exception expected) {
            return;
        }
        boolean swallowed = true;
        for (int i = 0; i < answers.size(); i++) {
            Enrichment none = Enrichment.none();
            assertThat(answers.get(i))
                    .as("%s: an answer where asking failed: throw an exception instead of making one up", where)
                    .isIn(clean.get(i), none);
            swallowed &= answers.get(i).equals(none);
        }
        assertThat(swallowed)
                .as(
                        "%s: no answer for any activity, as if there were none: throw an exception, so that an operator sees it",
                        where)
                .isFalse();
    }

    @Test
    void givenAClosedEnricher_whenLookedFor_thenNoThreadIsLeft() throws Exception {
        LeftThreads.assertNone(() -> enrich(samples()), patience());
    }

    @Test
    void givenSecrets_whenAnythingFails_thenTheyAreInNoMessageNoAnswerAndNoLog() throws Exception {
        Secrets secrets = secrets();
        assumeTrue(!secrets.isEmpty(), "there is no secret setting");
        for (Fault fault : Fault.values()) {
            Stage stage = stage();
            stage.http().failAlways(fault);
            try (Enricher enricher = open(stage)) {
                secrets.assertNotIn("toString()", enricher.toString());
                enricher.enrich(new ArrayList<>(samples()));
            } catch (Exception e) {
                secrets.assertNotIn(e);
            } finally {
                Thread.interrupted();
            }
            secrets.assertNotIn("the log", stage.logger().everything());
        }
        for (Enrichment answer : enrich(samples())) {
            secrets.assertNotIn("an answer", answer.attributes().toString());
        }
    }
}
