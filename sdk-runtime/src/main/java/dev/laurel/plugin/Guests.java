package dev.laurel.plugin;

import dev.laurel.lent.HttpLender;
import dev.laurel.reputation.Judge;
import dev.laurel.spi.Extension;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.thread.Alarms;
import dev.laurel.thread.LostThreads;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.InstanceStatus;
import dev.laurel.view.LaurelException;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The guests of one community: the rules and connectors that it selected, under the plugins that there are. When those are
 * others, {@link #follow} brings the guests in line. Reading is safe for use by any thread; opening, following and closing
 * are for one thread at a time.
 */
public final class Guests implements AutoCloseable {
    private final Terms terms;
    private final Alarms alarms = new Alarms();
    private volatile @Nullable RuleBook first;
    private final Map<String, ConnectorSeat> connectors = new LinkedHashMap<>();
    private volatile PluginCatalog catalog;
    private volatile @Nullable Residence residence;
    private volatile boolean closed;

    /**
     * On what terms guests are here.
     *
     * @param community the community's name
     * @param rules the rule sets it selected, each once; their order is the order of the rules
     * @param connectors the connectors it selected, each with a source of its own
     * @param clock the time
     * @param lenient whether it may open although plugins that it selects are not there: they may come later
     */
    public record Terms(
            String community, List<Selection> rules, List<Selection> connectors, InstantSource clock, boolean lenient) {
        /** Keeps copies. */
        public Terms {
            rules = List.copyOf(rules);
            connectors = List.copyOf(connectors);
        }
    }

    private Guests(Terms terms, PluginCatalog catalog, RuleBook first) {
        this.terms = terms;
        this.catalog = catalog;
        this.first = first;
    }

    /**
     * Makes the rules and looks at the connectors of a community. Called off the event loop.
     *
     * @param catalog the plugins
     * @param terms what the community selected
     * @return the guests; to be moved in, or closed
     * @throws InvalidConfigException with every problem of every selection
     */
    public static Guests open(PluginCatalog catalog, Terms terms) {
        List<String> problems = new ArrayList<>();
        Errand errand = new Errand(Errand.DEADLINE, new LostThreads(terms.clock));
        RuleBook book = null;
        try {
            RuleBook.Home home = new RuleBook.Home(terms.community, terms.clock, errand, terms.lenient);
            book = RuleBook.open(catalog, home, terms.rules);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        Set<String> sources = new LinkedHashSet<>();
        for (Selection connector : terms.connectors) {
            if (!(terms.lenient && ConnectorSeat.isMissing(catalog, connector))) {
                problems.addAll(ConnectorInstance.problems(catalog, terms.community, connector, terms.clock));
            }
            if (!sources.add(connector.instance())) {
                problems.add("community " + terms.community + " has the source " + connector.instance()
                        + " twice: give each connector a source of its own");
            }
        }
        if (!problems.isEmpty() || book == null) {
            if (book != null) {
                book.close();
            }
            throw new InvalidConfigException(problems);
        }
        return new Guests(terms, catalog, book);
    }

    /** {@return the rules: those to begin with, and once there is a community, those that judge in it} */
    public RuleBook rules() {
        RuleBook begin = first;
        Residence home = residence;
        if (begin == null && home != null && home.judge() instanceof RuleBook book) {
            return book;
        }
        return Objects.requireNonNull(begin, "a community is judged by a rule book");
    }

    /**
     * Has the connectors begin.
     *
     * @param home the community, open
     * @param vertx where they work; asked for if there is any
     * @param http lends them HTTP clients; asked for if there is any
     * @param connecting whether there are to be connectors here at all
     */
    public void moveIn(Residence home, Supplier<Vertx> vertx, Supplier<HttpLender> http, boolean connecting) {
        residence = home;
        first = null;
        if (connecting) {
            for (Selection connector : terms.connectors) {
                ConnectorInstance.Home at = new ConnectorInstance.Home(
                        terms.community, home, terms.clock, new LostThreads(terms.clock), http, alarms);
                ConnectorSeat seat = new ConnectorSeat(connector, at, vertx);
                connectors.put(connector.instance(), seat);
                seat.follow(catalog, false);
            }
        }
    }

    /**
     * Brings the guests in line with the plugins that there are now. What goes out is stopped before what comes in begins,
     * and nothing that was handed over is lost. Waits for it.
     *
     * @param next the plugins
     * @param anew what is to be started again although its plugin is the same: {@code PLUGIN/EXTENSION} of rules, or the
     *     source of a connector
     */
    public void follow(PluginCatalog next, Set<String> anew) {
        Residence home = Objects.requireNonNull(residence, "guests move in before they follow");
        if (closed) {
            return;
        }
        RuleBook before = rules();
        RuleBook book = before.under(next, terms.rules, anew);
        if (book != before) {
            adopt(home, book);
        }
        connectors.forEach((source, seat) -> seat.follow(next, anew.contains(source)));
        catalog = next;
    }

    private static void adopt(Residence home, RuleBook book) {
        // Those that judge until then may be others than those the new ones were made from: some may have been given
        // up.
        RuleBook[] before = new RuleBook[1];
        CompletionStage<Void> adopted = home.adopt(judge -> take(judge, book, before));
        try {
            adopted.toCompletableFuture().join();
        } finally {
            if (before[0] != null) {
                before[0].closeAllBut(book);
            } else if (home.judge() instanceof RuleBook still) {
                // It never came into force.
                book.closeAllBut(still);
            }
        }
    }

    private static Judge take(Judge judge, RuleBook book, RuleBook[] before) {
        if (judge instanceof RuleBook old) {
            before[0] = old;
            return book.after(old);
        }
        return book;
    }

    /**
     * Whether the plugins are others than those that were followed last.
     *
     * @param now the plugins now
     * @return whether to follow
     */
    public boolean isBehind(PluginCatalog now) {
        return catalog != now;
    }

    /**
     * How an instance is named when it is to be started again.
     *
     * @param status how it is doing
     * @return the source of a connector, {@code PLUGIN/EXTENSION} of a set of rules
     */
    public static String nameOf(InstanceStatus status) {
        return status.kind().equals(LoadedExtension.words(Extension.Kind.REWARD_RULES))
                ? status.extension()
                : status.instance();
    }

    /** {@return the plugins that somebody here is of} */
    public Set<LoadedPlugin> plugins() {
        Set<LoadedPlugin> plugins = new LinkedHashSet<>(rules().plugins());
        connectors.values().forEach(seat -> seat.plugin().ifPresent(plugins::add));
        return plugins;
    }

    /** {@return how the connectors are doing} */
    public List<ConnectorStatus> connectors() {
        return connectors.values().stream().map(ConnectorSeat::connector).toList();
    }

    /** {@return how everybody is doing} */
    public List<InstanceStatus> statuses() {
        Residence home = residence;
        List<InstanceStatus> all = new ArrayList<>(rules().statuses(home == null ? List.of() : home.lostThreads()));
        connectors.values().forEach(seat -> all.add(seat.status(terms.community)));
        return List.copyOf(all);
    }

    /** {@return a sentence for everybody who is selected and not there, or not as it was meant} */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(rules().missing());
        connectors.values().forEach(seat -> seat.problem().ifPresent(problems::add));
        return List.copyOf(problems);
    }

    /**
     * When a connector has brought all its source had.
     *
     * @param source its source
     * @return completes then; null if there is no such connector
     */
    public @Nullable CompletionStage<Void> upToDate(String source) {
        ConnectorSeat seat = connectors.get(source);
        return seat == null ? null : seat.upToDate();
    }

    /** {@return the time as the community sees it} */
    public Instant now() {
        return terms.clock.instant();
    }

    /**
     * Hands a delivery to the connector that it is for.
     *
     * @param source the connector's source
     * @param delivery what came
     * @return what to answer, once it is durable; null if there is no such connector
     */
    public @Nullable CompletableFuture<Receipt> deliver(String source, Delivery delivery) {
        ConnectorSeat seat = connectors.get(source);
        return seat == null ? null : seat.deliver(delivery);
    }

    /**
     * Has a delivery read once more, without taking it in.
     *
     * @param source the connector's source
     * @param delivery what came, verified
     * @return what the connector makes of it now; fails if it is not at work, or still cannot read it
     */
    public CompletableFuture<Receipt> read(String source, Delivery delivery) {
        ConnectorSeat seat = connectors.get(source);
        return seat == null ? CompletableFuture.failedFuture(noConnector(source)) : seat.read(delivery);
    }

    /**
     * Has a page asked for once more, without taking it in.
     *
     * @param source the connector's source
     * @param after the cursor with which it was asked for
     * @return the page as it is now; fails if the connector is not at work, or cannot bring it
     */
    public CompletableFuture<Page> read(String source, Cursor after) {
        ConnectorSeat seat = connectors.get(source);
        return seat == null ? CompletableFuture.failedFuture(noConnector(source)) : seat.read(after);
    }

    private LaurelException noConnector(String source) {
        return new LaurelException(
                "there is no connector for the source " + source + " here that could read this again," + " only for "
                        + connectors.keySet() + ": select it, or ask where the community is open for writing");
    }

    /** Stops the connectors: no page is handed over after this returns. */
    public void stop() {
        connectors.values().forEach(ConnectorSeat::close);
    }

    /** Stops the connectors and closes the rules. Called when nobody asks them any more. Idempotent. */
    @Override
    public void close() {
        closed = true;
        stop();
        alarms.close();
        rules().close();
    }
}
