package dev.laurel.samplehost.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/** Asks a community from an event loop: the answer comes back on the event loop that asked. */
public final class Asking {
    private Asking() {}

    /**
     * Hands an answer over.
     *
     * @param <T> what it is
     * @param vertx whose event loop asks
     * @param answer the answer
     * @return the same, completed on the event loop
     */
    public static <T> Future<T> of(Vertx vertx, CompletableFuture<T> answer) {
        return Future.fromCompletionStage(answer, vertx.getOrCreateContext());
    }
}
