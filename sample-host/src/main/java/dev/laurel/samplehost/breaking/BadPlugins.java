package dev.laurel.samplehost.breaking;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Gives a community a rule that throws and a connector that hangs, beside the rule that counts. */
final class BadPlugins {
    private static final int CONNECTIONS = 4;
    private static final int LARGEST = 60;
    private static final long FOR = TimeUnit.MILLISECONDS.toNanos(1_500);
    /** Five seconds are the connector's, which is then left behind; the rest is for slow machines. */
    private static final long CLOSES_WITHIN_MILLIS = 60_000;

    private final Bench bench;

    BadPlugins(Bench bench) {
        this.bench = bench;
    }

    /** {@return what was found when everything was counted again} */
    Verdict run() throws BrokenException, InterruptedException {
        bench.screen().say("break.plugins.what");
        Account account = new Account("p", 0);
        long started = System.nanoTime();
        Child child = bench.children().start(bench.children().folder("plugins").toString(), Subject.BAD);
        Feed feed = new Feed(account, child, bench.random(), CONNECTIONS, LARGEST);
        feed.keepBusy(FOR, () -> bench.screen().progress("break.plugins.progress", account.acknowledged()));
        feed.finish();
        Verdict verdict = bench.count(account, child);
        List<String> failures = child.ask("failures");
        List<String> connector = child.ask("connectors");
        if (!failures.get(1).contains("trial/throwing")) {
            throw new BrokenException("break.odd.failures", String.join(" ", failures));
        }
        if (connector.get(2).equals("true")) {
            throw new BrokenException("break.odd.connector", String.join(" ", connector));
        }
        long hung = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
        long closed = Long.parseLong(child.ask("close").get(1));
        child.awaitEnd();
        if (closed > CLOSES_WITHIN_MILLIS) {
            throw new BrokenException("break.odd.closing", closed);
        }
        bench.totals().called(feed.calls());
        bench.screen().say("break.plugins.failures", failures.get(1));
        bench.screen().say("break.plugins.connector", connector.get(0), connector.get(1), hung);
        bench.screen()
                .say(
                        "break.plugins.came",
                        account.acknowledged(),
                        verdict.lost(),
                        verdict.doubled(),
                        bench.screen().texts().seconds(closed / 1000.0));
        bench.screen().say("break.plugins.not");
        return verdict;
    }
}
