package dev.laurel;

import dev.laurel.pipeline.LetterBox;
import dev.laurel.view.DeadLetter;
import dev.laurel.view.DeadLetterContent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * What could not be taken in from connectors: what they rejected, and what was refused of what they brought. A letter waits
 * until it is replayed, once what was wrong is mended, or waived. Safe for use by several threads.
 */
public final class DeadLetterBox {
    private final LetterBox letters;

    DeadLetterBox(LetterBox letters) {
        this.letters = letters;
    }

    /**
     * The letters, settled ones included.
     *
     * @param limit how many at the most
     * @return newest first
     */
    public CompletableFuture<List<DeadLetter>> list(int limit) {
        return letters.list(limit);
    }

    /**
     * What a letter holds, for whoever has to find out what is wrong.
     *
     * @param id its id
     * @return what it holds, which may be personal data; fails with a {@link dev.laurel.view.LaurelException} if there is
     *     no such letter
     */
    public CompletableFuture<DeadLetterContent> content(String id) {
        return letters.content(Objects.requireNonNull(id, "id"));
    }

    /**
     * Has a letter read once more: a delivery is handed to its connector again, and a page is asked for again. What is
     * known of it already stays as it is.
     *
     * @param id its id
     * @return the letter afterwards: settled if what stood there could be taken in, open with the reason of now if not;
     *     fails with a {@link dev.laurel.view.LaurelException} if it could not be tried
     */
    public CompletableFuture<DeadLetter> replay(String id) {
        return letters.replay(Objects.requireNonNull(id, "id"));
    }

    /**
     * Decides that a letter is not needed. What it holds is dropped; who decided and why is kept.
     *
     * @param id its id
     * @param by who decided, a role rather than a name
     * @param reason why; without personal data
     * @return the letter afterwards; fails with a {@link dev.laurel.view.LaurelException} if it is settled or not there
     */
    public CompletableFuture<DeadLetter> waive(String id, String by, String reason) {
        return letters.waive(
                Objects.requireNonNull(id, "id"),
                Objects.requireNonNull(by, "by"),
                Objects.requireNonNull(reason, "reason"));
    }
}
