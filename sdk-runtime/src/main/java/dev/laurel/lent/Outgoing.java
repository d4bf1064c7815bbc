package dev.laurel.lent;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** A request as Vert.x wants it. Here, and only here, secrets are shown. */
final class Outgoing {
    private final Hop hop;
    private final InetAddress address;
    private final String userAgent;

    Outgoing(Hop hop, InetAddress address, String userAgent) {
        this.hop = hop;
        this.address = address;
        this.userAgent = userAgent;
    }

    /**
     * To the address that was checked, and with the name of the host for its certificate and the header {@code Host}.
     *
     * @param left how long getting a connection may take
     */
    RequestOptions options(Duration left) {
        Origin origin = hop.origin();
        RequestOptions options = new RequestOptions();
        options.setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(nameless(address), origin.port())));
        options.setHost(origin.host()); // an IPv6 address in its brackets, as the header Host has it
        options.setPort(origin.port());
        options.setSsl(origin.secure());
        options.setMethod(HttpMethod.valueOf(hop.method()));
        options.setURI(hop.target());
        options.setFollowRedirects(false);
        options.setConnectTimeout(Math.max(1, left.toMillis()));
        options.putHeader("accept-encoding", Packing.ACCEPTED);
        options.putHeader("user-agent", userAgent);
        if (!hop.isRepeatable() && hop.body().length == 0) {
            options.putHeader("content-length", "0"); // which nobody else says of a body that is empty
        }
        hop.headers().forEach(options::putHeader);
        hop.secrets().forEach((name, secret) -> options.putHeader(name, secret.reveal()));
        return options;
    }

    Buffer body() {
        return Buffer.buffer(hop.body());
    }

    /** Without its name, so that nobody looks that up again. */
    private static InetAddress nameless(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has as many bytes as an address", e);
        }
    }
}
