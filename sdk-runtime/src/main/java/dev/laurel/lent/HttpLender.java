package dev.laurel.lent;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Lends HTTP clients to plugin instances. There is one for each Laurel, so that all instances together keep within the
 * budgets of their credentials and leave hosts alone that fail. Safe for use by several threads.
 */
public final class HttpLender implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HttpLender.class.getName());
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int CLOSING_SECONDS = 5;

    private final HttpBounds bounds;
    private final InstantSource clock;
    private final Addresses addresses;
    private final Places places;
    private final Budget budget;
    private final Breakers breakers;
    private final Payers payers;
    private final Wire wire;
    private final Set<LentHttp> lent = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Begins to lend. To be called by the thread that starts Laurel: what Vert.x keeps of a thread is then the host's.
     *
     * @param vertx runs the exchanges; stays open
     * @param bounds what may be used of the network
     * @param clock what budgets, pauses and breakers are measured by; deadlines are not
     * @param seed where chance starts, another one at each start
     */
    public HttpLender(Vertx vertx, HttpBounds bounds, InstantSource clock, long seed) {
        this(vertx, bounds, clock, seed, Names.ofTheSystem());
    }

    HttpLender(Vertx vertx, HttpBounds bounds, InstantSource clock, long seed, Names names) {
        this.bounds = bounds;
        this.clock = clock;
        this.addresses = new Addresses(bounds.allowed());
        this.places = new Places(bounds.connections(), bounds.connectionsPerHost());
        this.budget = new Budget(clock, bounds.requestsPerMinute(), bounds.burst());
        this.breakers = new Breakers(clock, seed);
        this.payers = new Payers(seed);
        this.wire = new Wire(vertx, bounds, names);
    }

    /**
     * Lends a client.
     *
     * @param pluginId the plugin, as other sides see it in the header {@code User-Agent}
     * @param instance the instance, with its community if names repeat; shown to operators only
     * @return the client, to be closed with the instance
     * @throws IllegalArgumentException if the id is none
     * @throws IllegalStateException if the lender is closed
     */
    public LentHttp to(String pluginId, String instance) {
        if (!ID.matcher(pluginId).matches()) {
            throw new IllegalArgumentException(
                    "a plugin's id has up to 64 letters, digits and hyphens: its requests carry it");
        }
        LentHttp client = new LentHttp(this, pluginId, instance, "Laurel/" + version() + " (" + pluginId + ")");
        lent.add(client);
        if (closed) {
            client.close();
            throw new IllegalStateException("no HTTP client is lent to " + instance + ", for Laurel is closed");
        }
        return client;
    }

    private static String version() {
        String version = HttpLender.class.getPackage().getImplementationVersion();
        return version == null || !ID.matcher(version).matches() ? "unreleased" : version;
    }

    HttpBounds bounds() {
        return bounds;
    }

    InstantSource clock() {
        return clock;
    }

    Addresses addresses() {
        return addresses;
    }

    Places places() {
        return places;
    }

    Budget budget() {
        return budget;
    }

    Breakers breakers() {
        return breakers;
    }

    Payers payers() {
        return payers;
    }

    Wire wire() {
        return wire;
    }

    void forget(LentHttp client) {
        lent.remove(client);
    }

    /**
     * Closes all that was lent, and the connections. Waits for that for some seconds at the most, so it is called by a thread
     * of the host and never on an event loop. Idempotent.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        lent.forEach(LentHttp::close);
        try {
            wire.close().toCompletionStage().toCompletableFuture().get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the connections of plugins did not close in " + CLOSING_SECONDS + " seconds: "
                            + e.getClass().getSimpleName());
        }
    }
}
