package dev.laurel.samplehost.breaking;

import dev.laurel.samplehost.text.Texts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Does to Laurel what breaks others, and counts what is left. One thread runs it; any thread may close it, also in the
 * middle.
 */
public final class Trial implements AutoCloseable {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Bench bench;
    private final long started = System.nanoTime();

    private Verdict found = Verdict.none();

    private Trial(Bench bench) {
        this.bench = bench;
    }

    /**
     * Makes ready.
     *
     * @param out where it says how it goes
     * @param terminal whether a line that was printed can be drawn again
     * @param texts in which language
     * @param random where chance comes from
     * @return a trial that has not begun
     * @throws IOException if there is no temporary folder to be had
     */
    public static Trial of(PrintStream out, boolean terminal, Texts texts, RandomGenerator random) throws IOException {
        return of(new Screen(out, terminal, texts), Measure.full(), random);
    }

    static Trial of(Screen screen, Measure measure, RandomGenerator random) throws IOException {
        return new Trial(new Bench(new Children(), screen, measure, random, new Totals()));
    }

    /** {@return the folder in which all of it happens} */
    Path folder() {
        return bench.children().folder("");
    }

    /** {@return whether it has been closed, perhaps in the middle} */
    public boolean isClosed() {
        return bench.children().isClosed();
    }

    /**
     * Runs all of it.
     *
     * @return whether nothing was lost, nothing doubled, and nothing else went wrong
     */
    public boolean run() throws InterruptedException {
        bench.screen().say("break.title");
        try {
            steps();
        } catch (BrokenException e) {
            found(new Verdict(0, 0, 0, List.of(e.finding())));
        }
        return !isClosed() && conclude(found);
    }

    private void found(Verdict verdict) {
        found = found.and(verdict);
    }

    private void steps() throws BrokenException, InterruptedException {
        Path store = bench.children().folder("town");
        Feed feed = new Kills(bench, store).run();
        Verdict killed = bench.count(feed.account(), feed.child());
        bench.screen()
                .say(
                        "break.kill.came",
                        killed.acknowledged(),
                        bench.measure().kills(),
                        feed.unanswered(),
                        killed.lost(),
                        killed.doubled());
        new Refusals(bench).run(feed);
        new Repeats(bench, feed.account(), store).run(feed);
        found(bench.count(feed.account(), feed.child()));
        bench.totals().called(feed.calls());
        feed.kill();
        found(new FullDisk(bench).run());
        found(new BadPlugins(bench).run());
    }

    /** Says how it ended. What is left is kept if something went wrong. */
    boolean conclude(Verdict verdict) {
        Screen screen = bench.screen();
        Totals totals = bench.totals();
        screen.say(
                "break.totals",
                verdict.acknowledged(),
                totals.kills(),
                totals.calls(),
                totals.problems(),
                screen.texts().seconds((System.nanoTime() - started) / NANOS));
        if (verdict.isClean()) {
            screen.say("break.end");
            return true;
        }
        for (Finding finding : verdict.findings()) {
            screen.say("break.finding", finding.in(screen.texts()));
        }
        screen.say(
                "break.wrong",
                verdict.lost(),
                verdict.doubled(),
                verdict.findings().size(),
                bench.children().keep().toString());
        return false;
    }

    /** Ends every process that was started, and removes their folder unless something went wrong. */
    @Override
    public void close() {
        bench.children().close();
    }
}
