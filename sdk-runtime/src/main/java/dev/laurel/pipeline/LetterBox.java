package dev.laurel.pipeline;

import dev.laurel.pipeline.DeadLetters.Letter;
import dev.laurel.plugin.Guests;
import dev.laurel.plugin.PageSink.Committed;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.view.DeadLetter;
import dev.laurel.view.DeadLetter.State;
import dev.laurel.view.DeadLetterContent;
import dev.laurel.view.LaurelException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What operators do about what could not be taken in. Safe for use by several threads. */
public final class LetterBox {
    private static final int LONGEST_NOTE = 1_000;

    private final Partition partition;
    private final Guests guests;

    /**
     * A letter box.
     *
     * @param partition the community
     * @param guests who can read again what they could not read before
     */
    public LetterBox(Partition partition, Guests guests) {
        this.partition = partition;
        this.guests = guests;
    }

    /**
     * What there is.
     *
     * @param limit how many at the most
     * @return newest first
     */
    public CompletableFuture<List<DeadLetter>> list(int limit) {
        return partition.read(engine -> DeadLetters.all(engine.store()).stream()
                .limit(Math.max(0, limit))
                .map(Letter::told)
                .toList());
    }

    /** A letter, and the delivery in it if there is one. */
    private record Opened(Letter letter, Optional<Delivery> delivery) {}

    private CompletableFuture<Opened> open(String id) {
        return partition.read(engine -> {
            Letter letter = DeadLetters.find(engine.store(), id);
            if (letter == null) {
                throw new LaurelException("there is no dead letter of this id: take one that the list has");
            }
            return new Opened(letter, Optional.ofNullable(DeadLetters.delivery(engine, letter)));
        });
    }

    /**
     * What a letter holds.
     *
     * @param id its id
     * @return what it holds, which may be personal data; fails if there is no such letter
     */
    public CompletableFuture<DeadLetterContent> content(String id) {
        return open(id).thenApply(opened -> {
            DeadLetter told = opened.letter.told();
            Delivery delivery = opened.delivery.orElse(null);
            if (delivery == null) {
                String replay = opened.letter.asked() != null && told.state() == State.OPEN
                        ? "the connector is asked once more for the page that this stood on; what is known of it already"
                                + " stays as it is"
                        : "";
                return new DeadLetterContent(told, replay, "", "", Map.of(), "");
            }
            int query = delivery.path().indexOf('?');
            Map<String, Integer> headers = new TreeMap<>();
            delivery.headers().forEach((name, values) -> headers.put(name, values.size()));
            return new DeadLetterContent(
                    told,
                    "the delivery is handed to the connector once more; what is known of it already stays as it is",
                    delivery.method(),
                    query < 0 ? delivery.path() : delivery.path().substring(0, query),
                    headers,
                    new String(delivery.body(), StandardCharsets.UTF_8));
        });
    }

    /**
     * Has a letter read once more.
     *
     * @param id its id
     * @return the letter afterwards: settled if what stood there could be taken in, open if not; fails if it could not be
     *     tried
     */
    public CompletableFuture<DeadLetter> replay(String id) {
        return open(id).thenCompose(opened -> {
                    Letter letter = opened.letter;
                    if (letter.told().state() != State.OPEN) {
                        throw new LaurelException("this dead letter is settled: there is nothing to replay");
                    }
                    return replay(letter, opened.delivery.orElse(null));
                })
                .thenCompose(done -> partition.read(engine -> {
                    Letter after = DeadLetters.find(engine.store(), id);
                    if (after == null) {
                        throw new LaurelException("this dead letter is gone");
                    }
                    return after.told();
                }))
                .exceptionally(failure -> {
                    throw new CompletionException(told(failure));
                });
    }

    private CompletionStage<Committed> replay(Letter letter, @Nullable Delivery delivery) {
        String source = letter.told().source();
        if (delivery != null) {
            return guests.read(source, delivery.verified())
                    .thenCompose(receipt -> partition.retake(source, receipt, delivery, letter));
        }
        Cursor asked = letter.asked();
        if (asked == null) {
            throw new LaurelException("nothing is kept of this dead letter that could be read again: mend it where it"
                    + " came from and have it sent anew, or waive it");
        }
        return guests.read(source, asked).thenCompose(page -> partition.retake(source, page, letter));
    }

    private static Throwable told(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof LaurelException
                ? cause
                : new LaurelException("the dead letter could not be replayed, and stays: " + cause.getMessage(), cause);
    }

    /**
     * Decides that a letter is not needed: what it holds is dropped, and who decided and why is kept.
     *
     * @param id its id
     * @param by who decided; not a name of a member
     * @param reason why
     * @return the letter afterwards; fails if there is no such letter, or it is settled
     */
    public CompletableFuture<DeadLetter> waive(String id, String by, String reason) {
        if (by.isBlank() || reason.isBlank() || by.length() + reason.length() > LONGEST_NOTE) {
            return CompletableFuture.failedFuture(
                    new LaurelException("a letter is waived with who decided it and why, together at most "
                            + LONGEST_NOTE + " characters: say it in a sentence"));
        }
        return partition.decide(engine -> {
            Letter letter = DeadLetters.find(engine.store(), id);
            if (letter == null || letter.told().state() != State.OPEN) {
                throw new LaurelException(
                        letter == null
                                ? "there is no dead letter of this id: take one that the list has"
                                : "this dead letter is settled: there is nothing to waive");
            }
            Letter waived = letter.settled(State.WAIVED, engine.writer().time(), by + ": " + reason);
            DeadLetters.put(engine, waived);
            return waived.told();
        });
    }
}
