package dev.laurel.spi.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.activity.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The text of a declaration is what a rule's version is a digest of. */
class RuleSpecTest {
    private static final Counter SCORE =
            Counter.sum("score").of("vote.up", 1).of("vote.down", -1).perObject();
    private static final Counter DAYS =
            Counter.days("days-visited").of("visited", 1).as(Role.MEMBER).within(Window.rolling(Duration.ofDays(100)));
    private static final Limit CAP = Limit.cap("daily", "reputation", 200, Window.DAY);
    private static final Limit ONCE = Limit.times("once", 1, Window.EVER);

    @Test
    void givenADeclarationOfToday_whenWrittenDown_thenTheTextIsTheOneThatVersionsWereMadeFrom() {
        assertThat(full().build())
                .hasToString("answer-up revision 1 on [vote.down, vote.up] as [author, rater] objects [answer]"
                        + " grants [badge/teacher, points/reputation]"
                        + " counters [days-visited DAYS per MEMBER of {visited=1} as member with rater"
                        + " in rolling PT2400H, score SUM per OBJECT of {vote.down=-1, vote.up=1} as author with rater"
                        + " in EVER]"
                        + " limits [daily CAP 200 reputation in DAY, once TIMES 1 \"\" in EVER] arguments [10]");
    }

    @Test
    void givenTheSameDeclarationInAnotherOrder_whenWrittenDown_thenTheTextIsTheSame() {
        RuleSpec other = RuleSpec.of("answer-up", 1, words(10L))
                .reads(SCORE)
                .reads(DAYS)
                .reads(Counter.sum("score").of("vote.down", -1).of("vote.up", 1).perObject())
                .awards("teacher")
                .gives("reputation")
                .objects("answer")
                .as(Role.RATER)
                .as(Role.of("author"))
                .on("vote.up")
                .on("vote.down")
                .limitedBy(CAP)
                .limitedBy(ONCE)
                .limitedBy(CAP)
                .build();

        assertThat(other).hasToString(full().build().toString());
    }

    @Test
    void givenOtherWording_whenWrittenDown_thenTheTextIsTheSame() {
        RuleSpec reworded = complete(RuleSpec.of("answer-up", 1, Words.of("other", "{0}!", "{0} !", 10)));

        assertThat(reworded).hasToString(full().build().toString());
    }

    @Test
    void givenDeclarationsThatDifferInAnythingElse_whenWrittenDown_thenEachTextIsItsOwn() {
        Counter count = Counter.sum("count").of("vote.up", 1);
        List<RuleSpec> different = Stream.of(
                        full(),
                        RuleSpec.of("answer-down", 1, words(10)),
                        RuleSpec.of("answer-up", 2, words(10)),
                        RuleSpec.of("answer-up", 1, words(15)),
                        RuleSpec.of("answer-up", 1, Words.of("k", "x", "x", "10")),
                        RuleSpec.of("answer-up", 1, Words.of("k", "x", "x", "a", "b")),
                        RuleSpec.of("answer-up", 1, Words.of("k", "x", "x", "a, b")),
                        RuleSpec.of("answer-up", 1, Words.of("k", "x", "x", "a\", \"b")),
                        full().on("vote.cancel"),
                        full().on("vote", "cancel"),
                        full().on("vote, cancel"),
                        full().as(Role.ASKER),
                        full().as(Role.of("asker, thanked")),
                        full().as(Role.ASKER).as(Role.THANKED),
                        full().objects("question"),
                        full().gives("credit"),
                        full().awards("credit"),
                        full().nominates("credit"),
                        full().invites("credit"),
                        full().reads(count),
                        full().reads(count.of("vote.up", 2)),
                        full().reads(count.of("vote.down", 1)),
                        full().reads(count.as(Role.RATER)),
                        full().reads(count.perObject()),
                        full().reads(count.perTopic()),
                        full().reads(count.perCounterpart(Role.THANKED)),
                        full().reads(count.perCounterpart(Role.ASKER)),
                        full().reads(count.within(Window.DAY)),
                        full().reads(count.within(Window.rolling(Duration.ofDays(1)))),
                        full().reads(count.within(Window.rolling(Duration.ofDays(2)))),
                        full().reads(Counter.amount("count").of("vote.up", 1)),
                        full().reads(Counter.max("count").of("vote.up", 1)),
                        full().reads(Counter.days("count").of("vote.up", 1)),
                        full().reads(Counter.distinct("count", Role.RATER).of("vote.up", 1)),
                        full().reads(Counter.distinct("count", Role.THANKED).of("vote.up", 1)),
                        full().limitedBy(Limit.floor("other", "reputation", 1)),
                        full().limitedBy(Limit.floor("other", "reputation", 0)),
                        full().limitedBy(Limit.cap("other", "reputation", 1, Window.DAY)),
                        full().limitedBy(Limit.cap("other", "credit", 1, Window.DAY)),
                        full().limitedBy(Limit.cap("other", "credit", 1, Window.WEEK)),
                        full().limitedBy(Limit.times("other", 1, Window.DAY)),
                        full().limitedBy(Limit.times("other", 1, Window.rolling(Duration.ofDays(1)))))
                .map(RuleSpecTest::complete)
                .toList();

        assertThat(different)
                .extracting(RuleSpec::toString)
                .doesNotHaveDuplicates()
                .allMatch(text -> text.lines().count() == 1);
    }

