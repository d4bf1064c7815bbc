package dev.laurel.samplehost.breaking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a community holds of its members with what whoever posted the activities knows it must be. */
final class Judge {
    private static final int MOST_FINDINGS = 5;

    private final Account account;
    private final List<Finding> findings = new ArrayList<>();
    private long lost;
    private long doubled;

    /**
     * A line of a member's ledger.
     *
     * @param unit the unit
     * @param amount how much
     * @param happened when the activity happened
     */
    record Line(String unit, long amount, Instant happened) {}

    Judge(Account account) {
        this.account = account;
    }

    /**
     * Looks at a member: each acknowledged activity has to be there once, and the balance has to be what they add up to.
     *
     * @param member the member
     * @param balance the balance
     * @param lines all lines of the ledger
     */
    void look(int member, long balance, List<Line> lines) {
        Map<Integer, Long> given = new HashMap<>();
        for (Line line : lines) {
            if (line.unit().equals(Account.UNIT)) {
                int number = account.number(line.happened());
                if (number < 0 || Account.member(number) != member) {
                    find(
                            "break.odd.stranger",
                            account.memberId(member),
                            line.happened().toString());
                } else {
                    given.merge(number, line.amount(), Long::sum);
                }
            }
        }
        long present = given.entrySet().stream()
                .filter(each -> each.getValue() > 0 && account.isAcknowledged(each.getKey()))
                .count();
        long twice = given.values().stream()
                .filter(amount -> amount > Account.POINTS)
                .mapToLong(amount -> amount / Account.POINTS - 1)
                .sum();
        long difference = balance / Account.POINTS - account.acknowledgedOf(member);
        lost += Math.max(account.acknowledgedOf(member) - present, -difference);
        doubled += Math.max(twice, difference);
        if (given.values().stream().anyMatch(amount -> amount % Account.POINTS != 0) || balance % Account.POINTS != 0) {
            find("break.odd.points", account.memberId(member), balance);
        }
    }

    private void find(String key, Object... arguments) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(Finding.of(key, arguments));
        }
    }

    /** {@return what was found} */
    Verdict verdict() {
        return new Verdict(account.acknowledged(), lost, doubled, findings);
    }
}
