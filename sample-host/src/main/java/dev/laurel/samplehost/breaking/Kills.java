package dev.laurel.samplehost.breaking;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Kills the process that serves a community again and again, in the middle of the work. */
final class Kills {
    private static final int CONNECTIONS = 6;
    private static final int LARGEST = 60;
    private static final int LEAST_MILLIS = 150;

    private final Bench bench;
    private final Path store;

    Kills(Bench bench, Path store) {
        this.bench = bench;
        this.store = store;
    }

    /**
     * Kills, and starts again.
     *
     * @return a client of the process that was started last, to which everything is acknowledged
     */
    Feed run() throws BrokenException, InterruptedException {
        int kills = bench.measure().kills();
        bench.screen().say("break.kill.what", kills);
        Account account = new Account("m", 0);
        Feed feed = new Feed(account, start(), bench.random(), CONNECTIONS, LARGEST);
        for (int kill = 0; kill < kills; kill++) {
            int millis = LEAST_MILLIS + bench.random().nextInt(bench.measure().aliveMillis());
            int done = kill;
            feed.keepBusy(
                    TimeUnit.MILLISECONDS.toNanos(millis),
                    () -> bench.screen().progress("break.kill.progress", account.acknowledged(), done, kills));
            feed.kill();
            bench.totals().killed();
            bench.screen().progress("break.kill.progress", account.acknowledged(), kill + 1, kills);
            feed.to(start());
        }
        feed.finish();
        return feed;
    }

    private Child start() throws BrokenException, InterruptedException {
        return bench.children().start(store.toString());
    }
}
