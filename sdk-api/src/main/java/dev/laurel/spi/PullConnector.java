package dev.laurel.spi;

import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import java.io.IOException;

/** Brings activities from a source that has to be asked. One call at a time, on a thread of the instance's own. */
public interface PullConnector extends AutoCloseable {

    /**
     * Fetches the next page. The cursor of a page is handed in again only after everything on that page has been
     * committed, so a crash repeats a page and never skips one; repeated activities are recognised by their ids. Old
     * history that has more to come is the exception, see {@link Page#backfill()}: it may be read ahead, and if the
     * page before could not be committed, both are asked for again.
     *
     * @param after where the last committed page ended; {@link Cursor#start()} at first
     * @param limit how many activities at the most
     * @return what came next
     * @throws RetryLaterException if the source wants to be left alone for a while
     * @throws PermanentFailureException if asking again cannot help, for example a rejected credential
     * @throws Exception any other failure is tried again, later and later
     */
    Page pull(Cursor after, int limit) throws Exception;

    /**
     * Lets go of connections and files. Called once, after the last call has returned.
     *
     * @throws IOException if something could not be let go of; the runtime logs it and goes on
     */
    @Override
    default void close() throws IOException {}
}
