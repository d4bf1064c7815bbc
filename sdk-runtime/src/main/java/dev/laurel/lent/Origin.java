package dev.laurel.lent;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The other side of a request, as secrets, budgets and failures see it.
 *
 * @param secure whether it is https
 * @param host its name in lower case, or its address; an IPv6 one in brackets
 * @param port its port
 */
record Origin(boolean secure, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;

    /** {@return the origin of an address; empty if it is no http or https address that one could connect to} */
    static Optional<Origin> of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if ((!secure && !scheme.equals("http")) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        int usual = secure ? HTTPS : HTTP;
        int port = uri.getPort() == -1 ? usual : uri.getPort();
        return port < 1 || port > LAST_PORT
                ? Optional.empty()
                : Optional.of(new Origin(secure, Addresses.name(uri.getHost()), port));
    }

    /** {@return scheme, host and port; the port only if it is not the usual one} */
    @Override
    public String toString() {
        boolean usual = port == (secure ? HTTPS : HTTP);
        return (secure ? "https://" : "http://") + host + (usual ? "" : ":" + port);
    }
}
