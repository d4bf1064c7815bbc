package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.reputation.RuleFailedException;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleBookTest {
    @TempDir
    private Path temp;

    private static RuleFailedException failure(Function<Participation, Decision> answer) {
        RuleBook rules = RuleBooks.open(
                RuleBooks.catalog(RuleBooks.set("thanks", RuleBooks.rule("thanked", answer))), "shop/thanks");
        RuleFailedException failed =
                catchThrowableOfType(RuleFailedException.class, () -> rules.judge(0, new RuleBooks.Someone()));
        assertThat(failed).hasMessageContaining("shop/thanks/thanked").hasMessageContaining("plugin shop unknown");
        assertThat(rules.failures())
                .singleElement()
                .asString()
                .contains(failed.getMessage())
                .contains("failed 1 time since");
        return failed;
    }

    /** Deep enough for any stack, and not endless, which the compiler would notice. */
    private static Decision overflow(long depth) {
        return depth == Long.MAX_VALUE || overflow(depth + 1).declines().isEmpty()
                ? Decision.none()
                : Decision.decline("DEEP");
    }

    private static <T extends Throwable> Decision sneak(Throwable thrown) throws T {
        @SuppressWarnings("unchecked")
        T sneaked = (T) thrown;
        throw sneaked;
    }

    @Test
    void givenARuleThatThrowsAnything_whenJudged_thenItIsAFailureOfThatRuleThatSaysWhat() {
        assertThat(failure(p -> {
                    throw new IllegalStateException("no tariff");
                }))
                .hasMessageContaining("IllegalStateException: no tariff");
        assertThat(failure(p -> {
                    throw new AssertionError("odd");
                }))
                .hasMessageContaining("AssertionError: odd");
        assertThat(failure(p -> {
                    throw new NoClassDefFoundError("lib/Missing");
                }))
                .hasMessageContaining("NoClassDefFoundError: lib/Missing");
        assertThat(failure(p -> RuleBookTest.<RuntimeException>sneak(new InterruptedException("sneaked"))))
                .hasMessageContaining("InterruptedException: sneaked");
        assertThat(failure(p -> overflow(0))).hasMessageContaining("StackOverflowError");
    }

    @Test
    void givenAnExceptionWhoseMessageThrows_whenJudged_thenItIsStillAFailureWithALine() {
        assertThat(failure(p -> {
                    throw new IllegalStateException() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public String getMessage() {
                            throw new IllegalArgumentException("even this");
                        }
                    };
                }))
                .hasMessageContaining("its message could not be read");
    }

    @Test
    void givenAnAnswerThatBreaksItsDeclaration_whenJudged_thenItIsAFailureThatSaysWhat() {
        assertThat(failure(p -> null)).hasMessageContaining("returned null").hasMessageContaining("Decision.none()");
        assertThat(failure(p -> Decision.grant(Points.of("reputation", 1), Points.of("gold", 5))))
                .hasMessageContaining("points/gold")
                .hasMessageContaining("[points/reputation]");
        assertThat(failure(p -> Decision.grant(Badge.once("reputation")))).hasMessageContaining("badge/reputation");
        assertThat(failure(p -> Decision.decline("because he is Bob"))).hasMessageContaining("because he is Bob");
        assertThat(failure(p -> Decision.declineUntil("LATER", Instant.MAX))).hasMessageContaining("years 1 to 9999");
        assertThat(failure(p -> Decision.none().wakeAt(Instant.MAX, "k"))).hasMessageContaining("years 1 to 9999");
        assertThat(failure(p -> Decision.none().wakeAt(Instant.EPOCH, "k".repeat(129))))
                .hasMessageContaining("129 letters");
    }

    @Test
    void givenAWantOfMemory_whenJudged_thenTheRuleHasFailed() {
        RuleBook rules = RuleBooks.open(
                RuleBooks.catalog(RuleBooks.set("thanks", RuleBooks.rule("thanked", p -> {
                    throw new OutOfMemoryError("for the test");
                }))),
                "shop/thanks");
        assertThat(catchThrowable(() -> rules.judge(0, new RuleBooks.Someone())))
                .isInstanceOf(RuleFailedException.class)
                .hasMessageContaining("OutOfMemoryError");
    }

    @Test
    void givenARuleThatFailsNowAndThen_whenJudged_thenItsNeighboursAnswerAndItsFailuresAreCountedWithTheLastReason()
            throws RuleFailedException {
        int[] asked = {0};
        RuleBook rules = RuleBooks.open(
                RuleBooks.catalog(RuleBooks.set(
                        "thanks",
                        RuleBooks.rule("shaky", p -> {
                            throw new IllegalStateException("number " + ++asked[0]);
                        }),
                        RuleBooks.rule("steady", p -> Decision.grant(Points.of("reputation", 3))))),
                "shop/thanks");
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowable(() -> rules.judge(0, new RuleBooks.Someone())))
                    .isInstanceOf(RuleFailedException.class);
            assertThat(RuleBooks.judged(rules, 1).rewards()).singleElement().hasToString("3 points/reputation");
        }
        assertThat(rules.failures())
                .singleElement()
                .asString()
                .contains("shop/thanks/shaky", "number 3", "failed 3 times");
    }

    @Test
    void givenAnIsolatedRule_whenJudged_thenItsLoaderIsTheContextInsideAndTheThreadsOwnAfterwardsWhateverItDoes() {
        PluginJar.withRule("shop", "a.Shop", """
                        Thread thread = Thread.currentThread();
                        boolean own = thread.getContextClassLoader() == getClass().getClassLoader();
                        thread.setContextClassLoader(null);
                        if (own) { throw new IllegalStateException("own"); }
                        return Decision.none();
                        """).write(temp.resolve("shop.jar"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (PluginDepot depot = RuleBooks.depot(temp);
                RuleBook rules = RuleBooks.open(depot.catalog(), "shop/thanks")) {
            assertThatThrownBy(() -> rules.judge(0, new RuleBooks.Someone())).hasMessageContaining("own");
            assertThat(thread.getContextClassLoader()).isSameAs(before);
            thread.setContextClassLoader(
                    depot.catalog().plugins().get(0).guest().loader());
            assertThatThrownBy(() -> rules.judge(0, new RuleBooks.Someone())).hasMessageContaining("own");
            assertThat(thread.getContextClassLoader())
                    .isSameAs(depot.catalog().plugins().get(0).guest().loader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void givenARuleThatAllocatesNothing_whenJudgedOftenThroughTheBook_thenTheBookAllocatesNothingEither() {
        Decision answer = Decision.grant(Points.of("reputation", 1)).wakeAt(Instant.EPOCH, "later");
        RuleBook rules = RuleBooks.open(
                RuleBooks.catalog(RuleBooks.set("thanks", RuleBooks.rule("thanked", p -> answer))), "shop/thanks");
        Participation someone = new RuleBooks.Someone();
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        assertThatCode(() -> {
                    rules.judge(0, someone);
                    long before = threads.getThreadAllocatedBytes(self);
                    for (int i = 0; i < 10_000; i++) {
                        rules.judge(0, someone);
                    }
                    assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
                })
                .doesNotThrowAnyException();
    }
}
