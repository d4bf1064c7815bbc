package dev.laurel.pipeline;

import dev.laurel.intake.Admission.Checked;
import dev.laurel.reputation.Judge;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Reject;
import dev.laurel.store.Store;
import dev.laurel.store.StoreException;
import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is handed to a partition's thread. */
sealed interface Work {

    /** Tells whoever waits that it failed. */
    void fail(Throwable failure);

    /** {@return what a host is told: what a store has to say reaches it as an exception that it knows} */
    static RuntimeException told(RuntimeException failure) {
        return failure instanceof StoreException
                ? new LaurelException(String.valueOf(failure.getMessage()), failure)
                : failure;
    }

    /**
     * What comes with the activities of a connector.
     *
     * @param place where they stand in the source, for people
     * @param asked the cursor with which they were asked for; null if they were delivered
     * @param next where to go on; null if that stays as it is
     * @param rejects what could not be read
     * @param delivery what was delivered; null if they were asked for
     * @param replayed the dead letter that is replayed; null if none is
     */
    record Mail(
            String place,
            @Nullable Cursor asked,
            @Nullable Cursor next,
            List<Reject> rejects,
            @Nullable Delivery delivery,
            DeadLetters.@Nullable Letter replayed) {}

    /** Activities to take in; those of a connector with what comes with them. */
    record Intake(
            String source,
            List<Checked> checked,
            Arrival arrival,
            @Nullable Mail mail,
            CompletableFuture<List<Recorded>> done)
            implements Work {
        @Override
        public void fail(Throwable failure) {
            done.completeExceptionally(failure);
        }
    }

    /** A question. It is answered when everything it may have seen is durable. */
    record Read<T>(Function<Engine, T> question, CompletableFuture<T> done) implements Work {
        @Override
        public void fail(Throwable failure) {
            done.completeExceptionally(failure);
        }

        Runnable answer(Engine engine) {
            try {
                T answer = question.apply(engine);
                return () -> done.complete(answer);
            } catch (RuntimeException e) {
                return () -> done.completeExceptionally(told(e));
            }
        }
    }

    /** A commit has come to an end. */
    record Landed() implements Work {
        @Override
        public void fail(Throwable failure) {
            // Nobody waits for it.
        }
    }

    /** The one there is. */
    Work LANDED = new Landed();

    /** Something to do with the store while no commit is on its way. */
    record Maintain(Consumer<Store> task, CompletableFuture<Void> done) implements Work {
        @Override
        public void fail(Throwable failure) {
            done.completeExceptionally(failure);
        }
    }

    /** Another judge, made of the one before; answered when it judges. */
    record Adopt(UnaryOperator<Judge> change, CompletableFuture<Void> done) implements Work {
        @Override
        public void fail(Throwable failure) {
            done.completeExceptionally(failure);
        }
    }

    /** A decision. It is answered when it is durable. */
    record Decide<T>(Function<Engine, T> decision, CompletableFuture<T> done) implements Work {
        @Override
        public void fail(Throwable failure) {
            done.completeExceptionally(failure);
        }

        Runnable carryOut(Engine engine) {
            T result = decision.apply(engine);
            return () -> done.complete(result);
        }
    }
}
