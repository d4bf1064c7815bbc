package dev.laurel.samplehost;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened so far; closed in reverse order, all of it, whatever fails. Safe for use from any thread. */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> latestFirst = new ArrayDeque<>();

    /**
     * Remembers to close something.
     *
     * @param <T> what it is
     * @param resource the thing
     * @return the thing
     */
    synchronized <T extends AutoCloseable> T add(T resource) {
        latestFirst.push(resource);
        return resource;
    }

    /** Closes everything that is open. What fails is logged, and does not keep the rest open. */
    @Override
    public synchronized void close() {
        while (!latestFirst.isEmpty()) {
            AutoCloseable resource = latestFirst.pop();
            try {
                resource.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                System.getLogger(Opened.class.getName())
                        .log(System.Logger.Level.WARNING, "something did not close as it should", e);
            }
        }
    }
}
