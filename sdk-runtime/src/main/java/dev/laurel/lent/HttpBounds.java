package dev.laurel.lent;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What plugins may use of the network. Immutable.
 *
 * @param deadline how long a whole exchange may take, from looking up the name to the last byte, redirects included; from
 *     10 milliseconds to 10 minutes
 * @param bodyBytes how large the body of an answer may be after decompression, in bytes; from 1 to 1 GiB
 * @param headerBytes how large the headers of an answer may be together, in bytes; from 1 KiB to 1 MiB
 * @param redirects how many redirects of a GET are followed; from 0 to 20
 * @param requestsPerMinute how many requests a minute may be sent to a host with the same credential, by all instances
 *     together; without a credential, by each instance; from 1 to 1,000,000
 * @param burst how many of them may be sent at once after a pause; from 1 to 1,000,000
 * @param connections how many exchanges run at once, and how many connections are kept for later beside them; from 1 to 1,024
 * @param connectionsPerHost how many exchanges with one host run at once; from 1 to {@code connections}
 * @param allowed names of hosts ({@code shop.internal}), addresses and ranges of addresses ({@code 10.1.0.0/16}) that may be
 *     asked although they are not of the public Internet. A name allows whatever address it has
 * @param trusted certificates that are trusted beside those of the JDK: of an authority, or of a server itself
 */
public record HttpBounds(
        Duration deadline,
        long bodyBytes,
        int headerBytes,
        int redirects,
        int requestsPerMinute,
        int burst,
        int connections,
        int connectionsPerHost,
        Set<String> allowed,
        List<X509Certificate> trusted) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;
    private static final int MOST_REQUESTS = 1_000_000;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of its own bounds; the sentence names it
     */
    public HttpBounds {
        if (deadline.compareTo(SHORTEST) < 0 || deadline.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("HttpBounds.deadline: it is from 10 milliseconds to 10 minutes (PT10M),"
                    + " not " + deadline + ": set it to what the slowest source needs");
        }
        check("bodyBytes", bodyBytes, 1, KIB * MIB);
        check("headerBytes", headerBytes, KIB, MIB);
        check("redirects", redirects, 0, 20);
        check("requestsPerMinute", requestsPerMinute, 1, MOST_REQUESTS);
        check("burst", burst, 1, MOST_REQUESTS);
        check("connections", connections, 1, KIB);
        check("connectionsPerHost", connectionsPerHost, 1, connections);
        allowed = Set.copyOf(allowed);
        trusted = List.copyOf(trusted);
        Addresses.check(allowed);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "HttpBounds." + name + ": it is from " + least + " to " + most + ", not " + value);
        }
    }

    /**
     * The usual bounds: 20 seconds, 8 MiB of body, 32 KiB of headers, 5 redirects, 60 requests a minute, all of which may
     * come at once, 32 connections, 8 of them to one host. No private address is allowed.
     *
     * @return the bounds
     */
    public static HttpBounds usual() {
        return new HttpBounds(Duration.ofSeconds(20), 8L * MIB, 32 * KIB, 5, 60, 60, 32, 8, Set.of(), List.of());
    }

    /**
     * The same with another deadline.
     *
     * @param longest see {@link #deadline()}
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public HttpBounds withDeadline(Duration longest) {
        return new HttpBounds(
                longest,
                bodyBytes,
                headerBytes,
                redirects,
                requestsPerMinute,
                burst,
                connections,
                connectionsPerHost,
                allowed,
                trusted);
    }

    /**
     * The same with other sizes of answers.
     *
     * @param body see {@link #bodyBytes()}
     * @param headers see {@link #headerBytes()}
     * @return a copy
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public HttpBounds withSizes(long body, int headers) {
        return new HttpBounds(
                deadline,
                body,
                headers,
                redirects,
                requestsPerMinute,
                burst,
                connections,
                connectionsPerHost,
                allowed,
                trusted);
    }

    /**
     * The same with another budget for each credential.
     *
     * @param perMinute see {@link #requestsPerMinute()}
     * @param atOnce see {@link #burst()}
     * @return a copy
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public HttpBounds withBudget(int perMinute, int atOnce) {
        return new HttpBounds(
                deadline,
                bodyBytes,
                headerBytes,
                redirects,
                perMinute,
                atOnce,
                connections,
                connectionsPerHost,
                allowed,
                trusted);
    }

    /**
     * The same with other numbers of connections.
     *
     * @param total see {@link #connections()}
     * @param perHost see {@link #connectionsPerHost()}
     * @return a copy
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public HttpBounds withConnections(int total, int perHost) {
        return new HttpBounds(
                deadline,
                bodyBytes,
                headerBytes,
                redirects,
                requestsPerMinute,
                burst,
                total,
                perHost,
                allowed,
                trusted);
    }

    /**
     * The same with other hosts and addresses that are allowed although they are private.
     *
     * @param hosts see {@link #allowed()}
     * @return a copy
     * @throws IllegalArgumentException if one is neither a name nor an address nor a range
     */
    public HttpBounds withAllowed(Set<String> hosts) {
        return new HttpBounds(
                deadline,
                bodyBytes,
                headerBytes,
                redirects,
                requestsPerMinute,
                burst,
                connections,
                connectionsPerHost,
                hosts,
                trusted);
    }

    /**
     * The same with other certificates that are trusted beside those of the JDK.
     *
     * @param certificates see {@link #trusted()}
     * @return a copy
     */
    public HttpBounds withTrusted(List<X509Certificate> certificates) {
        return new HttpBounds(
                deadline,
                bodyBytes,
                headerBytes,
                redirects,
                requestsPerMinute,
                burst,
                connections,
                connectionsPerHost,
                allowed,
                certificates);
    }
}
