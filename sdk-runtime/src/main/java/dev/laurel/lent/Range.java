package dev.laurel.lent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses with the same first bits. Immutable. */
final class Range {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    private final byte[] first;
    private final int bits;

    private Range(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /** Whether a text is meant as an address or a range of them, and not as a name. */
    static boolean isMeant(String text) {
        return text.indexOf('/') >= 0
                || text.indexOf(':') >= 0
                || IPV4.matcher(text).matches();
    }

    /**
     * Reads {@code 10.1.0.0/16}, {@code fd00::/8} or an address alone.
     *
     * @throws IllegalArgumentException if it is none, with a sentence that says why
     */
    static Range of(String text) {
        int slash = text.indexOf('/');
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash), text);
        int all = address.length * Byte.SIZE;
        if (slash < 0) {
            return new Range(address, all);
        }
        String length = text.substring(slash + 1);
        int bits = LENGTH.matcher(length).matches() ? Integer.parseInt(length) : -1;
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("'" + text + "' ends in no number of bits from 0 to " + all);
        }
        for (int i = bits; i < all; i++) {
            if (bit(address, i) != 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' has bits beyond its first " + bits + ": set them to zero");
            }
        }
        return new Range(address, bits);
    }

    /** Never asks a name server: what is no literal gets no further than the patterns. */
    private static byte[] literal(String text, String whole) {
        try {
            if (IPV4.matcher(text).matches()) {
                return InetAddress.getByName(text).getAddress();
            }
            if (IPV6.matcher(text).matches()) {
                return InetAddress.getByName("[" + text + "]").getAddress();
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + whole + "' is no address", e);
        }
        throw new IllegalArgumentException("'" + whole + "' is no address");
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            if (bit(address, i) != bit(first, i)) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] bytes, int index) {
        return bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }
}
