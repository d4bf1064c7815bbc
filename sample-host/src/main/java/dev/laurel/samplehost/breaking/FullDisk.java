package dev.laurel.samplehost.breaking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets the store grow until the system refuses to write any more, and then makes room. The system is told by the shell how
 * large a file of the process may become, which every user may say; a disk that is full is refused in the same place.
 */
final class FullDisk {
    private static final int CONNECTIONS = 4;
    private static final int LARGEST = 40;
    private static final int TEXT = 2_000;
    private static final long REFUSED_FOR = TimeUnit.SECONDS.toNanos(2);
    private static final long FULL_WITHIN = TimeUnit.SECONDS.toNanos(120);
    private static final long AGAIN_MILLIS = 100;
    private static final long TOOL_SECONDS = 60;

    private final Bench bench;
    private final Path store;

    FullDisk(Bench bench) {
        this.bench = bench;
        this.store = bench.children().folder("full");
    }

    /** {@return what was found when everything was counted again} */
    Verdict run() throws BrokenException, InterruptedException {
        bench.screen().say("break.full.what", bench.measure().blocks() / 2);
        Account account = new Account("f", TEXT);
        // Only the soft limit, which the system lets be raised again.
        List<String> limited = List.of(
                "/bin/sh",
                "-c",
                "ulimit -S -f \"$0\" && exec \"$@\"",
                String.valueOf(bench.measure().blocks()));
        Child child = bench.children().start(limited, store.toString());
        Feed feed = new Feed(account, child, bench.random(), CONNECTIONS, LARGEST);
        fill(feed);
        int before = account.acknowledged();
        String refusal = feed.refusal();
        boolean running = makeRoom(child);
        if (!running) {
            feed.kill();
            bench.totals().killed();
            feed.to(bench.children().start(store.toString()));
        }
        again(feed);
        bench.totals().called(feed.calls());
        bench.totals().problems(feed.refused());
        Verdict verdict = bench.count(account, feed.child());
        bench.screen().say("break.full.refusal", refusal);
        bench.screen()
                .say(
                        running ? "break.full.came" : "break.full.restarted",
                        before,
                        feed.refused(),
                        account.acknowledged() - before,
                        verdict.lost(),
                        verdict.doubled());
        feed.kill();
        return verdict;
    }

    private void fill(Feed feed) throws BrokenException, InterruptedException {
        long until = System.nanoTime() + FULL_WITHIN;
        while (feed.refused() == 0) {
            feed.turn(true);
            bench.screen().progress("break.full.progress", feed.account().acknowledged(), feed.refused());
            if (System.nanoTime() > until) {
                throw new BrokenException("break.odd.roomy", TimeUnit.NANOSECONDS.toSeconds(FULL_WITHIN));
            }
        }
        // It stays full for a while, and whoever tries again meanwhile is told again.
        long enough = System.nanoTime() + REFUSED_FOR;
        while (System.nanoTime() < enough) {
            feed.turn(false);
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            bench.screen().progress("break.full.progress", feed.account().acknowledged(), feed.refused());
        }
    }

    /** The community tries by itself every second, and until then refuses. */
    private void again(Feed feed) throws BrokenException, InterruptedException {
        long until = System.nanoTime() + FULL_WITHIN;
        while (!feed.isIdle()) {
            feed.turn(false);
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            if (System.nanoTime() > until) {
                throw new BrokenException("break.odd.unfinished", feed.waiting(), feed.refusal());
            }
        }
        feed.turn(true);
        feed.finish();
    }

    /** {@return whether the running process was given room; where the system has no tool for it, it was not} */
    private static boolean makeRoom(Child child) throws InterruptedException {
        for (String tool : List.of("/usr/bin/prlimit", "/bin/prlimit")) {
            if (Files.isExecutable(Path.of(tool))) {
                try {
                    Process given = new ProcessBuilder(tool, "--pid", String.valueOf(child.pid()), "--fsize=unlimited")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
                    return given.waitFor(TOOL_SECONDS, TimeUnit.SECONDS) && given.exitValue() == 0;
                } catch (IOException e) {
                    return false;
                }
            }
        }
        return false;
    }
}
