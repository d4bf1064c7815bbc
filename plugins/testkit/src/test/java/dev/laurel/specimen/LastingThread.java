package dev.laurel.specimen;

import java.util.concurrent.CountDownLatch;

/** A thread that nobody ends. */
final class LastingThread {
    private LastingThread() {}

    static void start(String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
