package dev.laurel.samplehost;

/** Thrown where the demo is asked to end while it works. Nothing is lost: the next start goes on. */
final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;
}
