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

    private Delivery(String path, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {
        this.path = path;
        this.headers = headers;
        this.body = body;
        this.receivedAt = receivedAt;
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
                Objects.requireNonNull(receivedAt, "receivedAt"));
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
