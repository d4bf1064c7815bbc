package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.testkit.ParticipationBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What every set of {@link RewardRule}s keeps. Of the SPI it checks: a rule is pure, the same participation gives the same
 * answer; a spec is the same whenever it is asked for, with names that never change and a sentence in both languages; a reward
 * that is not declared, or a counter that is not, is a failure of the plugin; a rule that gives nothing says
 * {@link Decision#none()}; and it answers whatever it is asked about the types and roles it declares.
 *
 * <p>The subclass names the extension; participations are made from the declarations. What depends on attributes wants
 * {@link #samples()} too. That a rule is quick, and that it asks no clock that has not moved meanwhile, no test can tell.
 */
public abstract class RewardRulesContract extends ExtensionUnderTest<List<RewardRule>> {
    private static final int THREADS = 4;
    private static final int LONGEST_KEY = 128;
    private static final long FIRST_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final List<Optional<Object>> ATTRIBUTES =
            List.of(Optional.empty(), Optional.of("text"), Optional.of(5L), Optional.of(.5), Optional.of(true));

    /** The contract. */
    protected RewardRulesContract() {
        super(Extension.Kind.REWARD_RULES);
    }

    /** {@return further participations that matter to these rules, with attributes and timers for example; none if not said} */
    protected List<ParticipationBuilder> samples() {
        return List.of();
    }

    @Override
    final List<RewardRule> cast(Object made) {
        List<RewardRule> rules = new ArrayList<>();
        if (made instanceof List<?> list) {
            for (Object one : list) {
                if (!(one instanceof RewardRule rule)) {
                    return fail("%s has something among its rules that is none: %s", extension(), one);
                }
                rules.add(rule);
            }
        }
        if (rules.isEmpty()) {
            fail("the factory of %s made no rules: return a list with at least one", extension());
        }
        return rules;
    }

    @Override
    final void close(List<RewardRule> rules) {
        rules.forEach(RewardRule::close);
    }

    private List<RuleSpec> specs(List<RewardRule> rules) {
        List<RuleSpec> specs = new ArrayList<>();
        for (RewardRule rule : rules) {
            RuleSpec spec = rule.spec();
            if (spec == null) {
                fail("%s: spec() of %s returned null: build it once, and return it", extension(), rule.getClass());
                return specs;
            }
            specs.add(spec);
        }
        return specs;
    }

    /** A set that can be asked by the names of its rules. */
    private final class Asked implements Purity.Asking {
        private final List<RewardRule> rules;
        private final Map<String, RewardRule> byName = new HashMap<>();

        Asked(Plugin plugin) throws Exception {
            this.rules = open(stage(), plugin);
            rules.forEach(rule -> byName.putIfAbsent(rule.spec().name(), rule));
        }

        RewardRule rule(String name) {
            return Objects.requireNonNull(byName.get(name), "the set has no rule " + name + " any more");
        }

        @Override
        public Object ask(Purity.Question question) {
            try {
                Decision decision = rule(question.whom()).decide(question.participation());
                return decision == null ? "null" : decision;
            } catch (RuntimeException | StackOverflowError e) {
                return "throws " + e.getClass().getName();
            } finally {
                // Another test looks at this; here it would stop what is waited for next.
                Thread.interrupted();
            }
        }

        /** Samples for all rules, and with the timers that they set themselves. */
        List<Purity.Question> questions() {
            List<Purity.Question> questions = new ArrayList<>();
            for (RuleSpec spec : specs(rules)) {
                List<ParticipationBuilder> builders = new ArrayList<>(ParticipationSamples.of(spec));
                samples().stream()
                        .filter(sample -> listens(spec, sample.build(spec)))
                        .forEach(builders::add);
                for (ParticipationBuilder builder : List.copyOf(builders)) {
                    Object answer = ask(new Purity.Question(spec.name(), builder.build(spec)));
                    if (answer instanceof Decision decision) {
                        decision.wakes().stream()
                                .filter(wake -> isTime(wake.at()))
                                .forEach(wake -> builders.add(
                                        builder.copy().at(wake.at()).timer(wake.key())));
                    }
                }
                builders.forEach(builder -> questions.add(new Purity.Question(spec.name(), builder.build(spec))));
            }
            return questions;
        }
    }

    private static boolean listens(RuleSpec spec, Participation participation) {
        return spec.types().contains(participation.type())
                && spec.roles().contains(participation.role())
                && (spec.objectTypes().isEmpty()
                        || participation
                                .object()
                                .filter(object -> spec.objectTypes().contains(object.type()))
                                .isPresent());
    }

    private static boolean isTime(Instant at) {
        return at.getEpochSecond() >= FIRST_SECOND && at.getEpochSecond() <= LAST_SECOND;
    }

    @Test
    void givenTheSet_whenItsDeclarationsAreRead_thenTheRuntimeWouldTakeThem() throws Exception {
        assertThat(SpecReading.problems(specs(open(stage()))))
                .as("what a host would refuse at its start")
                .isEmpty();
    }

    @Test
    void givenTheSet_whenItsDeclarationsAreAskedForAgain_thenTheyAreTheSame() throws Exception {
        List<RewardRule> rules = open(stage());
        List<String> written = SpecReading.written(specs(rules));
        assertThat(SpecReading.written(specs(rules)))
                .as("specs, asked for again: a spec is the rule's version, so build it once, from settings alone")
                .isEqualTo(written);
        assertThat(SpecReading.written(specs(open(stage()))))
                .as(
                        "specs of a set that is made again, as at the next start: build them from settings alone, and name no"
                                + " rule by a counter or by chance")
                .isEqualTo(written);
        try (FreshClasses fresh = FreshClasses.of(plugin()).orElse(null)) {
            if (fresh != null) {
                assertThat(SpecReading.written(specs(open(stage(), fresh.plugin()))))
                        .as("specs of freshly loaded classes, as at the next start")
                        .isEqualTo(written);
            }
        }
    }

    @Test
    void givenTheSet_whenReadInEnglishAndFrench_thenBothAreSentences() throws Exception {
        specs(open(stage())).forEach(SpecReading::assertSentences);
    }

    @Test
    void givenAParticipation_whenJudgedOverAndOverAmongOthers_thenTheDecisionIsTheSame() throws Exception {
        Asked set = new Asked(plugin());
        new Purity(set.questions(), set).assertOverAndOver(set);
    }

    @Test
    void givenSetsOnOtherThreads_whenTheyJudgeTheSame_thenTheDecisionsAreTheSame() throws Exception {
        Asked set = new Asked(plugin());
        Purity purity = new Purity(set.questions(), set);
        purity.assertOnce(new Asked(plugin()), "of another instance");
        Purity.onThreads(THREADS, () -> {
            purity.assertOnce(new Asked(plugin()), "on another thread");
            return "";
        });
    }

    @Test
    void givenFreshlyLoadedClasses_whenTheyJudgeTheSame_thenTheDecisionsAreTheSame() throws Exception {
        Asked set = new Asked(plugin());
        Purity purity = new Purity(set.questions(), set);
        purity.assertOnce(set, "asked again");
        try (FreshClasses fresh = FreshClasses.of(plugin()).orElse(null)) {
            assumeTrue(fresh != null, "the plugin's class has no constructor without arguments, or comes from no file");
            if (fresh != null) {
                purity.assertOnce(new Asked(fresh.plugin()), "after the next start");
            }
        }
    }

    @Test
    void givenAMachineElsewhere_whenItJudgesTheSame_thenTheDecisionsAreTheSame() throws Exception {
        Asked set = new Asked(plugin());
        Purity purity = new Purity(set.questions(), set);
        Purity.elsewhere(() -> {
            purity.assertOnce(new Asked(plugin()), "in another language and time zone");
            return "";
        });
    }

    @Test
    void givenAnyParticipation_whenJudged_thenThereIsADecision() throws Exception {
        Asked set = new Asked(plugin());
        for (Purity.Question question : set.questions()) {
            for (Optional<Object> attribute : ATTRIBUTES) {
                Watched asked = new Watched(question.participation(), attribute);
                try {
                    if (set.rule(question.whom()).decide(asked) == null) {
                        fail(
                                "the rule %s returned null to: %s. Return Decision.none() where it gives nothing",
                                question.whom(), asked);
                    }
                } catch (RuntimeException | StackOverflowError e) {
                    if (asked.undeclared().isEmpty()) {
                        throw new AssertionError(
                                "the rule " + question.whom() + " throws " + e + " to: " + asked + ". Objects, amounts,"
                                        + " attributes and others may be missing, and attributes of any type: look before"
                                        + " you use them, and decline or give nothing",
                                e);
                    }
                }
                assertThat(Thread.interrupted())
                        .as("the rule %s leaves its thread interrupted, which is the host's", question.whom())
                        .isFalse();
            }
        }
    }

    @Test
    void givenAnyParticipation_whenJudged_thenOnlyDeclaredCountersAreRead() throws Exception {
        Asked set = new Asked(plugin());
        for (Purity.Question question : set.questions()) {
            Watched asked = new Watched(question.participation(), Optional.empty());
            set.ask(new Purity.Question(question.whom(), asked));
            if (!asked.undeclared().isEmpty()) {
                fail(
                        "the rule %s reads the counters %s, which it does not declare: add reads(...) with the same constant to"
                                + " its spec",
                        question.whom(), asked.undeclared());
            }
        }
    }

    @Test
    void givenAnyParticipation_whenJudged_thenTheDecisionIsOneThatWasDeclared(TestReporter reporter) throws Exception {
        Asked set = new Asked(plugin());
        Map<String, Integer> given = new HashMap<>();
        set.byName.keySet().forEach(name -> given.put(name, 0));
        for (Purity.Question question : set.questions()) {
            if (set.ask(question) instanceof Decision decision) {
                check(set.rule(question.whom()).spec(), decision);
                given.merge(question.whom(), decision.rewards().size(), Integer::sum);
            }
        }
        given.forEach((rule, count) -> {
            if (count == 0) {
                reporter.publishEntry(
                        "rule " + rule, "it gave nothing to any sample: add some to samples() to which it does");
            }
        });
    }

    private static void check(RuleSpec spec, Decision decision) {
        decision.rewards().forEach(reward -> {
            if (!spec.grants().contains(reward.unit())) {
                fail(
                        "the rule %s grants %s and declares %s: add gives(...), awards(...), nominates(...) or invites(...) to"
                                + " its spec",
                        spec.name(), reward.unit(), spec.grants());
            }
        });
        decision.declines().forEach(decline -> {
            if (!Names.isCode(decline.code())) {
                fail("the rule %s declines with the code '%s'; %s", spec.name(), decline.code(), Names.CODE_FORM);
            }
            if (!isTime(decline.from().orElse(Instant.EPOCH))) {
                fail("the rule %s declines until %s: name a time in the years 1 to 9999", spec.name(), decline);
            }
        });
        decision.wakes().forEach(wake -> {
            if (wake.key().isEmpty() || wake.key().length() > LONGEST_KEY || !isTime(wake.at())) {
                fail(
                        "the rule %s sets the timer %s: its key has 1 to %s letters, and its time is in the years 1 to 9999",
                        spec.name(), wake, LONGEST_KEY);
            }
        });
    }
}
