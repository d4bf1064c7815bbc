package dev.laurel.plugin;

import dev.laurel.thread.Threads;
import dev.laurel.view.LostThread;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Threads on which plugins are loaded. What a plugin leaves in its thread ends with it, and a plugin that does not come
 * back keeps nobody but its thread. Safe for use by several threads.
 */
final class GuestThreads {
    private final Duration deadline;
    private final InstantSource clock;
    private final List<Lost> lost = new ArrayList<>();
    private @Nullable FutureTask<?> asked;
    private boolean stopped;

    GuestThreads(Duration deadline, InstantSource clock) {
        this.deadline = deadline;
        this.clock = clock;
    }

    /** Weakly held, for a thread that has ended still knows its context class loader. */
    private record Lost(WeakReference<Thread> thread, String name, String plugin, Instant since) {
        boolean isAlive() {
            Thread left = thread.get();
            return left != null && left.isAlive();
        }
    }

    /**
     * What is asked of a plugin.
     *
     * @param <T> the answer
     * @param subject how a sentence begins that ends in "did not come back"
     * @param plugin which plugin it is, in words
     * @param step what to call; what it throws is told, but for {@link RefusedException}, which says it all
     */
    record Question<T>(String subject, String plugin, Callable<T> step) {}

    /** {@return a thread to come, to be closed; used by one thread} */
    Line line(String name, ClassLoader context) {
        return new Line(name, context);
    }

    /** {@return the threads that were given up and have not ended} */
    List<LostThread> lost() {
        synchronized (lost) {
            lost.removeIf(one -> !one.isAlive());
            return lost.stream()
                    .map(one -> new LostThread(one.name(), one.plugin(), one.since()))
                    .toList();
        }
    }

    /** Refuses what is being asked, and all that is asked from now on. */
    synchronized void stop() {
        stopped = true;
        if (asked != null) {
            asked.cancel(false);
        }
    }

    private synchronized void begin(FutureTask<?> task) {
        asked = task;
        if (stopped) {
            task.cancel(false);
        }
    }

    private synchronized void end() {
        asked = null;
    }

    private void lose(Thread thread, String plugin) {
        thread.interrupt();
        synchronized (lost) {
            lost.removeIf(one -> !one.isAlive());
            lost.add(new Lost(new WeakReference<>(thread), thread.getName(), plugin, clock.instant()));
        }
    }

    /** Questions to one unit, one after the other, on one thread; on another one after the first did not come back. */
    final class Line implements AutoCloseable {
        private final String name;
        private final ClassLoader context;
        private @Nullable Worker worker;

        private Line(String name, ClassLoader context) {
            this.name = name;
            this.context = context;
        }

        <T> T ask(Question<T> question) throws RefusedException {
            FutureTask<T> task = new FutureTask<>(question.step());
            Worker asking = worker == null ? new Worker(name, context) : worker;
            worker = asking;
            begin(task);
            asking.tasks.add(task);
            try {
                return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw refused(question, e.getCause());
            } catch (TimeoutException e) {
                abandon(asking, question.plugin());
                throw new RefusedException(question.subject() + " did not come back within " + words(deadline)
                        + " and was left behind; take another version of the plugin or tell its author");
            } catch (CancellationException e) {
                abandon(asking, question.plugin());
                throw new RefusedException(
                        question.subject() + " had not come back when Laurel was closed; start Laurel again");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                abandon(asking, question.plugin());
                throw new RefusedException(question.subject() + " had not come back when the thread that waited for it"
                        + " was interrupted; replace the file, or start Laurel again");
            } finally {
                end();
            }
        }

        private void abandon(Worker asking, String plugin) {
            asking.ends = true;
            lose(asking.thread, plugin);
            worker = null;
        }

        /** Lets the thread end. */
        @Override
        public void close() {
            if (worker != null) {
                worker.ends = true;
                // Anything, to wake it.
                worker.tasks.add(() -> {});
                worker = null;
            }
        }
    }

    private static RefusedException refused(Question<?> question, @Nullable Throwable thrown) {
        if (thrown instanceof RefusedException refused) {
            return refused;
        }
        // Nothing more is asked of it: its message may be what failed.
        return new RefusedException(question.subject() + " failed with "
                + (thrown == null ? "an unknown error" : thrown.getClass().getName())
                + "; take another version of the plugin or tell its author");
    }

    /** {@return a length of time as people write it} */
    private static String words(Duration length) {
        return length.toMillisPart() == 0 ? length.toSeconds() + " s" : length.toMillis() + " ms";
    }

    private static final class Worker implements Runnable {
        private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private final Thread thread;
        private volatile boolean ends;

        Worker(String name, ClassLoader context) {
            thread = Threads.daemon("laurel-loading-" + name, this);
            thread.setContextClassLoader(context);
            thread.start();
        }

        @Override
        public void run() {
            try {
                while (!ends) {
                    Runnable task = tasks.take();
                    task.run();
                    // What a plugin does to its own thread must not reach the next plugin of the unit.
                    Thread.interrupted();
                }
            } catch (InterruptedException e) {
                // It was given up while it had nothing to do.
                ends = true;
            }
        }
    }
}
