package dev.laurel.plugin;

import dev.laurel.view.ConnectorStatus;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A connector at work for a community, whichever way its activities come. Safe for use by any thread. */
interface Sitter extends AutoCloseable {

    /** {@return how it is doing} */
    ConnectorStatus status();

    /** {@return how long its calls have taken together} */
    Duration timeSpent();

    /** {@return completes when it has brought all there is for the first time} */
    CompletionStage<Void> upToDate();

    /** Stops it; nothing is handed over after this returns. */
    @Override
    void close();
}
