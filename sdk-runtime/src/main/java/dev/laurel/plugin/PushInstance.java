package dev.laurel.plugin;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.thread.LostThreads;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.LaurelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A push connector at work for one community: it is asked about deliveries on a thread of its own, one at a time, and what
 * it makes of them is committed before the source is answered. Whatever it does wrong is shown by {@link #status()}.
 */
final class PushInstance implements Sitter {
    private static final System.Logger LOG = System.getLogger(ConnectorInstance.class.getName());

    private final String name;
    private final String source;
    private final PageSink sink;
    private final Progress progress;
    private final Discretion discretion;
    private final GuestDesk<PushConnector> desk;
    private final InstanceContext lent;

    private PushInstance(ConnectorInstance.Tenant tenant, PageSink sink, LostThreads lost, GuestDesk.Manner manner) {
        this.name = tenant.name();
        this.source = tenant.context().instance();
        this.lent = tenant.context();
        this.sink = sink;
        this.discretion = tenant.discretion();
        this.progress = new Progress(source, tenant.extension().path());
        this.desk = new GuestDesk<>(
                name,
                () -> new InstanceGuest<>(tenant, progress, PushConnector.class),
                new GuestDesk.Notes(progress, lost, discretion, tenant.context().community() + "-" + source),
                manner);
    }

    /** Starts a push connector. Returns at once. */
    static PushInstance start(ConnectorInstance.Tenant tenant, ConnectorInstance.Home home) {
        PushInstance instance =
                new PushInstance(tenant, home.sink(), home.lost(), GuestDesk.Manner.usual(home.alarms(), home.clock()));
        instance.desk.open();
        return instance;
    }

    /**
     * Takes a delivery.
     *
     * @param delivery what the source delivered
     * @return what the source is answered, once what the delivery held is durable; fails with a {@link
     *     DeliveryRejectedException} if it is not acceptable, and with a {@link LaurelException} if it has to come again
     */
    CompletableFuture<Receipt> deliver(Delivery delivery) {
        return read(delivery).thenCompose(receipt -> take(receipt, delivery));
    }

    private CompletionStage<Receipt> take(Receipt receipt, Delivery delivery) {
        if (receipt.activities().isEmpty() && receipt.rejects().isEmpty()) {
            progress.committed(new PageSink.Committed(0, 0, 0), true);
            return CompletableFuture.completedFuture(receipt);
        }
        return sink.take(source, receipt, delivery).thenApply(committed -> {
            progress.committed(committed, true);
            return receipt;
        });
    }

    /** Has a delivery read, without taking it in; fails as {@link #deliver} does. */
    CompletableFuture<Receipt> read(Delivery delivery) {
        return desk.ask(connector -> connector.receive(delivery)).handle(this::checked);
    }

    private Receipt checked(@Nullable Receipt receipt, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Throwable thrown = cause instanceof CallFailedException ? cause.getCause() : null;
        if (thrown instanceof DeliveryRejectedException rejected) {
            progress.refused();
            throw new CompletionException(clean(rejected));
        }
        if (cause instanceof LaurelException notAsked) {
            throw new CompletionException(notAsked);
        }
        if (cause != null) {
            String why = name + " could not read a delivery: " + discretion.apply(Reason.messageOf(cause));
            progress.note(why);
            LOG.log(System.Logger.Level.WARNING, why);
            throw new CompletionException(new LaurelException(
                    thrown instanceof PermanentFailureException
                            ? "the connector for this source needs a person: send it again later"
                            : "the delivery could not be read at the moment: send it again",
                    cause));
        }
        if (receipt == null
                || receipt.activities().size() > Pace.LIMIT
                || receipt.rejects().size() > Pace.MOST_REJECTS) {
            String why = name
                    + (receipt == null
                            ? " returned null instead of a receipt"
                            : " made " + receipt.activities().size() + " activities and "
                                    + receipt.rejects().size() + " rejects of one delivery; the most is " + Pace.LIMIT
                                    + " and " + Pace.MOST_REJECTS);
            progress.note(why);
            throw new CompletionException(new LaurelException("the delivery could not be read: " + why));
        }
        return receipt;
    }

    /** What a connector says of a delivery goes to whoever sent it: without secrets, on one line, with a code that is one. */
    private DeliveryRejectedException clean(DeliveryRejectedException rejected) {
        String code = Reason.shortened(rejected.code());
        return new DeliveryRejectedException(
                code.matches("[A-Z][A-Z0-9_]{0,63}") ? code : "DELIVERY_REJECTED",
                discretion.apply(Reason.messageOf(rejected)),
                rejected.status());
    }

    @Override
    public ConnectorStatus status() {
        return progress.status();
    }

    @Override
    public Duration timeSpent() {
        return progress.timeSpent();
    }

    @Override
    public CompletionStage<Void> upToDate() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        desk.close();
        lent.giveBack();
        progress.stopped(progress.status().failure());
    }
}
