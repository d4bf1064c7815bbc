package dev.laurel.plugin;

import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.ConnectorStatus.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** How a connector instance is doing, as others see it. Written by the instance, read from any thread. */
final class Progress {
    private ConnectorStatus status;
    private final LongAdder nanos = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private CompletableFuture<Void> upToDate = new CompletableFuture<>();

    Progress(String source, String connector) {
        this.status = new ConnectorStatus(source, connector, State.LOADING, 0, 0, 0, 0, false, "");
    }

    synchronized ConnectorStatus status() {
        return status;
    }

    /** A call has taken so long. */
    void spent(long time) {
        nanos.add(time);
    }

    /** {@return how long its calls have taken together} */
    Duration timeSpent() {
        return Duration.ofNanos(nanos.sum());
    }

    /** {@return completes when the source had nothing more, fails when the instance cannot get there by itself} */
    synchronized CompletionStage<Void> upToDate() {
        return upToDate.minimalCompletionStage();
    }

    /** The instance goes on; what last failed stays to be read until a page is committed. */
    void running() {
        become(State.RUNNING, status().failure());
    }

    /** What failed, while the instance goes on. */
    void note(String failure) {
        become(status().state(), failure);
    }

    /** Something that came was refused as a whole. */
    void refused() {
        refused.increment();
    }

    /** {@return how much of what came was refused as a whole} */
    long refusals() {
        return refused.sum();
    }

    /** The instance is being made. */
    void loading() {
        become(State.LOADING, status().failure());
    }

    /** The instance waits before it tries again. */
    void suspended(String failure) {
        become(State.SUSPENDED, failure);
    }

    /** The instance does not come back from a call. */
    void stuck(String failure) {
        become(State.STUCK, failure);
        giveUp(failure);
    }

    /** The instance needs a person. */
    void failed(String failure) {
        become(State.FAILED, failure);
        giveUp(failure);
    }

    /** The instance has ended. */
    void stopped(String failure) {
        become(State.STOPPED, failure);
        giveUp("connector " + status().connector() + " of source " + status().source()
                + " was stopped before it was up to date");
    }

    /** A page was committed. */
    void committed(PageSink.Committed what, boolean nothingMore) {
        CompletableFuture<Void> reached;
        synchronized (this) {
            status = new ConnectorStatus(
                    status.source(),
                    status.connector(),
                    status.state(),
                    status.accepted() + what.accepted(),
                    status.duplicates() + what.duplicates(),
                    status.rejected() + what.rejected(),
                    status.pages() + 1,
                    nothingMore,
                    status.state() == State.RUNNING ? "" : status.failure());
            if (nothingMore && upToDate.isCompletedExceptionally()) {
                upToDate = new CompletableFuture<>();
            }
            reached = upToDate;
        }
        if (nothingMore) {
            reached.complete(null);
        }
    }

    private synchronized void become(State state, String failure) {
        if (status.state() != State.STOPPED) {
            status = new ConnectorStatus(
                    status.source(),
                    status.connector(),
                    state,
                    status.accepted(),
                    status.duplicates(),
                    status.rejected(),
                    status.pages(),
                    status.upToDate(),
                    failure);
        }
    }

    private void giveUp(String why) {
        CompletableFuture<Void> hoped;
        synchronized (this) {
            hoped = upToDate;
        }
        // Those who wait are told outside the lock: they may do anything.
        hoped.completeExceptionally(new IllegalStateException(why));
    }
}
