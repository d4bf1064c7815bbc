package dev.laurel.lent;

import java.io.IOException;

/** There was no whole answer: the other side is not there, is too slow, or broke off. Counts against its host. */
final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
