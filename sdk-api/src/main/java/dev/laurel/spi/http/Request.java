package dev.laurel.spi.http;

import dev.laurel.spi.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An HTTP request. Immutable. */
public final class Request {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final Map<String, Secret> secretHeaders;
    private final byte[] body;
    private final Optional<Duration> timeout;

    private Request(
            String method,
            URI uri,
            Map<String, String> headers,
            Map<String, Secret> secretHeaders,
            byte[] body,
            Optional<Duration> timeout) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.secretHeaders = secretHeaders;
        this.body = body;
        this.timeout = timeout;
    }

    /**
     * Asks for something.
     *
     * @param uri an absolute http or https address
     * @return the request
     * @throws IllegalArgumentException if the address is none
     */
    public static Request get(URI uri) {
        return new Request("GET", checked(uri), Map.of(), Map.of(), new byte[0], Optional.empty());
    }

    /**
     * Sends something.
     *
     * @param uri an absolute http or https address
     * @param contentType the media type of the body
     * @param body the body
     * @return the request
     * @throws IllegalArgumentException if the address is none
     */
    public static Request post(URI uri, String contentType, byte[] body) {
        return new Request("POST", checked(uri), Map.of(), Map.of(), body.clone(), Optional.empty())
                .header("content-type", contentType);
    }

    private static URI checked(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("a request goes to an absolute http or https address with a host and"
                    + " without a password in it; the one given is of the scheme '" + scheme + "'");
        }
        return uri;
    }

    /**
     * The same with a header.
     *
     * @param name in any case; a header of the same name is replaced
     * @param value the value, without line breaks
     * @return a copy
     * @throws IllegalArgumentException if the name is no name, or the value has a control character
     */
    public Request header(String name, String value) {
        String key = key(name);
        checkValue(key, value);
        Map<String, String> more = new TreeMap<>(headers);
        more.put(key, value);
        Map<String, Secret> secrets = new TreeMap<>(secretHeaders);
        secrets.remove(key);
        return copy(more, secrets, timeout);
    }

    /**
     * The same with a header that must not be seen, and is not sent along to another host. Requests with the same secret
     * share a budget.
     *
     * @param name in any case, for example {@code authorization}
     * @param prefix what stands before the secret, for example {@code "Bearer "}; may be empty
     * @param secret the secret
     * @return a copy
     * @throws IllegalArgumentException if the name is no name, or a part has a control character
     */
    public Request header(String name, String prefix, Secret secret) {
        String key = key(name);
        String whole = Objects.requireNonNull(prefix, "prefix") + secret.reveal();
        checkValue(key, whole);
        Map<String, Secret> secrets = new TreeMap<>(secretHeaders);
        secrets.put(key, Secret.of(whole));
        Map<String, String> open = new TreeMap<>(headers);
        open.remove(key);
        return copy(open, secrets, timeout);
    }

    /**
     * The same with a time by which the whole answer has to be there.
     *
     * @param timeout more than zero; the runtime's own deadline stays if it is shorter
     * @return a copy
     * @throws IllegalArgumentException if it is zero or less
     */
    public Request timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("an answer takes more than " + timeout + ": give it more time");
        }
        return copy(headers, secretHeaders, Optional.of(timeout));
    }

    private Request copy(Map<String, String> open, Map<String, Secret> secrets, Optional<Duration> within) {
        return new Request(
                method,
                uri,
                Collections.unmodifiableMap(new TreeMap<>(open)),
                Collections.unmodifiableMap(new TreeMap<>(secrets)),
                body,
                within);
    }

    private static String key(String name) {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("a header's name has letters, digits and hyphens, and is not empty");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static void checkValue(String key, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                // Not shown: it may be a secret.
                throw new IllegalArgumentException("the header " + key + " has a control character at position " + i);
            }
        }
    }

    /** {@return GET or POST; other methods may follow} */
    public String method() {
        return method;
    }

    /** {@return where it goes} */
    public URI uri() {
        return uri;
    }

    /** {@return the headers that may be seen, names in lower case and in order} */
    public Map<String, String> headers() {
        return headers;
    }

    /** {@return the headers that must not be seen, names in lower case and in order} */
    public Map<String, Secret> secretHeaders() {
        return secretHeaders;
    }

    /** {@return a copy of the body; empty if there is none} */
    public byte[] body() {
        return body.clone();
    }

    /** {@return by when the whole answer has to be there; empty for the runtime's own deadline} */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** {@return method, host and path; neither query nor headers, which may hold secrets} */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
