package dev.laurel.lent;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What addresses are for, after IANA's registries of special-purpose addresses (RFC 6890 and what follows it). Of IPv6, only
 * what is handed out for global use is open, so that ranges that are yet to be given a purpose are not.
 */
final class AddressKind {
    private static final Map<Range, String> IPV4 = new LinkedHashMap<>();
    private static final Map<Range, String> IPV6 = new LinkedHashMap<>();
    private static final Range GLOBAL = Range.of("2000::/3");
    private static final Range NAT64 = Range.of("64:ff9b::/96");
    private static final Range SIX_TO_FOUR = Range.of("2002::/16");

    /** Java turns these into IPv4 by itself where it reads them; not where somebody makes an address of bytes. */
    private static final Range MAPPED = Range.of("::/80");

    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    static {
        put(IPV4, "unspecified", "0.0.0.0/8");
        put(IPV4, "private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
        put(IPV4, "carrier-grade NAT", "100.64.0.0/10");
        put(IPV4, "loopback", "127.0.0.0/8");
        put(IPV4, "link-local", "169.254.0.0/16");
        put(IPV4, "reserved for protocols", "192.0.0.0/24", "192.88.99.0/24");
        put(IPV4, "documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24");
        put(IPV4, "benchmarking", "198.18.0.0/15");
        put(IPV4, "multicast", "224.0.0.0/4");
        put(IPV4, "broadcast", "255.255.255.255/32");
        put(IPV4, "reserved", "240.0.0.0/4");

        put(IPV6, "unspecified", "::/128");
        put(IPV6, "loopback", "::1/128");
        put(IPV6, "unique local", "fc00::/7");
        put(IPV6, "link-local", "fe80::/10");
        put(IPV6, "site-local", "fec0::/10");
        put(IPV6, "multicast", "ff00::/8");
        put(IPV6, "documentation", "2001:db8::/32", "3fff::/20");
        put(IPV6, "benchmarking", "2001:2::/48");
        put(IPV6, "reserved for protocols", "2001::/23");
    }

    private AddressKind() {}

    private static void put(Map<Range, String> kinds, String kind, String... ranges) {
        for (String each : ranges) {
            kinds.put(Range.of(each), kind);
        }
    }

    /** {@return what a special address is for; empty if it is one of the public Internet} */
    static Optional<String> of(byte[] address) {
        if (address.length == IPV4_LENGTH) {
            return among(IPV4, address);
        }
        Optional<byte[]> within = ipv4Within(address);
        if (within.isPresent()) {
            return among(IPV4, within.get()).map(kind -> kind + ", within IPv6");
        }
        Optional<String> special = among(IPV6, address);
        return special.isPresent() || GLOBAL.contains(address) ? special : Optional.of("reserved");
    }

    private static Optional<String> among(Map<Range, String> kinds, byte[] address) {
        return kinds.entrySet().stream()
                .filter(each -> each.getKey().contains(address))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The IPv4 address that packets to an IPv6 address may end up at: NAT64 (RFC 6052), 6to4 (RFC 3056), ISATAP (RFC 5214). */
    static Optional<byte[]> ipv4Within(byte[] address) {
        if (address.length != IPV6_LENGTH) {
            return Optional.empty();
        }
        if (SIX_TO_FOUR.contains(address)) {
            return Optional.of(Arrays.copyOfRange(address, 2, 2 + IPV4_LENGTH));
        }
        boolean isatap = (address[8] & ~2) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
        boolean mapped = MAPPED.contains(address) && address[10] == -1 && address[11] == -1;
        return NAT64.contains(address) || isatap || mapped
                ? Optional.of(Arrays.copyOfRange(address, IPV6_LENGTH - IPV4_LENGTH, IPV6_LENGTH))
                : Optional.empty();
    }
}
