package dev.laurel.samplehost;

import dev.laurel.Community;
import dev.laurel.view.ConnectorStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Watches an import and says how it goes, also when it does not. */
final class Import {
    private final Console console;
    private final Community community;
    private final Supplier<ConnectorStatus> status;
    private final Waiting waiting;
    private final Standstill standstill;

    Import(
            Console console,
            Community community,
            Supplier<ConnectorStatus> status,
            Waiting waiting,
            Standstill standstill) {
        this.console = console;
        this.community = community;
        this.status = status;
        this.waiting = waiting;
        this.standstill = standstill;
    }

    /**
     * Waits until everything is imported.
     *
     * @param upToDate completes when the source has nothing more
     * @param expected how many activities the source has in all
     * @param resumed whether some of them may have been imported before
     * @param serving whether there are pages to go on with while the import stands still: it is then said, and waited on
     * @throws RefusedException if the import cannot go on
     * @throws StoppedException if the demo is asked to end meanwhile
     */
    void finish(CompletableFuture<Void> upToDate, long expected, boolean resumed, boolean serving)
            throws RefusedException, StoppedException, InterruptedException {
        Instant start = console.clock().instant();
        Progress progress = new Progress(console, expected, start);
        CompletableFuture<Long> before = CompletableFuture.completedFuture(0L);
        boolean counted = !resumed;
        while (!waiting.briefly(upToDate)) {
            if (!counted) {
                // Only now: if there is nothing new, the source says so at once, and nothing has to be counted.
                counted = true;
                before = community
                        .verify()
                        .thenApply(report -> report.activities() - status.get().accepted());
            }
            if (status.get().accepted() > 0) {
                progress.show(soFar(before), status.get().accepted());
            }
            Optional<RefusedException> still = standstill.noticed(status.get());
            if (still.isPresent()) {
                progress.clear();
                if (!serving) {
                    throw still.get();
                }
                console.err().println(still.get().in(console.texts()));
            }
        }
        progress.clear();
        if (upToDate.isCompletedExceptionally()) {
            throw new RefusedException("refuse.import", status.get().failure());
        }
        summarise(Duration.between(start, console.clock().instant()), resumed);
    }

    private static long soFar(CompletableFuture<Long> before) {
        return before.isDone() && !before.isCompletedExceptionally() ? Math.max(0, before.join()) : 0;
    }

    private void summarise(Duration took, boolean resumed) throws StoppedException, InterruptedException {
        ConnectorStatus done = status.get();
        long kept = waiting.until(community.verify()).activities();
        double seconds = Math.max(1, took.toMillis()) / 1000.0;
        String spoken = console.texts().seconds(seconds);
        long rate = Math.round(done.accepted() / seconds);
        if (done.accepted() == 0) {
            console.say("import.nothing", kept);
        } else if (resumed) {
            console.say("import.resumed", done.accepted(), spoken, rate, kept - done.accepted());
        } else {
            console.say("import.done", done.accepted(), spoken, rate);
        }
    }
}
