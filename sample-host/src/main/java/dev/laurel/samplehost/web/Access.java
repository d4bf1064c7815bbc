package dev.laurel.samplehost.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Decides who may read. Every request passes here before anything else looks at it; a host with log-ins of its own puts
 * its decision in this place. Called on the event loop, so it does not block.
 */
@FunctionalInterface
public interface Access {

    /** What can be decided. */
    enum Ruling {
        /** May read. */
        ADMITTED,
        /** Comes from another machine. */
        REMOTE,
        /** Names this machine by a name that is not its own, as a page elsewhere does that has its name point here. */
        MISNAMED
    }

    /**
     * Decides about a request.
     *
     * @param request the request; its body has not been read
     * @return the decision
     */
    Ruling rule(HttpServerRequest request);

    /** {@return the decision of the demo: whoever sits at this machine may read, and nobody else} */
    static Access loopback() {
        Set<String> ownNames = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
        return request -> {
            SocketAddress peer = request.remoteAddress();
            if (peer == null || !isLoopback(peer)) {
                return Ruling.REMOTE;
            }
            HostAndPort named = request.authority();
            return named != null && ownNames.contains(named.host().toLowerCase(Locale.ROOT))
                    ? Ruling.ADMITTED
                    : Ruling.MISNAMED;
        };
    }

    private static boolean isLoopback(SocketAddress peer) {
        String host = peer.hostAddress();
        return host != null && (host.startsWith("127.") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1"));
    }
}
