package dev.laurel.lent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. May block: it is asked on threads of its own. */
@FunctionalInterface
interface Names {

    /**
     * Looks a name up.
     *
     * @param host a name, or an address as text
     * @return its addresses, the preferred one first
     * @throws UnknownHostException if there are none
     */
    List<InetAddress> of(String host) throws UnknownHostException;

    /** {@return the names as the JDK and the system see them} */
    static Names ofTheSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
