package dev.laurel.spi.activity;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a source delivered: headers, query and body, byte for byte. Immutable. */
public final class Delivery {
    private final String path;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Instant receivedAt;
    private final String method;
    private final boolean verified;

    private Delivery(
            String path,
            Map<String, List<String>> headers,
            byte[] body,
            Instant receivedAt,
            String method,
            boolean verified) {
        this.path = path;
        this.headers = headers;
        this.body = body;
        this.receivedAt = receivedAt;
        this.method = method;
        this.verified = verified;
    }

    /**
     * A delivery.
     *
     * @param path path and query as requested
     * @param headers the headers; names in any case
     * @param body the body as it arrived
     * @param receivedAt when it arrived
     * @return the delivery
     */
    public static Delivery of(String path, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {
        Map<String, List<String>> lower = new TreeMap<>();
        // The same header may stand there in two spellings.
        headers.forEach((name, values) -> lower.merge(
                name.toLowerCase(Locale.ROOT),
                List.copyOf(values),
                (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
        return new Delivery(
                Objects.requireNonNull(path, "path"),
                Collections.unmodifiableMap(lower),
                body.clone(),
                Objects.requireNonNull(receivedAt, "receivedAt"),
                "POST",
                false);
    }

    /**
     * The same as it comes by another method than POST: some sources ask by GET whether they have found the right place.
     *
     * @param method an HTTP method
     * @return a copy
     */
    public Delivery method(String method) {
        return new Delivery(path, headers, body, receivedAt, method.toUpperCase(Locale.ROOT), verified);
    }

    /**
     * The same as the runtime hands it in once more, out of the dead letters.
     *
     * @return a copy that {@link #isVerified()}
     */
    public Delivery verified() {
        return new Delivery(path, headers, body, receivedAt, method, true);
    }

    /** {@return the HTTP method, in upper case; POST unless the source asks whether it has found the right place} */
    public String method() {
        return method;
    }

    /**
     * Whether the connector has accepted this delivery before, when it arrived: it was kept because something in it could
     * not be read, and comes once more because an operator wants it to. Its signature and its age are not looked at again.
     *
     * @return whether the runtime vouches for it
     */
    public boolean isVerified() {
        return verified;
    }

    /** {@return path and query as requested} */
    public String path() {
        return path;
    }

    /**
     * The values of a header.
     *
     * @param name in any case
     * @return the values, empty if the header is not there
     */
    public List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** {@return all headers, names in lower case and in order} */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** {@return a copy of the body} */
    public byte[] body() {
        return body.clone();
    }

    /** {@return when it arrived} */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** {@return when it arrived and how long it is; neither query nor headers, which may hold secrets} */
    @Override
    public String toString() {
        return "a delivery of " + body.length + " bytes at " + receivedAt;
    }
}
