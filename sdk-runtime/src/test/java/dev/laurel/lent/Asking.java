package dev.laurel.lent;

import dev.laurel.spi.Http;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import java.util.concurrent.CompletableFuture;

/**
 * A thread that sends a request, as that of a plugin does.
 *
 * @param thread the thread
 * @param answer what came of it
 */
record Asking(Thread thread, CompletableFuture<Response> answer) {

    static Asking send(Http http, Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(http.send(request));
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Asking(thread, answer);
    }
}
