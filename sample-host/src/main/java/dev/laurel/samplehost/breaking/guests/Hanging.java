package dev.laurel.samplehost.breaking.guests;

import dev.laurel.spi.PullConnector;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import java.util.concurrent.CountDownLatch;

/** A connector that never comes back from its first call, whoever asks it to. */
final class Hanging implements PullConnector {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Override
    public Page pull(Cursor after, int limit) {
        while (true) {
            try {
                NEVER.await();
            } catch (InterruptedException ignored) {
                // A well-behaved connector ends here; this one is not.
            }
        }
    }
}
