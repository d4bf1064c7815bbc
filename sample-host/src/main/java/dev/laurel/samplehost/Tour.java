package dev.laurel.samplehost;

import dev.laurel.Laurel;
import dev.laurel.samplehost.portal.Portals;
import dev.laurel.samplehost.showcase.stage.Showcase;
import dev.laurel.samplehost.showcase.stage.Stage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The two invented companies beside the demo: opened in the background, so that the first page need not wait for them. */
final class Tour implements AutoCloseable {
    /** Any number would do; the same number gives the same people. */
    private static final long SEED = 42;

    private static final int SPEED = 1;
    private static final long CLOSING_SECONDS = 2;

    private final Vertx vertx;
    private final Laurel laurel;
    private final Path folder;
    private final Console console;
    private final Portals portals;
    private @Nullable Showcase showcase;
    private Future<?> begun = Future.succeededFuture();
    private boolean closed;

    Tour(Vertx vertx, Laurel laurel, Path folder, Console console) {
        this.vertx = vertx;
        this.laurel = laurel;
        this.folder = folder;
        this.console = console;
        this.portals = new Portals(vertx, laurel, console.texts().locale(), SPEED);
    }

    Portals portals() {
        return portals;
    }

    /** Opens the companies and tells their communities what happened; returns at once. */
    void begin() {
        begun = vertx.executeBlocking(this::open, false)
                .onSuccess(opened -> {
                    if (opened != null) {
                        portals.show(opened);
                    }
                })
                .onFailure(failure -> {
                    if (!isClosed()) {
                        String why = String.valueOf(failure.getMessage());
                        portals.refuse(why);
                        console.say("tour.failed", why);
                    }
                });
    }

    private @Nullable Showcase open() throws IOException {
        Showcase opened;
        synchronized (this) {
            if (closed) {
                return null;
            }
            opened = Showcase.open(laurel, folder, SEED, console.clock());
            showcase = opened;
        }
        opened.stages().forEach(Stage::tell);
        return opened;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Waits until nothing is under way any more, but not for long: what was being told is told again at the next start. */
    @Override
    public void close() throws IOException {
        Showcase opened;
        synchronized (this) {
            closed = true;
            opened = showcase;
        }
        Future<?> stopped = portals.stop();
        if (opened != null) {
            opened.close();
        }
        try {
            Future.join(begun.otherwiseEmpty(), stopped.otherwiseEmpty())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger(Tour.class.getName())
                    .log(System.Logger.Level.DEBUG, "something was still under way at the invented companies", e);
        }
    }
}
