package dev.laurel.samplehost.breaking;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls over several connections at the same time, for one thread that hears of each when it asks.
 *
 * @param <T> what a call is about
 */
final class Lanes<T> {
    /** No call may take longer. */
    static final Duration DEADLINE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();
    private final BlockingQueue<Told<T>> told = new LinkedBlockingQueue<>();
    private int busy;
    private long sent;

    /**
     * What came of a call.
     *
     * @param <T> what a call is about
     * @param about what it was about
     * @param response the answer; null if there was none
     * @param failure why there was none; null if there was one
     */
    record Told<T>(
            T about,
            @Nullable HttpResponse<String> response,
            @Nullable Throwable failure) {}

    /** {@return how many calls have not been told of yet} */
    int busy() {
        return busy;
    }

    /** {@return how many calls there have been} */
    long sent() {
        return sent;
    }

    void send(HttpRequest request, T about) {
        busy++;
        sent++;
        var unused = client.sendAsync(request, BodyHandlers.ofString())
                .whenComplete((response, failure) -> told.add(new Told<>(about, response, failure)));
    }

    /** {@return what came of a call, if it comes within a time} */
    Optional<Told<T>> next(long millis) throws InterruptedException {
        Told<T> next = told.poll(millis, TimeUnit.MILLISECONDS);
        if (next == null) {
            return Optional.empty();
        }
        busy--;
        return Optional.of(next);
    }

    /** {@return what came of a call that is under way} */
    Told<T> next() throws InterruptedException {
        busy--;
        return told.take();
    }
}
