package dev.laurel.testkit.http;

import dev.laurel.spi.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as a provider gets it, secrets included. Immutable. */
public final class Asked {
    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;

    private Asked(String method, URI uri, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
    }

    static Asked of(Request request) {
        return of(request, request.uri(), true);
    }

    /** The same as it goes to where a redirect leads. */
    static Asked of(Request request, URI uri, boolean withSecrets) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        if (withSecrets) {
            request.secretHeaders().forEach((name, secret) -> headers.put(name, secret.reveal()));
        }
        return new Asked(request.method(), uri, headers, request.body());
    }

    static Asked of(String method, URI uri, Map<String, List<String>> headers, byte[] body) {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return new Asked(method, uri, lower, body.clone());
    }

    /** {@return the method, in upper case} */
    public String method() {
        return method;
    }

    /** {@return where it went; over a socket, path and query alone} */
    public URI uri() {
        return uri;
    }

    /** {@return the path, decoded} */
    public String path() {
        return uri.getPath();
    }

    /**
     * A part of the query.
     *
     * @param name its name
     * @return its value, decoded; empty if it is not there
     */
    public Optional<String> query(String name) {
        @Nullable String raw = uri.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decoded(key).equals(name)) {
                return Optional.of(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * A header.
     *
     * @param name in any case
     * @return its value; empty if it is not there
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** {@return a copy of the body} */
    public byte[] body() {
        return body.clone();
    }

    /** {@return the body as UTF-8 text} */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** {@return all of it as one text, secrets included, to be looked through} */
    public String everything() {
        return method + " " + uri + "\n" + headers + "\n" + text();
    }

    /** {@return whether the other is the same request in every part} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Asked asked && asked.everything().equals(everything());
    }

    @Override
    public int hashCode() {
        return everything().hashCode();
    }

    /** {@return method, path and query; no headers, which may hold secrets} */
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
