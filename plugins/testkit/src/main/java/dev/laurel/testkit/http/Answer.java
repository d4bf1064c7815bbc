package dev.laurel.testkit.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a provider says to a request, or how it fails to. Immutable. */
public final class Answer {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Optional<Fault> fault;
    private final Duration takes;

    private Answer(int status, Map<String, List<String>> headers, byte[] body, Optional<Fault> fault, Duration takes) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.fault = fault;
        this.takes = takes;
    }

    /**
     * A status and nothing else.
     *
     * @param status 100 to 599
     * @return the answer
     */
    public static Answer status(int status) {
        return new Answer(status, Map.of(), new byte[0], Optional.empty(), Duration.ZERO);
    }

    /**
     * A body.
     *
     * @param status 100 to 599
     * @param contentType its media type
     * @param body the body
     * @return the answer
     */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of(), body.clone(), Optional.empty(), Duration.ZERO)
                .header("content-type", contentType);
    }

    /**
     * Status 200 and JSON.
     *
     * @param json the JSON text
     * @return the answer
     */
    public static Answer json(String json) {
        return of(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Status 200 and plain text.
     *
     * @param text the text
     * @return the answer
     */
    public static Answer text(String text) {
        return of(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Says where it is instead.
     *
     * @param location the address, absolute or not
     * @return an answer with status 302
     */
    public static Answer redirect(String location) {
        return status(302).header("location", location);
    }

    /**
     * Wants to be left alone.
     *
     * @param status 429 or 503
     * @param after how long, in whole seconds
     * @return the answer
     */
    public static Answer retryLater(int status, Duration after) {
        return status(status).header("retry-after", Long.toString(after.toSeconds()));
    }

    /**
     * Fails.
     *
     * @param fault how
     * @return the answer
     */
    public static Answer failing(Fault fault) {
        return status(200).with(fault);
    }

    /**
     * The same with a header more.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public Answer header(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, List.copyOf(values));
        return new Answer(status, Collections.unmodifiableMap(more), body, fault, takes);
    }

    /**
     * The same after a while. Nobody waits: the fake clock is moved by as much.
     *
     * @param time how long it takes
     * @return a copy
     */
    public Answer after(Duration time) {
        return new Answer(status, headers, body, fault, time);
    }

    /** {@return the same, gone wrong} */
    Answer with(Fault wrong) {
        return new Answer(status, headers, body, Optional.of(wrong), takes);
    }

    int status() {
        return status;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    byte[] halfOfBody() {
        return Arrays.copyOf(body, body.length / 2);
    }

    Optional<Fault> fault() {
        return fault;
    }

    Duration takes() {
        return takes;
    }

    /** What a provider that fails says all the same; the fault is one that has a status. */
    static Answer of(Fault fault, Asked asked) {
        return switch (fault) {
            case SERVER_ERROR -> page(500, "Something went wrong. Our team of highly trained people has been told.");
            case TOO_MANY -> page(429, "Slow down.").header("retry-after", "30");
            case UNAVAILABLE -> page(503, "Down for maintenance.");
            case UNAUTHORIZED -> page(401, "Not with this: " + asked.everything());
            default -> throw new IllegalArgumentException(fault + " has no status");
        };
    }

    private static Answer page(int status, String text) {
        return of(
                status,
                "text/html; charset=utf-8",
                ("<html><body>" + text + "</body></html>").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return fault.map(Fault::toString).orElse(status + " with " + body.length + " bytes");
    }
}
