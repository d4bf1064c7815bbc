package dev.laurel.samplehost.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.samplehost.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Whoever says that nothing was lost has to notice when something is. */
class JudgeTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    private final Account account = new Account("m", 0);
    private final Judge judge = new Judge(account);

    /** Activities 0 to 99 are about members 0 to 49, two each: member 7 has numbers 7 and 57. */
    private void acknowledge() {
        account.acknowledge(account.batch(100));
    }

    private static Judge.Line line(int number) {
        return new Judge.Line(Account.UNIT, Account.POINTS, FIRST.plusMillis(number));
    }

    private void lookAtAllBut(int missing) {
        for (int member = 0; member < account.members(); member++) {
            if (member != missing) {
                judge.look(member, 10, List.of(line(member), line(member + 50)));
            }
        }
    }

    @Test
    void givenEverythingOnceWhenComparedThenTheVerdictIsClean() {
        acknowledge();
        lookAtAllBut(-1);

        assertThat(judge.verdict()).isEqualTo(new Verdict(100, 0, 0, List.of()));
        assertThat(judge.verdict().isClean()).isTrue();
    }

    @Test
    void givenAnActivityThatIsMissingWhenComparedThenItIsLost() {
        acknowledge();
        lookAtAllBut(7);
        judge.look(7, 5, List.of(line(57)));

        assertThat(judge.verdict()).isEqualTo(new Verdict(100, 1, 0, List.of()));
    }

    @Test
    void givenAMemberNobodyKnowsWhenComparedThenAllOfTheirsIsLost() {
        acknowledge();
        lookAtAllBut(7);
        judge.look(7, 0, List.of());

        assertThat(judge.verdict().lost()).isEqualTo(2);
    }

    @Test
    void givenAnActivityThatCountedTwiceWhenComparedThenItIsDoubled() {
        acknowledge();
        lookAtAllBut(7);
        judge.look(7, 15, List.of(line(7), line(7), line(57)));

        assertThat(judge.verdict()).isEqualTo(new Verdict(100, 0, 1, List.of()));
    }

    @Test
    void givenOneLostAndOneDoubledOfTheSameMemberWhenComparedThenTheBalanceDoesNotHideIt() {
        acknowledge();
        lookAtAllBut(7);
        judge.look(7, 10, List.of(line(7), line(7)));

        assertThat(judge.verdict()).isEqualTo(new Verdict(100, 1, 1, List.of()));
    }

    @Test
    void givenABalanceThatItsLinesDoNotExplainWhenComparedThenItIsSaid() {
        acknowledge();
        lookAtAllBut(7);
        judge.look(7, 20, List.of(line(7), line(57)));

        assertThat(judge.verdict().doubled()).isEqualTo(2);
    }

    @Test
    void givenPointsForWhatNobodySentWhenComparedThenItIsAFinding() {
        acknowledge();
        lookAtAllBut(7);
        judge.look(7, 10, List.of(line(7), line(57), line(8), line(5_000)));

        List<Finding> findings = new ArrayList<>(judge.verdict().findings());
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).in(Texts.in(Locale.ENGLISH)))
                .isEqualTo("Member m-7 has points for something that nobody sent, at 2024-01-01T00:00:00.008Z.");
        assertThat(judge.verdict().isClean()).isFalse();
    }

    @Test
    void givenCorrectionsThatCancelWhenComparedThenTheSumCounts() {
        acknowledge();
        lookAtAllBut(7);
        Judge.Line back = new Judge.Line(Account.UNIT, -Account.POINTS, FIRST.plusMillis(7));
        judge.look(7, 10, List.of(line(7), back, line(7), line(57)));

        assertThat(judge.verdict().isClean()).isTrue();
    }

    @Test
    void givenManyActivitiesWhenDealtOutThenNoMemberHasMoreThanAPage() {
        acknowledge();
        account.acknowledge(account.batch(14_950));

        long all = 0;
        for (int member = 0; member < account.members(); member++) {
            assertThat(account.acknowledgedOf(member)).isBetween(1, 100);
            all += account.acknowledgedOf(member);
        }
        assertThat(all).isGreaterThanOrEqualTo(14_950);
    }
}
