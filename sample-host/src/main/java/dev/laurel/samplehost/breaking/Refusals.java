package dev.laurel.samplehost.breaking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Sends nonsense while honest calls go on, and looks at each answer. */
final class Refusals {
    private static final int AT_ONCE = 12;
    private static final int PACE_MILLIS = 60;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Bench bench;
    private final Map<String, Integer> codes = new TreeMap<>();
    private final List<RawCall> open = new ArrayList<>();
    private int answered;
    private long slowest;

    Refusals(Bench bench) {
        this.bench = bench;
    }

    /**
     * Sends it.
     *
     * @param feed posts what is right meanwhile
     */
    void run(Feed feed) throws BrokenException, InterruptedException {
        int all = bench.measure().nonsense();
        Nonsense nonsense = new Nonsense(bench.random(), feed.child());
        bench.screen().say("break.nonsense.what", all, nonsense.kinds());
        int before = feed.account().acknowledged();
        long paced = System.nanoTime();
        try {
            for (int sent = 0; answered < all; ) {
                while (sent < all && open.size() < AT_ONCE) {
                    open.add(RawCall.to(feed.child().address(), nonsense.next()));
                    sent++;
                }
                boolean fresh = System.nanoTime() > paced;
                if (fresh) {
                    paced = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PACE_MILLIS);
                }
                feed.turn(fresh, 1);
                turn();
                int good = feed.account().acknowledged() - before;
                bench.screen().progress("break.nonsense.progress", answered, all, good);
            }
        } catch (IOException e) {
            throw new BrokenException("break.odd.unanswered", String.valueOf(e.getMessage()));
        } finally {
            open.forEach(RawCall::close);
        }
        feed.finish();
        bench.totals().called(all);
        bench.totals().problems(answered);
        bench.screen()
                .say(
                        "break.nonsense.came",
                        answered,
                        codes(),
                        bench.screen().texts().seconds(slowest / 1000.0),
                        feed.account().acknowledged() - before);
    }

    private void turn() throws BrokenException {
        for (Iterator<RawCall> each = open.iterator(); each.hasNext(); ) {
            RawCall call = each.next();
            if (call.turn()) {
                each.remove();
                call.close();
                look(call);
            } else if (call.millis() > Lanes.DEADLINE.toMillis()) {
                throw new BrokenException("break.odd.hang", call.broken().kind(), Lanes.DEADLINE.toSeconds());
            }
        }
    }

    private void look(RawCall call) throws BrokenException {
        int status = call.status();
        String body = call.body();
        String code = Replies.refusal(body)
                .filter(each -> each.status() == status)
                .map(Replies.Refusal::code)
                .orElse("");
        boolean refused = status >= CLIENT_ERROR && status < SERVER_ERROR && !code.isEmpty();
        if (!refused || body.contains("Exception") || body.contains("\tat ")) {
            throw new BrokenException("break.odd.nonsense", call.broken().kind(), status, shortened(body));
        }
        codes.merge(status + " " + code, 1, Integer::sum);
        answered++;
        if (call.broken().bytesASecond() == 0) {
            slowest = Math.max(slowest, call.millis());
        }
    }

    private static String shortened(String body) {
        return body.length() > 300 ? body.substring(0, 300) : body;
    }

    private String codes() {
        List<String> each = new ArrayList<>();
        codes.forEach(
                (code, count) -> each.add(code + " " + bench.screen().texts().number(count)));
        return String.join(", ", each);
    }
}
