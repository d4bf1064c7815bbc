package dev.laurel.plugin;

import dev.laurel.spi.PullConnector;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A connector as its worker thread sees it: made, asked and closed there, one call at a time, with the plugin's class
 * loader as the context. Only {@link #interrupt()} and {@link #dismiss()} are for other threads.
 */
final class ConnectorGuest {

    /** A call into a connector that did not bring what it should; the cause is what it threw, if it threw. */
    static final class CallFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        CallFailedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private static final System.Logger LOG = System.getLogger(ConnectorInstance.class.getName());

    private final LoadedExtension extension;
    private final InstanceContext context;
    private final Discretion discretion;
    private final Progress progress;
    private final Object lock = new Object();
    private @Nullable Thread inside;
    private boolean dismissed;
    /** Only touched on the worker thread. */
    private @Nullable PullConnector connector;

    ConnectorGuest(ConnectorInstance.Tenant tenant, Progress progress) {
        this.progress = progress;
        this.extension = tenant.extension();
        this.context = tenant.context();
        this.discretion = tenant.discretion();
    }

    /** Makes the connector. */
    void open() throws CallFailedException {
        Object made = call(() -> {
            Object one = extension.make(context);
            // Kept at once: a connector that comes too late must still be closed.
            connector = one instanceof PullConnector pulling ? pulling : null;
            return one;
        });
        if (!(made instanceof PullConnector)) {
            throw new CallFailedException("its factory made " + (made == null ? "nothing" : "no connector"), null);
        }
    }

    /** Asks for a page and checks what it says. */
    Page pull(Cursor after) throws CallFailedException {
        PullConnector asked = connector;
        if (asked == null) {
            throw new CallFailedException("it is closed", null);
        }
        Page page = call(() -> asked.pull(after, Pace.LIMIT));
        if (page == null) {
            throw new CallFailedException("it returned null instead of a page", null);
        }
        if (page.activities().size() > Pace.LIMIT || page.rejects().size() > Pace.MOST_REJECTS) {
            throw new CallFailedException(
                    "it brought a page of " + page.activities().size() + " activities and "
                            + page.rejects().size() + " rejects; it was asked for at most " + Pace.LIMIT
                            + " activities",
                    null);
        }
        return page;
    }

    /** Closes the connector if there is one. It is asked once, whatever it says. */
    void close() throws CallFailedException {
        PullConnector closed = connector;
        connector = null;
        if (closed != null) {
            enter();
            try {
                run(() -> {
                    closed.close();
                    return this;
                });
            } finally {
                leave();
            }
        }
    }

    /** Interrupts the call that is being made, if there is one. */
    void interrupt() {
        synchronized (lock) {
            if (inside != null) {
                inside.interrupt();
            }
        }
    }

    /** {@return the thread that is in a call, or null if none is} */
    @Nullable
    Thread inside() {
        synchronized (lock) {
            return inside;
        }
    }

    /** Interrupts the call that is being made, and lets no other begin, except to close. */
    void dismiss() {
        synchronized (lock) {
            dismissed = true;
            interrupt();
        }
    }

    private <T extends @Nullable Object> T call(Callable<T> call) throws CallFailedException {
        synchronized (lock) {
            if (dismissed) {
                throw new CallFailedException("it is being stopped", null);
            }
            enter();
        }
        try {
            return run(call);
        } finally {
            leave();
            if (isDismissed()) {
                // It may be so late that nothing else is run on this thread any more.
                closeLate();
            }
        }
    }

    private void closeLate() {
        try {
            close();
        } catch (CallFailedException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} failed to close: {1}", extension, Reason.messageOf(e));
        }
    }

    private boolean isDismissed() {
        synchronized (lock) {
            return dismissed;
        }
    }

    private <T extends @Nullable Object> T run(Callable<T> call) throws CallFailedException {
        long before = System.nanoTime();
        try {
            return extension.plugin().guest().call(call);
        } catch (Throwable e) {
            // Also a want of memory: this thread is the plugin's, and the host's own will notice soon enough.
            throw new CallFailedException(discretion.apply(Reason.of(e)), e);
        } finally {
            progress.spent(System.nanoTime() - before);
        }
    }

    private void enter() {
        synchronized (lock) {
            inside = Thread.currentThread();
        }
    }

    private void leave() {
        synchronized (lock) {
            inside = null;
            // An interrupt was meant for the call, and not for what this thread does next.
            Thread.interrupted();
        }
    }
}
