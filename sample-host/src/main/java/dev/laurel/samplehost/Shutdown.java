package dev.laurel.samplehost;

/**
 * Closes the demo when the process is asked to end, by Ctrl-C for example, and waits a bounded time for that. The only
 * place of the demo that makes threads.
 */
final class Shutdown implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 4_500;

    private final Thread hook;

    private Shutdown(Thread hook) {
        this.hook = hook;
    }

    /**
     * Registers what to do.
     *
     * @param running closed on a thread of its own; does not throw
     * @param console where it is said
     * @param done the text that says that it is closed
     * @return the registration; closing it takes it back
     */
    static Shutdown closing(Runnable running, Console console, String done) {
        Thread hook = new Thread(() -> close(running, console, done), "laurel-demo-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Shutdown(hook);
    }

    private static void close(Runnable running, Console console, String done) {
        console.out().println();
        console.say("stop.asked");
        Thread closer = new Thread(running, "laurel-demo-close");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        console.say(closer.isAlive() ? "stop.late" : done);
    }

    /** Takes the registration back; too late, and without effect, if the process is ending already. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            System.getLogger(Shutdown.class.getName()).log(System.Logger.Level.DEBUG, "already ending", e);
        }
    }
}
