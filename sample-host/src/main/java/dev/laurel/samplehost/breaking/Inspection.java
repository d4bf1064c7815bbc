package dev.laurel.samplehost.breaking;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts everything again, member by member, over the same API, and has the store read from end to end. */
final class Inspection {
    private static final int CONNECTIONS = 8;
    private static final String ENTRIES = "/entries?limit=200";

    private final Screen screen;
    private final Account account;
    private final Child child;
    private final Lanes<Question> lanes = new Lanes<>();
    private final Map<Integer, Long> balances = new HashMap<>();
    private final Map<Integer, List<Judge.Line>> lines = new HashMap<>();

    /** What is asked of a member. */
    private record Question(int member, String rest) {}

    Inspection(Screen screen, Account account, Child child) {
        this.screen = screen;
        this.account = account;
        this.child = child;
    }

    /** {@return how many calls it took} */
    long calls() {
        return lanes.sent();
    }

    /** {@return what was found} */
    Verdict verdict() throws BrokenException, InterruptedException {
        Judge judge = new Judge(account);
        int asked = 0;
        int looked = 0;
        while (looked < account.members()) {
            while (asked < account.members() && lanes.busy() < CONNECTIONS) {
                for (String rest : List.of("", ENTRIES)) {
                    lanes.send(Requests.member(child, account.memberId(asked), rest), new Question(asked, rest));
                }
                asked++;
            }
            Lanes.Told<Question> told = lanes.next();
            int member = told.about().member();
            read(told);
            if (balances.containsKey(member) && lines.containsKey(member)) {
                judge.look(member, balances.remove(member), lines.remove(member));
                looked++;
                screen.progress("break.count.progress", looked, account.members());
            }
        }
        List<String> verified = child.ask("verify");
        Verdict verdict = judge.verdict();
        return verified.get(2).isEmpty()
                ? verdict
                : verdict.and(new Verdict(0, 0, 0, List.of(Finding.of("break.odd.verify", verified.get(2)))));
    }

    private void read(Lanes.Told<Question> told) throws BrokenException {
        HttpResponse<String> response = told.response();
        if (response == null) {
            throw new BrokenException("break.odd.unanswered", String.valueOf(told.failure()));
        }
        Question question = told.about();
        boolean unknown = response.statusCode() == 404;
        if (response.statusCode() != 200 && !unknown) {
            throw new BrokenException("break.odd.answer", response.statusCode(), response.body());
        }
        // Whoever is not known has nothing, and that is for the judge.
        if (question.rest().isEmpty()) {
            balances.put(question.member(), unknown ? 0 : Replies.balance(response.body(), Account.UNIT));
        } else {
            lines.put(question.member(), unknown ? List.of() : Replies.lines(response.body()));
        }
    }
}
