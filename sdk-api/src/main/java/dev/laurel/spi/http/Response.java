package dev.laurel.spi.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP answer, read whole. Immutable. */
public final class Response {
    private static final int FIRST_SUCCESS = 200;
    private static final int LAST_SUCCESS = 299;

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private Response(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * An answer. Connectors get theirs from {@link dev.laurel.spi.Http}; this is for the runtime and for tests.
     *
     * @param status the HTTP status, 100 to 599
     * @param headers the headers; names in any case
     * @param body the body, decompressed
     * @return the answer
     * @throws IllegalArgumentException if the status is out of bounds
     */
    public static Response of(int status, Map<String, List<String>> headers, byte[] body) {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("a status is from 100 to 599, not " + status);
        }
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new Response(status, lower, body.clone());
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return whether the status is from 200 to 299} */
    public boolean isSuccess() {
        return status >= FIRST_SUCCESS && status <= LAST_SUCCESS;
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

    /** {@return a copy of the body} */
    public byte[] body() {
        return body.clone();
    }

    /** {@return the body as UTF-8 text} */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** {@return status and length; the rest may be anything} */
    @Override
    public String toString() {
        return status + " with " + body.length + " bytes";
    }
}
