package dev.laurel;

import dev.laurel.lent.HttpLender;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The host's Vert.x, or one that is made when it is first needed and closed with Laurel. */
final class OwnVertx {
    private static final System.Logger LOG = System.getLogger(Laurel.class.getName());
    private static final int CLOSING_SECONDS = 10;

    private final @Nullable Vertx given;
    private final LaurelBuilder builder;
    private @Nullable Vertx made;
    private @Nullable HttpLender lender;

    OwnVertx(LaurelBuilder builder) {
        this.given = builder.vertx;
        this.builder = builder;
    }

    /** {@return what lends HTTP clients, made when it is first needed and closed with Laurel} */
    synchronized HttpLender lender() {
        HttpLender lends = lender;
        if (lends == null) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            try {
                // What is made for the network now must not know the loader of whoever needs it first.
                thread.setContextClassLoader(OwnVertx.class.getClassLoader());
                lends = new HttpLender(get(), builder.http, builder.clock, builder.random.nextLong());
            } finally {
                thread.setContextClassLoader(before);
            }
            lender = lends;
        }
        return lends;
    }

    synchronized Vertx get() {
        if (given != null) {
            return given;
        }
        // Daemons, as all of Laurel's threads: a connector that is left behind must not keep the process alive.
        Vertx own = made == null ? Vertx.vertx(new VertxOptions().setUseDaemonThread(true)) : made;
        made = own;
        return own;
    }

    synchronized void close() {
        HttpLender lends = lender;
        lender = null;
        if (lends != null) {
            lends.close();
        }
        Vertx own = made;
        if (own == null) {
            return;
        }
        made = null;
        try {
            own.close().toCompletionStage().toCompletableFuture().get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "Vert.x did not close in " + CLOSING_SECONDS + " seconds", e);
        }
    }
}
