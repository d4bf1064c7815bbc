package dev.laurel.plugin;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * An instance as its worker thread sees it: made, asked and closed there, one call at a time, with the plugin's class
 * loader as the context. Only {@link #interrupt()}, {@link #dismiss()} and {@link #inside()} are for other threads.
 *
 * @param <T> what an instance is
 */
final class InstanceGuest<T extends AutoCloseable> {

    /**
     * Something that is asked of an instance.
     *
     * @param <T> what an instance is
     * @param <R> the answer
     */
    interface Question<T, R extends @Nullable Object> {
        R ask(T instance) throws Exception;
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
    private @Nullable T instance;

    private final Class<T> type;

    InstanceGuest(ConnectorInstance.Tenant tenant, Progress progress, Class<T> type) {
        this.type = type;
        this.progress = progress;
        this.extension = tenant.extension();
        this.context = tenant.context();
        this.discretion = tenant.discretion();
    }

    /** Makes the instance. */
    void open() throws CallFailedException {
        Object made = call(() -> {
            Object one = extension.make(context);
            // Kept at once: an instance that comes too late must still be closed.
            instance = type.isInstance(one) ? type.cast(one) : null;
            return one;
        });
        if (!type.isInstance(made)) {
            throw new CallFailedException(
                    "its factory made " + (made == null ? "nothing" : "no " + LoadedExtension.words(extension.kind())),
                    null);
        }
    }

    /** Asks the instance something. */
    <R extends @Nullable Object> R ask(Question<? super T, R> question) throws CallFailedException {
        T asked = instance;
        if (asked == null) {
            throw new CallFailedException("it is closed", null);
        }
        return call(() -> question.ask(asked));
    }

    /** Closes the instance if there is one. It is asked once, whatever it says. */
    void close() throws CallFailedException {
        T closed = instance;
        instance = null;
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

    private <R extends @Nullable Object> R call(Callable<R> call) throws CallFailedException {
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

    private <R extends @Nullable Object> R run(Callable<R> call) throws CallFailedException {
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
