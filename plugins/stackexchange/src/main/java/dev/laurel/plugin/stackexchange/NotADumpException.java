package dev.laurel.plugin.stackexchange;

/** Thrown where a file does not begin as a file of a dump does. The message says how it begins, and holds none of it. */
final class NotADumpException extends Exception {
    private static final long serialVersionUID = 1L;

    NotADumpException(String message) {
        super(message);
    }
}
