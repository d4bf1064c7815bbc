package dev.laurel.lent;

import java.io.IOException;

/** There was an answer, and it cannot be used: it is too large, packed wrongly, or leads nowhere. The host is there. */
final class UnfitAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    UnfitAnswerException(String message) {
        super(message);
    }
}
