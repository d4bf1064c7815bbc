package dev.laurel.pipeline;

import dev.laurel.store.Commit;
import dev.laurel.store.Store;
import dev.laurel.thread.Threads;
import dev.laurel.view.LaurelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes commits durable on a thread of its own, one at a time, so that the next batch is folded while the last one syncs.
 * Answers are given on threads of their own: what a host does with them holds nothing up.
 */
final class Committer {
    /** How many answers may be held up by what hosts do with them before others have to wait. */
    private static final int MOST_ANSWERING = 32;

    private static final int SMALL = 16 << 10;

    private final ExecutorService commits;
    private final ExecutorService answers;
    private final Runnable landed;
    private final Function<Throwable, LaurelException> explain;
    private @Nullable Flight flight;

    private record Flight(Commit commit, CompletableFuture<Void> done, List<Runnable> answers, List<Work> works) {
        Flight(Commit commit, CompletableFuture<Void> done, List<Work> works) {
            this(commit, done, new ArrayList<>(), works);
        }
    }

    /** Tells through {@code landed} whenever a commit has come to an end, on the committing thread. */
    Committer(String name, Runnable landed, Function<Throwable, LaurelException> explain) {
        this.landed = landed;
        this.explain = explain;
        this.commits = Threads.single("laurel-" + name + "-commit");
        this.answers = Threads.elastic("laurel-" + name + "-answer", MOST_ANSWERING);
    }

    /**
     * Hands a commit over; the one before has to be landed. Once it is durable, what it brought is shown, and then answers
     * are given: as soon as it is durable, whatever the
     * partition is doing then; failures when it lands, so that who tries again meets a partition that has started anew.
     */
    void start(Store store, Commit commit, List<Runnable> answersAfter, List<Work> works, Runnable durable) {
        Runnable task = () -> {
            store.commit(commit);
            durable.run();
            answersAfter.forEach(answers::execute);
        };
        fly(new Flight(
                commit,
                CompletableFuture.runAsync(task, commits).whenComplete((nothing, failure) -> landed.run()),
                works));
    }

    /** Makes a commit durable on the calling thread, when nothing waits to be folded meanwhile; the one before has to be landed. */
    void startHere(Store store, Commit commit, List<Runnable> answersAfter, List<Work> works, Runnable durable) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            if (!commit.isEmpty()) {
                store.commit(commit);
            }
            durable.run();
            answersAfter.forEach(answers::execute);
            done.complete(null);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
        fly(new Flight(commit, done, works));
    }

    private void fly(Flight next) {
        if (flight != null) {
            throw new IllegalStateException("one commit at a time");
        }
        flight = next;
    }

    /** {@return whether handing a commit to another thread would cost more than folding meanwhile could gain} */
    static boolean isSmall(Commit commit) {
        Commit.Segment segment = commit.segment();
        return segment == null || segment.body().length < SMALL;
    }

    /** {@return whether a commit is on its way} */
    boolean isBusy() {
        return flight != null;
    }

    /** {@return whether the commit on its way has come to an end} */
    boolean isDone() {
        Flight flying = flight;
        return flying != null && flying.done.isDone();
    }

    /**
     * Waits for the commit on its way.
     *
     * @return the commit, or null if none was on its way
     * @throws CommitFailedException if it failed; whoever waited has been told
     */
    @Nullable
    Commit land() throws CommitFailedException {
        Flight landing = flight;
        if (landing == null) {
            return null;
        }
        flight = null;
        try {
            landing.done.join();
        } catch (CompletionException | CancellationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            CommitFailedException failure = new CommitFailedException(cause);
            fail(landing.works, explain.apply(failure));
            throw failure;
        }
        landing.answers.forEach(answers::execute);
        return landing.commit;
    }

    /** Has an answer given. */
    void answer(Runnable answer) {
        answers.execute(answer);
    }

    /** Tells all who wait that it failed. */
    void fail(List<Work> works, Throwable cause) {
        works.forEach(work -> answers.execute(() -> work.fail(cause)));
    }

    /** Adds an answer to the commit on its way; without one it is given at once. */
    void answerAfterFlight(Runnable answer, Work work) {
        if (flight == null) {
            answers.execute(answer);
        } else {
            flight.answers.add(answer);
            flight.works.add(work);
        }
    }

    void close() {
        commits.shutdown();
        answers.shutdown();
    }

    /** Thrown when a commit could not be made durable. */
    static final class CommitFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        CommitFailedException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
