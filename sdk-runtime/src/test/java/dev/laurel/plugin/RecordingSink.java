package dev.laurel.plugin;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Receipt;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A place for pages that commits at once, or does what a test says. */
final class RecordingSink implements PageSink {
    private final List<String> committed = new ArrayList<>();
    private final List<String> offered = new ArrayList<>();
    private Cursor cursor = Cursor.start();
    private Function<Page, CompletionStage<Committed>> behaviour = this::commit;
    private boolean onAnEventLoop;

    /** Commits a page: what a test's own behaviour calls when it wants to. */
    synchronized CompletionStage<Committed> commit(Page page) {
        cursor = page.next();
        page.activities().forEach(activity -> committed.add(activity.id()));
        return CompletableFuture.completedFuture(
                new Committed(page.activities().size(), 0, page.rejects().size()));
    }

    synchronized void behave(Function<Page, CompletionStage<Committed>> behaviour) {
        this.behaviour = behaviour;
    }

    synchronized void startAt(Cursor cursor) {
        this.cursor = cursor;
    }

    /** {@return the ids that were committed, in order} */
    synchronized List<String> committed() {
        return List.copyOf(committed);
    }

    /** {@return the ids that were offered, in order, committed or not} */
    synchronized List<String> offered() {
        return List.copyOf(offered);
    }

    synchronized Cursor cursor() {
        return cursor;
    }

    synchronized boolean wasCalledOnAnEventLoop() {
        return onAnEventLoop;
    }

    @Override
    public synchronized Cursor cursor(String source) {
        onAnEventLoop |= Context.isOnEventLoopThread();
        return cursor;
    }

    @Override
    public CompletionStage<Committed> accept(String source, Cursor after, Page page) {
        Function<Page, CompletionStage<Committed>> now;
        synchronized (this) {
            onAnEventLoop |= Context.isOnEventLoopThread();
            page.activities().stream().map(Activity::id).forEach(offered::add);
            now = behaviour;
        }
        return now.apply(page);
    }

    @Override
    public CompletionStage<Committed> take(String source, Receipt receipt, Delivery delivery) {
        throw new AssertionError("nothing is delivered here");
    }
}
