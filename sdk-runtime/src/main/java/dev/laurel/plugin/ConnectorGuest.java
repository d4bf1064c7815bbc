package dev.laurel.plugin;

import dev.laurel.spi.PullConnector;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import org.jspecify.annotations.Nullable;

/** A pull connector as its worker thread sees it, with a look at the pages that it brings. */
final class ConnectorGuest {
    private final InstanceGuest<PullConnector> guest;

    ConnectorGuest(ConnectorInstance.Tenant tenant, Progress progress) {
        this.guest = new InstanceGuest<>(tenant, progress, PullConnector.class);
    }

    /** Makes the connector. */
    void open() throws CallFailedException {
        guest.open();
    }

    /** Asks for a page and checks what it says. */
    Page pull(Cursor after) throws CallFailedException {
        Page page = guest.ask(connector -> connector.pull(after, Pace.LIMIT));
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
        guest.close();
    }

    /** Interrupts the call that is being made, if there is one. */
    void interrupt() {
        guest.interrupt();
    }

    /** Interrupts the call that is being made, and lets no other begin, except to close. */
    void dismiss() {
        guest.dismiss();
    }

    /** {@return the thread that is in a call, or null if none is} */
    @Nullable
    Thread inside() {
        return guest.inside();
    }
}
