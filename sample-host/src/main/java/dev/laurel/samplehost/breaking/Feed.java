package dev.laurel.samplehost.breaking;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A client that posts activities over several connections, and posts again what was not acknowledged: what a real one does.
 * One thread works with it.
 */
final class Feed {
    private static final int WAIT_MILLIS = 20;
    private static final long PATIENCE = Lanes.DEADLINE.multipliedBy(2).toNanos();

    private final Account account;
    private final RandomGenerator random;
    private final int connections;
    private final int largest;
    private final Lanes<Batch> lanes = new Lanes<>();
    private final Deque<Batch> unsure = new ArrayDeque<>();
    private Child child;
    private boolean killed;
    private long unanswered;
    private long refused;
    private String refusal = "";

    /**
     * Nothing is posted yet.
     *
     * @param account knows what is posted
     * @param child where to
     * @param random how many activities go into a call
     * @param connections how many calls are under way at a time
     * @param largest how many activities go into a call at the most
     */
    Feed(Account account, Child child, RandomGenerator random, int connections, int largest) {
        this.account = account;
        this.child = child;
        this.random = random;
        this.connections = connections;
        this.largest = largest;
    }

    /** {@return the process it posts to} */
    Child child() {
        return child;
    }

    Account account() {
        return account;
    }

    /** {@return how many calls have been made} */
    long calls() {
        return lanes.sent();
    }

    /** {@return how many calls had no answer, because the process was killed meanwhile} */
    long unanswered() {
        return unanswered;
    }

    /** {@return how many calls were refused because the community could not take them} */
    long refused() {
        return refused;
    }

    /** {@return the last sentence with which one was refused} */
    String refusal() {
        return refusal;
    }

    /**
     * Keeps the connections busy, and waits a moment for what comes back.
     *
     * @param fresh whether to post what was never posted before, after what has to be posted again
     */
    void turn(boolean fresh) throws BrokenException, InterruptedException {
        turn(fresh, WAIT_MILLIS);
    }

    void turn(boolean fresh, int waitMillis) throws BrokenException, InterruptedException {
        while (lanes.busy() < connections && (fresh || !unsure.isEmpty())) {
            Batch batch = unsure.isEmpty() ? account.batch(1 + random.nextInt(largest)) : unsure.pop();
            lanes.send(Requests.post(child, account.body(batch)), batch);
        }
        Optional<Lanes.Told<Batch>> told = lanes.next(waitMillis);
        while (told.isPresent()) {
            note(told.get());
            told = lanes.next(0);
        }
    }

    /**
     * Keeps the connections busy for a time, and longer where nothing has been acknowledged by then: whatever is done to the
     * process next shall have something to lose.
     *
     * @param nanos for how long at the least
     * @param turned called after every turn
     */
    void keepBusy(long nanos, Runnable turned) throws BrokenException, InterruptedException {
        int before = account.acknowledged();
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until || account.acknowledged() == before) {
            turn(true);
            turned.run();
            requireBefore(until + PATIENCE);
        }
    }

    private void requireBefore(long until) throws BrokenException {
        if (System.nanoTime() > until) {
            throw new BrokenException("break.odd.unfinished", unsure.size(), refusal);
        }
    }

    /** {@return whether everything that was posted is acknowledged} */
    boolean isIdle() {
        return lanes.busy() == 0 && unsure.isEmpty();
    }

    /** {@return how many calls wait to be made again} */
    int waiting() {
        return unsure.size();
    }

    /** Posts what is left until all of it is acknowledged. */
    void finish() throws BrokenException, InterruptedException {
        long until = System.nanoTime() + PATIENCE;
        while (!isIdle()) {
            turn(false);
            requireBefore(until);
        }
    }

    /** Kills the process, and waits until every call that was under way has come to an end. */
    void kill() throws BrokenException, InterruptedException {
        killed = true;
        child.kill();
        while (lanes.busy() > 0) {
            note(lanes.next());
        }
    }

    /** Goes on with another process. */
    void to(Child another) {
        child = another;
        killed = false;
    }

    private void note(Lanes.Told<Batch> told) throws BrokenException {
        Batch batch = told.about();
        HttpResponse<String> response = told.response();
        if (response == null) {
            if (!killed) {
                throw new BrokenException("break.odd.unanswered", String.valueOf(told.failure()));
            }
            unanswered++;
            unsure.add(batch.repeated());
            return;
        }
        if (response.statusCode() == 200) {
            acknowledged(batch, Replies.outcomes(response.body()));
            return;
        }
        Replies.Refusal said = Replies.refusal(response.body())
                .filter(each -> each.status() == 503 && each.code().equals("UNAVAILABLE"))
                .orElseThrow(() -> new BrokenException("break.odd.answer", response.statusCode(), response.body()));
        refused++;
        refusal = said.detail();
        unsure.add(batch.repeated());
    }

    private void acknowledged(Batch batch, List<String> outcomes) throws BrokenException {
        boolean whole = outcomes.size() == batch.size();
        for (String outcome : outcomes) {
            whole &= outcome.equals("ACCEPTED") || (batch.again() && outcome.equals("DUPLICATE"));
        }
        if (!whole) {
            throw new BrokenException(
                    "break.odd.outcome", outcomes.stream().distinct().toList().toString());
        }
        account.acknowledge(batch);
    }
}