    @Test
    void givenLimitsInAnotherOrder_whenWrittenDown_thenTheTextDiffersForTheyApplyInTheirOrder() {
        assertThat(RuleSpec.of("a", 1, words(1))
                        .on("x")
                        .as(Role.AUTHOR)
                        .gives("p")
                        .limitedBy(CAP)
                        .limitedBy(ONCE)
                        .build())
                .doesNotHaveToString(RuleSpec.of("a", 1, words(1))
                        .on("x")
                        .as(Role.AUTHOR)
                        .gives("p")
                        .limitedBy(ONCE)
                        .limitedBy(CAP)
                        .build()
                        .toString());
    }

    @Test
    void givenABuiltDeclaration_whenItsBuilderGoesOn_thenItStaysAndCannotBeChanged() {
        RuleSpec.Builder builder = full();
        RuleSpec built = builder.build();
        String before = built.toString();

        builder.on("more")
                .as(Role.ASKER)
                .gives("credit")
                .reads(Counter.sum("more").of("x", 1));

        assertThat(built).hasToString(before);
        assertThat(Stream.<Runnable>of(
                        built.types()::clear,
                        built.roles()::clear,
                        built.objectTypes()::clear,
                        built.grants()::clear,
                        built.counters()::clear,
                        built.limits()::clear,
                        built.counters().get(0).weights()::clear))
                .allSatisfy(
                        change -> assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class));
    }

    @Test
    void givenACounter_whenItIsRefined_thenTheFirstStaysAsItWas() {
        Counter count = Counter.sum("count").of("vote.up", 1);

        Counter other = count.of("vote.up", 2).of("vote.down", -2).perObject();

        assertThat(count.weights()).containsOnlyKeys("vote.up").containsEntry("vote.up", 1L);
        assertThat(count.scope()).isEqualTo(Counter.Scope.MEMBER);
        assertThat(other).isNotEqualTo(count).hasSameHashCodeAs(count);
        assertThat(count).isEqualTo(Counter.sum("count").of("vote.up", 1));
        assertThat(CAP)
                .isEqualTo(Limit.cap("daily", "reputation", 200, Window.DAY))
                .isNotEqualTo(ONCE);
    }

    @Test
    void givenADeclarationThatCannotWork_whenItIsMade_thenItFailsThereWithTheReason() {
        assertThatThrownBy(() ->
                        RuleSpec.of("a", 1, words(1)).as(Role.AUTHOR).gives("p").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rule a is never asked");
        assertThatThrownBy(() ->
                        RuleSpec.of("a", 1, words(1)).on("x").as(Role.AUTHOR).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rule a may grant nothing");
        assertThatThrownBy(() -> full().reads(Counter.sum("silent")))
                .hasMessageContaining("counter silent never counts");
        assertThatThrownBy(() -> full().reads(SCORE.perTopic()))
                .hasMessageContaining("two different counters called score");
        assertThatThrownBy(() -> full().limitedBy(Limit.times("daily", 1, Window.DAY)))
                .hasMessageContaining("two different limits called daily");
        assertThatThrownBy(() -> Limit.cap("daily", "p", 1, Window.rolling(Duration.ofDays(1))))
                .hasMessageContaining("limit daily");
        assertThatThrownBy(() -> Limit.cap("daily", "p", -1, Window.DAY)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> Limit.times("once", 0, Window.EVER)).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> Window.rolling(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Words words(Object amount) {
        return Words.of("answer-up", "{0} points", "{0} points", amount);
    }

    private static RuleSpec.Builder full() {
        return RuleSpec.of("answer-up", 1, words(10))
                .on("vote.up", "vote.down")
                .as(Role.RATER)
                .as(Role.AUTHOR)
                .objects("answer")
                .gives("reputation")
                .awards("teacher")
                .reads(DAYS)
                .reads(SCORE)
                .limitedBy(CAP)
                .limitedBy(ONCE);
    }

    /** Adds what every one of the declarations here has; adding it twice changes nothing. */
    private static RuleSpec complete(RuleSpec.Builder builder) {
        return builder.on("vote.up", "vote.down")
                .as(Role.RATER)
                .as(Role.AUTHOR)
                .objects("answer")
                .gives("reputation")
                .awards("teacher")
                .reads(DAYS)
                .reads(SCORE)
                .limitedBy(CAP)
                .limitedBy(ONCE)
                .build();
    }
}
