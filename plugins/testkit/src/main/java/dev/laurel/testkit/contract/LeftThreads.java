package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Which threads somebody leaves behind. Threads are told by their group, which those they start inherit. */
final class LeftThreads {
    private LeftThreads() {}

    /**
     * Runs something on a thread of its own, and waits for the threads that it started to end.
     *
     * @param what what to run
     * @param patience how long to wait for all of them
     */
    static void assertNone(Callable<?> what, Duration patience) throws Exception {
        ThreadGroup group = new ThreadGroup("extension");
        FutureTask<Object> task = new FutureTask<>(what::call);
        Thread runner = new Thread(group, task, "extension");
        runner.setDaemon(true);
        runner.start();
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failure) {
                throw failure;
            }
            throw e;
        }
        runner.join();
        long until = System.nanoTime() + patience.toNanos();
        for (Thread left : threads(group)) {
            long rest = (until - System.nanoTime()) / 1_000_000;
            left.join(Math.max(1, rest));
        }
        List<String> names = threads(group).stream().map(Thread::getName).toList();
        if (!names.isEmpty()) {
            fail(
                    "close() leaves threads behind: %s. End in close() what was started, executors with shutdownNow(), and"
                            + " use the context's Http, which needs no threads",
                    names);
        }
    }

    private static List<Thread> threads(ThreadGroup group) {
        Thread[] found = new Thread[group.activeCount() + 64];
        int count = group.enumerate(found, true);
        return Arrays.stream(found, 0, count)
                .filter(Objects::nonNull)
                .filter(Thread::isAlive)
                .toList();
    }
}
