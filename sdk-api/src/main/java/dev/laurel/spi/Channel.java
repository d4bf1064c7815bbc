package dev.laurel.spi;

import dev.laurel.spi.reward.Notification;
import java.io.IOException;

/** Tells a member something: mail, push, a message in the host's portal. On a thread of the instance's own. */
@Incubating
public interface Channel extends AutoCloseable {

    /**
     * Sends one notification. At least once: after a crash the same notification, with the same id, may come again.
     *
     * @param notification what to tell, and to whom
     * @throws PermanentFailureException if sending it again cannot help
     * @throws Exception any other failure is tried again, in order for each member
     */
    void send(Notification notification) throws Exception;

    /**
     * Lets go of connections. Called once, after the last call has returned.
     *
     * @throws IOException if something could not be let go of; the runtime logs it and goes on
     */
    @Override
    default void close() throws IOException {}
}
