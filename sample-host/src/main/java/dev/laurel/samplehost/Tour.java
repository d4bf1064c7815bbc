package dev.laurel.samplehost;

import dev.laurel.Laurel;
import dev.laurel.samplehost.portal.Portals;
import dev.laurel.samplehost.showcase.stage.Showcase;
import dev.laurel.samplehost.showcase.stage.Stage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The two invented companies beside the demo: opened in the background, so that the first page need not wait for them. */
final class Tour implements AutoCloseable {
    /** Any number would do; the same number gives the same people. */
    private static final long SEED = 42;

    private static final int SPEED = 1;

    private final Vertx vertx;
    private final Laurel laurel;
    private final Path folder;
    private final Console console;
    private final Portals portals;
    private @Nullable Showcase showcase;
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
        vertx.executeBlocking(this::open, false)
                .onSuccess(opened -> {
                    if (opened != null) {
                        portals.show(opened);
                    }
                })
                .onFailure(failure -> {
                    if (!isClosed()) {
                        console.say("tour.failed", String.valueOf(failure.getMessage()));
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

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        portals.stop();
        Showcase opened = showcase;
        if (opened != null) {
            opened.close();
        }
    }
}
