package dev.laurel.plugin;

import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Receipt;
import java.util.concurrent.CompletionStage;

/**
 * Where connectors bring their pages. Both methods are called on the worker thread of the connector's instance, one call
 * at a time for one source, and may block it.
 */
public interface PageSink {

    /**
     * What became of a page.
     *
     * @param accepted activities taken in
     * @param duplicates activities already known
     * @param rejected what went to the dead letters
     */
    record Committed(long accepted, long duplicates, long rejected) {}

    /**
     * Where the last committed page of a source ended.
     *
     * @param source the name of the connector's instance
     * @return its cursor; {@link Cursor#start()} if none was committed yet
     */
    Cursor cursor(String source);

    /**
     * Takes a page in. Activities, rejects and the page's cursor are committed together or not at all.
     *
     * @param source the name of the connector's instance
     * @param after the cursor with which it was asked for
     * @param page what the connector brought
     * @return completes when the page is durable; fails if it was not committed, and the page is then pulled again
     */
    CompletionStage<Committed> accept(String source, Cursor after, Page page);

    /**
     * Takes in what a delivery held. Activities and rejects are committed together or not at all.
     *
     * @param source the name of the connector's instance
     * @param receipt what the connector made of it
     * @param delivery the delivery, which is kept, encrypted, if something of it was rejected
     * @return completes when it is durable; fails if it was not committed, and the source has to send it again
     */
    CompletionStage<Committed> take(String source, Receipt receipt, Delivery delivery);
}
