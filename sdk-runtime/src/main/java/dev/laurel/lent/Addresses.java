package dev.laurel.lent;

import dev.laurel.spi.PermanentFailureException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where plugins may send requests to: the public Internet, and what the operator allows. What counts is the address that a
 * name stands for, however name or address are written. Immutable.
 */
final class Addresses {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");
    private static final int MOST = 1_000;
    private static final Pattern ONLY_DIGITS = Pattern.compile("[0-9.]+");

    private final Set<String> names = new HashSet<>();
    private final List<Range> ranges = new ArrayList<>();

    /**
     * @param allowed names of hosts, addresses, and ranges of addresses
     * @throws IllegalArgumentException if one is none of them; the sentence names the setting
     */
    Addresses(Collection<String> allowed) {
        for (String each : allowed) {
            try {
                if (Range.isMeant(each)) {
                    ranges.add(Range.of(each));
                } else {
                    names.add(checked(each));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "HttpBounds.allowed: " + e.getMessage()
                                + "; it has names of hosts like shop.internal and ranges like 10.1.0.0/16",
                        e);
            }
        }
    }

    /** Throws as the constructor does. */
    static void check(Collection<String> allowed) {
        Addresses read = new Addresses(allowed);
        if (read.names.size() + read.ranges.size() > MOST) {
            throw new IllegalArgumentException("HttpBounds.allowed: it has at most " + MOST + " hosts and ranges, not "
                    + allowed.size() + ": name a range that holds several");
        }
    }

    private static String checked(String text) {
        String name = name(text);
        if (!NAME.matcher(name).matches() || ONLY_DIGITS.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no name of a host");
        }
        return name;
    }

    /** {@return the name as it is compared: in lower case, without the dot that may end it} */
    static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /**
     * Picks an address of a host.
     *
     * @param host the host as the request has it
     * @param found what its name stands for, at least one
     * @return the first that is allowed
     * @throws PermanentFailureException if none is
     */
    InetAddress pick(String host, List<InetAddress> found) throws PermanentFailureException {
        boolean named = names.contains(name(host));
        List<String> refused = new ArrayList<>();
        for (InetAddress each : found) {
            byte[] bytes = each.getAddress();
            Optional<String> kind = AddressKind.of(bytes);
            if (named || kind.isEmpty() || isInRange(bytes)) {
                return each;
            }
            refused.add(each.getHostAddress() + " (" + kind.get() + ")");
        }
        String first = refused.isEmpty() ? "nowhere" : "at " + refused.get(0);
        throw new PermanentFailureException("the host " + host + " is " + first
                + ", where plugins send no requests unless the operator allows it: if it is meant, add the host or a range"
                + " of addresses to HttpBounds.allowed");
    }

    private boolean isInRange(byte[] address) {
        Optional<byte[]> within = AddressKind.ipv4Within(address);
        return ranges.stream()
                .anyMatch(each ->
                        each.contains(address) || within.filter(each::contains).isPresent());
    }
}
