package dev.laurel.plugin;

import dev.laurel.spi.Extension;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.ConnectorStatus.State;
import dev.laurel.view.InstanceStatus;
import dev.laurel.view.LaurelException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connector that a community selected: whoever sits here now, or why nobody does. */
final class ConnectorSeat {
    private static final System.Logger LOG = System.getLogger(ConnectorInstance.class.getName());

    private final Selection selection;
    private final ConnectorInstance.Home home;
    private final Supplier<Vertx> vertx;
    private volatile @Nullable Sitter sitting;
    private volatile @Nullable LoadedExtension extension;
    private volatile String against = "";

    ConnectorSeat(Selection selection, ConnectorInstance.Home home, Supplier<Vertx> vertx) {
        this.selection = selection;
        this.home = home;
        this.vertx = vertx;
    }

    /** {@return whether the plugin, or the extension of it, is not there} */
    static boolean isMissing(PluginCatalog catalog, Selection selection) {
        try {
            catalog.extension(selection.extension());
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** Brings the seat in line with the plugins that there are. Waits until whoever sat here has stopped. */
    void follow(PluginCatalog catalog, boolean anew) {
        LoadedExtension next;
        try {
            next = catalog.extension(selection.extension());
        } catch (IllegalArgumentException e) {
            vacate();
            extension = null;
            against = "community " + home.community() + ", source " + selection.instance() + ": " + Reason.messageOf(e);
            return;
        }
        LoadedExtension before = extension;
        if (before == next && !anew) {
            return;
        }
        String problem = problem(catalog);
        if (!problem.isEmpty() && before != null) {
            against = "version " + before.plugin().version() + " of " + before.path()
                    + " goes on, because the new one cannot take its place: " + problem;
            LOG.log(System.Logger.Level.WARNING, "community {0}: {1}", home.community(), against);
            return;
        }
        vacate();
        extension = next;
        against = problem;
        if (problem.isEmpty()) {
            sitting = next.kind() == Extension.Kind.PUSH_CONNECTOR
                    ? PushInstance.start(home.tenant(catalog, selection), home)
                    : ConnectorInstance.deploy(vertx.get(), catalog, selection, home);
        }
    }

    private String problem(PluginCatalog catalog) {
        try {
            return String.join(" | ", ConnectorInstance.problems(catalog, home.community(), selection, home.clock()));
        } catch (InvalidConfigException e) {
            return String.join(" | ", e.problems());
        }
    }

    /** {@return the plugin of whoever sits here} */
    Optional<LoadedPlugin> plugin() {
        LoadedExtension here = extension;
        return here == null ? Optional.empty() : Optional.of(here.plugin());
    }

    ConnectorStatus connector() {
        Sitter here = sitting;
        if (here != null) {
            return here.status();
        }
        return new ConnectorStatus(
                selection.instance(), selection.extension(), State.MISSING, 0, 0, 0, 0, false, against);
    }

    InstanceStatus status(String community) {
        Sitter here = sitting;
        ConnectorStatus status = connector();
        LoadedExtension of = extension;
        return new InstanceStatus(
                community,
                selection.extension(),
                of == null ? "connector" : LoadedExtension.words(of.kind()),
                selection.instance(),
                of == null ? "" : of.plugin().version(),
                status.state(),
                Map.of(
                        "accepted", status.accepted(),
                        "duplicates", status.duplicates(),
                        "rejected", status.rejected(),
                        "pages", status.pages()),
                here == null ? Duration.ZERO : here.timeSpent(),
                home.lost().alive(),
                status.failure().isEmpty() ? against : status.failure(),
                remedy(status.state()));
    }

    private static String remedy(State state) {
        return switch (state) {
            case LOADING, RUNNING, STOPPED -> "";
            case SUSPENDED -> "nothing: it is tried again by itself";
            case FAILED -> "mend what it says and start it again, or put another version of the plugin into the folder";
            case QUARANTINED, MISSING -> "put the plugin into the plugin folder, or mend its settings";
            case STUCK ->
                "start it again, tell the plugin's author, and start the host again when lost threads become many";
        };
    }

    /** {@return who takes deliveries here} */
    CompletableFuture<Receipt> deliver(Delivery delivery) {
        Sitter here = sitting;
        if (here instanceof PushInstance push) {
            return push.deliver(delivery);
        }
        return CompletableFuture.failedFuture(
                here == null
                        ? new LaurelException("this connector is not there at the moment: send it again later")
                        : new IllegalArgumentException("the connector of the source " + selection.instance()
                                + " asks for activities itself: nothing is delivered to it"));
    }

    /** {@return what a push connector makes of a delivery that it had before} */
    CompletableFuture<Receipt> read(Delivery delivery) {
        Sitter here = sitting;
        return here instanceof PushInstance push ? push.read(delivery) : CompletableFuture.failedFuture(notThere());
    }

    /** {@return the page that a pull connector brings at a cursor} */
    CompletableFuture<Page> read(Cursor after) {
        Sitter here = sitting;
        return here instanceof ConnectorInstance pull ? pull.read(after) : CompletableFuture.failedFuture(notThere());
    }

    private LaurelException notThere() {
        return new LaurelException("the connector of the source " + selection.instance()
                + " is not at work at the moment: start it, and replay this then");
    }

    Optional<String> problem() {
        return against.isEmpty() ? Optional.empty() : Optional.of(against);
    }

    CompletionStage<Void> upToDate() {
        Sitter here = sitting;
        return here == null ? CompletableFuture.failedFuture(new IllegalStateException(against)) : here.upToDate();
    }

    private void vacate() {
        close();
        sitting = null;
    }

    /** Stops whoever sits here. */
    void close() {
        Sitter here = sitting;
        if (here != null) {
            here.close();
        }
    }
}
