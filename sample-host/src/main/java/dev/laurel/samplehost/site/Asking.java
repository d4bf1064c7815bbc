package dev.laurel.samplehost.site;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/** Asks a community from an event loop: the answer comes back on the event loop that asked. */
final class Asking {
    private Asking() {}

    static <T> Future<T> of(Vertx vertx, CompletableFuture<T> answer) {
        return Future.fromCompletionStage(answer, vertx.getOrCreateContext());
    }
}
