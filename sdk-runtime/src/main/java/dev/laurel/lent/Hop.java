package dev.laurel.lent;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One request of the chain that redirects make of one. Immutable.
 *
 * <p>Once a chain has left the origin of the request, its secrets stay behind, also if it comes back: a page of somebody
 * else must not decide what is asked with them.
 */
final class Hop {
    private static final int MOVED = 301;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;
    private static final int TEMPORARY = 307;
    private static final int PERMANENT = 308;
    private static final Set<Integer> REDIRECTS = Set.of(MOVED, FOUND, SEE_OTHER, TEMPORARY, PERMANENT);
    private static final int LAST_LATIN = 0xff;

    /** What says who somebody is, and is left behind even if the plugin did not declare it a secret. */
    private static final Set<String> WHO = Set.of("authorization", "cookie");

    /** What belongs to the connection. A plugin that sets it could make one request look like two. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final URI uri;
    private final Origin origin;
    private final Request request;
    private final boolean atHome;
    private final Set<URI> seen;

    private Hop(URI uri, Origin origin, Request request, boolean atHome, Set<URI> seen) {
        this.uri = uri;
        this.origin = origin;
        this.request = request;
        this.atHome = atHome;
        this.seen = seen;
    }

    /**
     * Begins a chain.
     *
     * @throws PermanentFailureException if the request cannot be sent as it is
     */
    static Hop first(Request request) throws PermanentFailureException {
        Origin origin = Origin.of(request.uri())
                .orElseThrow(
                        () -> new PermanentFailureException("a request goes to an http or https address with a host"
                                + " and a port from 1 to 65535: correct the address that is configured"));
        for (String name : request.headers().keySet()) {
            check(name, request.headers().get(name));
        }
        for (Map.Entry<String, Secret> each : request.secretHeaders().entrySet()) {
            check(each.getKey(), each.getValue().reveal());
        }
        return new Hop(plain(request.uri()), origin, request, true, Set.of());
    }

    private static void check(String name, String value) throws PermanentFailureException {
        if (OF_THE_CONNECTION.contains(name)) {
            throw new PermanentFailureException("the header " + name
                    + " belongs to the connection and is set by Laurel: leave it out of the request");
        }
        if (value.chars().anyMatch(each -> each > LAST_LATIN)) {
            throw new PermanentFailureException("the header " + name
                    + " has a character that HTTP has no place for: encode it as the other side expects, or correct the"
                    + " setting");
        }
    }

    /** In ASCII, with a path, and without the fragment, which is nobody's business but the browser's. */
    private static URI plain(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path + query)
                .toASCIIString());
    }

    /**
     * Where an answer leads.
     *
     * @param status the status of the answer
     * @param location the values of its header {@code Location}
     * @param most how many redirects are followed
     * @return the next request; empty if the answer is for the caller
     * @throws UnfitAnswerException if it leads nowhere, back, or too far
     */
    Optional<Hop> after(int status, List<String> location, int most) throws UnfitAnswerException {
        if (!REDIRECTS.contains(status) || !request.method().equals("GET") || location.isEmpty()) {
            return Optional.empty();
        }
        URI target = target(location.get(0));
        Origin next =
                Origin.of(target).orElseThrow(() -> failure("to what is no http or https address with a host", ""));
        if (origin.secure() && !next.secure()) {
            throw failure(
                    "to " + next + ", where everybody could read along", ": use an address that stays with https");
        }
        Set<URI> known = new HashSet<>(seen);
        known.add(uri);
        if (known.contains(target)) {
            throw failure("in a circle", ": see in a browser what it wants, perhaps to log in");
        }
        if (known.size() > most) {
            throw failure(
                    "once more after " + most + " redirects",
                    ": use the address where they end, or raise HttpBounds.redirects");
        }
        return Optional.of(new Hop(target, next, request, atHome && next.equals(origin), known));
    }

    private URI target(String location) throws UnfitAnswerException {
        try {
            // Servers send UTF-8 where only ASCII belongs; what came was read as Latin.
            String text = new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
            URI relative = new URI(text);
            if (relative.isAbsolute() && relative.getHost() == null) {
                return relative;
            }
            // java.net.URI takes the last segment of the path away here, which RFC 3986 (5.2.2) does not.
            boolean onlyQuery = text.startsWith("?") || text.startsWith("#") || text.isEmpty();
            String path = uri.getRawPath();
            URI absolute = onlyQuery ? uri.resolve(new URI("./" + last(path) + text)) : uri.resolve(relative);
            return absolute.getHost() == null ? absolute : plain(absolute);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw failure("to what is no address", ": ask whoever runs it");
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The path and the query of neither side are shown: they may hold tokens. */
    private UnfitAnswerException failure(String where, String remedy) {
        return new UnfitAnswerException(origin + " redirects " + where + remedy);
    }

    Origin origin() {
        return origin;
    }

    /** {@return path and query, as they are sent} */
    String target() {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    String method() {
        return request.method();
    }

    byte[] body() {
        return request.body();
    }

    /** {@return the headers that are sent and may be seen} */
    Map<String, String> headers() {
        Map<String, String> sent = new TreeMap<>(request.headers());
        if (!atHome) {
            sent.keySet().removeAll(WHO);
        }
        return sent;
    }

    /** {@return the headers that are sent and must not be seen} */
    Map<String, Secret> secrets() {
        return atHome ? request.secretHeaders() : Map.of();
    }

    /** {@return whether asking once more does no more than asking once} */
    boolean isRepeatable() {
        return request.method().equals("GET");
    }
}
