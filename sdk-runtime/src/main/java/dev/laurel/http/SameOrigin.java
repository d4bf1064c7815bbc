package dev.laurel.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from acting in the name of whoever is logged in here. Browsers say where a request comes from; what
 * is not a browser says nothing, and carries no cookie without knowing.
 */
final class SameOrigin {
    private static final Set<String> HARMLESS = Set.of("same-origin", "none");

    private SameOrigin() {}

    /**
     * Looks at a request that changes something.
     *
     * @throws Problem if it comes from another site
     */
    static void check(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean foreign = site != null ? !HARMLESS.contains(site) : origin != null && !isOwn(origin, request);
        if (foreign) {
            throw Problem.of(
                    403,
                    "OTHER_ORIGIN",
                    "a browser sent this from a page of another site, so nothing was done: send it from a page of the same "
                            + "origin, or from a server");
        }
        String type = request.getHeader("Content-Type");
        if (!isJson(type)) {
            throw Problem.of(415, "NOT_JSON", "the body has to be application/json, and to say so in Content-Type");
        }
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        try {
            URI from = URI.create(origin);
            String authority =
                    request.authority() == null ? "" : request.authority().toString();
            return from.getAuthority() != null && from.getAuthority().equalsIgnoreCase(authority);
        } catch (IllegalArgumentException e) {
            // "null", as sandboxed pages send it, and what is not an origin at all.
            return false;
        }
    }
}
