package dev.laurel.spi;

import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import java.io.IOException;

/** Turns what a source delivers, a webhook for example, into activities. Called on a worker, one call at a time. */
public interface PushConnector extends AutoCloseable {

    /**
     * Reads one delivery. The reply goes to the source after the activities have been committed.
     *
     * <p>A delivery of which something is rejected is kept, encrypted, until an operator has replayed or waived it; replayed,
     * it {@link Delivery#isVerified()}.
     *
     * @param delivery headers and body as they arrived
     * @return the activities, and what to answer to the source
     * @throws DeliveryRejectedException if the delivery as a whole is not acceptable, for example a wrong signature
     */
    Receipt receive(Delivery delivery) throws DeliveryRejectedException;

    /**
     * Lets go of what the instance holds. Called once, after the last call has returned.
     *
     * @throws IOException if something could not be let go of; the runtime logs it and goes on
     */
    @Override
    default void close() throws IOException {}
}
