package dev.laurel.plugin;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.RetryLaterException;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.LaurelException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Drives one connector: load, pull, hand over, wait, again. What is decided here is decided on the verticle's event loop
 * and never blocks it; every call into the plugin or the sink is made on the verticle's own pool of one thread. A plugin
 * that does not come back therefore holds up its own thread and neither the event loop nor the undeployment.
 */
final class ConnectorVerticle extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(ConnectorInstance.class.getName());

    private final String name;
    private final String source;
    private final ConnectorGuest guest;
    private final ConnectorInstance.Surroundings surroundings;
    private final Progress progress;
    private final Discretion discretion;
    private final Pace pace;
    private final InstantSource clock;
    private long timer = -1;
    private int failures;
    private boolean stopping;

    ConnectorVerticle(ConnectorInstance.Tenant tenant, ConnectorInstance.Surroundings surroundings, Progress progress) {
        this.name = tenant.name();
        this.source = tenant.context().instance();
        this.guest = new ConnectorGuest(tenant, progress);
        this.discretion = tenant.discretion();
        this.surroundings = surroundings;
        this.progress = progress;
        this.pace = surroundings.pace();
        this.clock = surroundings.clock();
    }

    /** A page, and the cursor with which it was asked for. */
    private record Pulled(Cursor after, Page page) {}

    /** A call that has a deadline. Only touched on the event loop. */
    private static final class Call {
        private long deadline = -1;
        private boolean over;
        private boolean late;
    }

    @Override
    public Future<?> start() {
        load();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        vertx.cancelTimer(timer);
        guest.dismiss();
        Promise<Void> stopped = Promise.promise();
        // A connector that does not come back keeps its thread; it does not keep us.
        long bound = vertx.setTimer(Math.max(1, pace.close().toMillis() * 4 / 5), ignored -> {
            String lost = leftBehind(name, pace);
            LOG.log(System.Logger.Level.WARNING, lost);
            progress.stopped(lost);
            Thread behind = guest.inside();
            if (behind != null) {
                surroundings.lost().add(behind, name);
            }
            stopped.tryComplete();
        });
        closeGuest().onComplete(ignored -> {
            vertx.cancelTimer(bound);
            progress.stopped(progress.status().failure());
            stopped.tryComplete();
        });
        return stopped.future();
    }

    /** {@return what is said of a connector that does not stop} */
    static String leftBehind(String name, Pace pace) {
        return name + " did not stop within " + pace.close().toMillis() + " ms and was left behind with its thread";
    }

    private void load() {
        progress.loading();
        guarded(() -> {
                    guest.open();
                    return guest;
                })
                .onComplete(loaded -> {
                    if (stopping) {
                        return;
                    }
                    if (loaded.succeeded()) {
                        resume();
                    } else if (loaded.cause() instanceof LateException) {
                        pullFailed(loaded.cause());
                    } else {
                        fail(name + " could not be started: " + told(loaded.cause()));
                    }
                });
    }

    private void resume() {
        progress.running();
        Future<Pulled> pulled = onWorker(
                        () -> Objects.requireNonNull(surroundings.sink().cursor(source), "the cursor"))
                .compose(this::pull);
        turn(pulled);
    }

    /** Asks for a page once more, beside what goes on, for whoever takes it in themselves. On any thread. */
    Future<Page> read(Cursor after) {
        Promise<Page> page = Promise.promise();
        context.runOnContext(ignored -> {
            if (stopping) {
                page.fail(new LaurelException(name + " is being stopped: replay this when it is at work"));
            } else {
                guarded(() -> guest.pull(after)).onComplete(read -> {
                    if (read.succeeded()) {
                        page.complete(read.result());
                    } else {
                        page.fail(new LaurelException(
                                name + " could not bring the page once more: " + told(read.cause()), read.cause()));
                    }
                });
            }
        });
        return page.future();
    }

    private Future<Pulled> pull(Cursor after) {
        return guarded(() -> new Pulled(after, guest.pull(after)));
    }

    private void turn(Future<Pulled> pulled) {
        pulled.onComplete(result -> {
            if (stopping) {
                return;
            }
            if (result.succeeded()) {
                handOver(result.result());
            } else {
                pullFailed(result.cause());
            }
        });
    }

    /** Commits a page; where the connector allows it, the next one is pulled meanwhile and dropped if this one fails. */
    private void handOver(Pulled pulled) {
        Future<PageSink.Committed> commit = onWorker(
                        () -> surroundings.sink().accept(source, pulled.after(), pulled.page()))
                .compose(stage -> Future.fromCompletionStage(stage, context));
        Future<Pulled> ahead = pullsAhead(pulled) ? pull(pulled.page().next()) : null;
        commit.onComplete(result -> {
            if (result.succeeded()) {
                committed(pulled, result.result(), ahead);
            } else if (!stopping) {
                String why = "a page of " + name + " could not be taken in and will be asked for again: "
                        + told(result.cause());
                if (ahead == null) {
                    suspend(why);
                } else {
                    ahead.onComplete(dropped -> afterDrop(dropped.cause(), why));
                }
            }
        });
    }

    /**
     * The SPI promises that the cursor of a page is handed in only after the page is committed. Only old history, which
     * is there to be read again, is read ahead; a source that takes the cursor for a receipt never is.
     */
    private static boolean pullsAhead(Pulled pulled) {
        Page page = pulled.page();
        return page.backfill()
                && page.more()
                && page.retryAfter().isEmpty()
                && !page.next().equals(pulled.after());
    }

    private void committed(Pulled pulled, PageSink.Committed what, @Nullable Future<Pulled> ahead) {
        Page page = pulled.page();
        progress.committed(what, !page.more());
        if (stopping) {
            return;
        }
        if (page.more() && page.next().equals(pulled.after())) {
            suspend(name + " says that there is more, but its cursor does not move; tell the plugin's author");
            return;
        }
        failures = 0;
        if (ahead != null) {
            turn(ahead);
        } else {
            long millis = page.retryAfter()
                    .map(Pace::pauseMillis)
                    .orElse(page.more() ? 0L : pace.poll().toMillis());
            later(millis, this::resume);
        }
    }

    private void afterDrop(@Nullable Throwable cause, String why) {
        if (stopping) {
            return;
        }
        if (cause instanceof LateException) {
            pullFailed(cause);
        } else {
            suspend(why);
        }
    }

    private void pullFailed(Throwable failure) {
        if (failure instanceof LateException) {
            // It came back after all. Nobody knows in what state it is, so a fresh one takes its place.
            suspend(
                    name + " was stuck in a call and came back; it is started afresh: " + told(failure),
                    () -> closeGuest().onComplete(ignored -> {
                        if (!stopping) {
                            load();
                        }
                    }));
        } else if (failure instanceof CallFailedException && failure.getCause() instanceof RetryLaterException said) {
            wait(said);
        } else if (failure instanceof CallFailedException
                && failure.getCause() instanceof PermanentFailureException said) {
            fail(name + " needs a person: " + discretion.apply(Reason.messageOf(said)));
        } else if (failure instanceof CallFailedException && failure.getCause() instanceof LinkageError) {
            fail(name + " is not complete: " + told(failure) + "; put the missing library beside the plugin's jar");
        } else if (failure instanceof CallFailedException) {
            suspend(name + " failed to bring the next page: " + told(failure));
        } else {
            suspend("the place where " + name + " goes on could not be read: " + told(failure));
        }
    }

    /** The source asked for it: that is no failure, and the time is the source's. */
    private void wait(RetryLaterException said) {
        long millis = Math.max(1, Pace.pauseMillis(said.after()));
        String sentence = name + " leaves its source alone until "
                + clock.instant().plusMillis(millis) + ": " + discretion.apply(Reason.messageOf(said));
        LOG.log(System.Logger.Level.INFO, sentence);
        progress.suspended(sentence);
        later(millis, this::resume);
    }

    private void suspend(String why) {
        suspend(why, this::resume);
    }

    private void suspend(String why, Runnable then) {
        failures++;
        long millis = pace.retryMillis(failures);
        String sentence = why + " (failure " + failures + " in a row; tried again at "
                + clock.instant().plusMillis(millis) + ")";
        LOG.log(System.Logger.Level.WARNING, sentence);
        progress.suspended(sentence);
        later(millis, then);
    }

    private void fail(String why) {
        String sentence = why + "; mend it and start the connector again";
        LOG.log(System.Logger.Level.ERROR, sentence);
        progress.failed(sentence);
        closeGuest();
    }

    private void later(long millis, Runnable then) {
        if (millis <= 0) {
            then.run();
            return;
        }
        timer = vertx.setTimer(millis, ignored -> {
            if (!stopping) {
                then.run();
            }
        });
    }

    private Future<?> closeGuest() {
        return guarded(() -> {
                    guest.close();
                    return guest;
                })
                .onFailure(e -> LOG.log(System.Logger.Level.WARNING, "{0} failed to close: {1}", name, told(e)));
    }

    /** A call into the connector. If it takes too long it is interrupted and shown; it still ends when it ends. */
    private <T> Future<T> guarded(Callable<T> call) {
        Call running = new Call();
        Future<T> result = onWorker(() -> {
            // The time runs from here and not from the queue, where a slow commit may be before us.
            context.runOnContext(ignored -> {
                if (!running.over) {
                    running.deadline = vertx.setTimer(pace.deadline().toMillis(), fired -> overdue(running));
                }
            });
            return call.call();
        });
        return result.transform((T value, Throwable failure) -> {
            running.over = true;
            vertx.cancelTimer(running.deadline);
            if (running.late) {
                return Future.failedFuture(new LateException(failure == null ? "it brought something" : told(failure)));
            }
            return failure == null ? Future.succeededFuture(value) : Future.failedFuture(failure);
        });
    }

    private void overdue(Call running) {
        if (running.over || stopping) {
            return;
        }
        running.late = true;
        guest.interrupt();
        String sentence =
                name + " has not come back from a call for " + pace.deadline().toMillis()
                        + " ms; its thread was interrupted. If this lasts, tell the plugin's author and restart the host";
        LOG.log(System.Logger.Level.ERROR, sentence);
        if (progress.status().state() != ConnectorStatus.State.FAILED) {
            progress.stuck(sentence);
        }
    }

    @SuppressWarnings("NullAway") // Vert.x says that what a call gives may be null; a Callable<T> says whether it is
    private <T> Future<T> onWorker(Callable<T> call) {
        // Not ordered: the pool has one thread and keeps the order, and an ordered call that spins blocks undeployment.
        return context.executeBlocking(call, false);
    }

    private String told(@Nullable Throwable failure) {
        if (failure == null) {
            return "nothing was said";
        }
        return discretion.apply(
                failure instanceof CallFailedException ? Reason.messageOf(failure) : Reason.of(failure));
    }

    /** Says that a call came back after it had been given up. */
    private static final class LateException extends Exception {
        private static final long serialVersionUID = 1L;

        LateException(String message) {
            super(message);
        }
    }
}
