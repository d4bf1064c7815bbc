package dev.laurel.samplehost.breaking;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the same calls twice, ten times, at the same time, and again after the process was killed. */
final class Repeats {
    private static final int SIZE = 20;
    private static final int MANY = 10;

    private final Bench bench;
    private final Account account;
    private final Path store;
    private final Lanes<Batch> lanes = new Lanes<>();
    private final Map<Batch, List<List<String>>> outcomes = new HashMap<>();

    Repeats(Bench bench, Account account, Path store) {
        this.bench = bench;
        this.account = account;
        this.store = store;
    }

    /**
     * Repeats.
     *
     * @param feed has a process, which is killed in the end; then it has another one
     */
    void run(Feed feed) throws BrokenException, InterruptedException {
        int calls = bench.measure().repeated();
        bench.screen().say("break.twice.what", calls);
        List<Batch> batches = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            Batch batch = account.batch(SIZE);
            batches.add(batch);
            // All copies are under way together, and so are those of the neighbours.
            int copies = call % 2 == 0 ? 2 : MANY;
            for (int copy = 0; copy < copies; copy++) {
                post(feed.child(), batch);
            }
            collect(3 * MANY);
        }
        collect(0);
        for (Batch batch : batches) {
            once(batch, 1);
        }
        feed.kill();
        bench.totals().killed();
        feed.to(bench.children().start(store.toString()));
        for (Batch batch : batches) {
            post(feed.child(), batch);
            collect(MANY);
        }
        collect(0);
        for (Batch batch : batches) {
            once(batch, 0);
        }
        bench.totals().called(lanes.sent());
        bench.screen().say("break.twice.came", lanes.sent(), (long) calls * SIZE);
    }

    private void post(Child child, Batch batch) {
        lanes.send(Requests.post(child, account.body(batch)), batch);
    }

    private void collect(int mayBeBusy) throws BrokenException, InterruptedException {
        while (lanes.busy() > mayBeBusy) {
            Lanes.Told<Batch> told = lanes.next();
            HttpResponse<String> response = told.response();
            if (response == null) {
                throw new BrokenException("break.odd.unanswered", String.valueOf(told.failure()));
            }
            if (response.statusCode() != 200) {
                throw new BrokenException("break.odd.answer", response.statusCode(), response.body());
            }
            outcomes.computeIfAbsent(told.about(), batch -> new ArrayList<>()).add(Replies.outcomes(response.body()));
            account.acknowledge(told.about());
            bench.screen().progress("break.twice.progress", lanes.sent() - lanes.busy());
        }
    }

    /** Of all copies, so many may have been news to the community. */
    private void once(Batch batch, int expected) throws BrokenException {
        List<List<String>> copies = outcomes.getOrDefault(batch, List.of());
        outcomes.remove(batch);
        for (int place = 0; place < batch.size(); place++) {
            int at = place;
            long accepted = copies.stream()
                    .filter(copy -> copy.get(at).equals("ACCEPTED"))
                    .count();
            long known = copies.stream()
                    .filter(copy -> copy.get(at).equals("DUPLICATE"))
                    .count();
            if (accepted != expected || accepted + known != copies.size()) {
                throw new BrokenException("break.odd.repeated", batch.from() + place, copies.size(), accepted);
            }
        }
    }
}
