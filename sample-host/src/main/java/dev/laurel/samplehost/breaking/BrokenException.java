package dev.laurel.samplehost.breaking;

/** Thrown where a community on trial did what it must not, so that there is no sense in going on. */
final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    BrokenException(String key, Object... arguments) {
        super(key);
        this.finding = Finding.of(key, arguments);
    }

    /** {@return what it did} */
    Finding finding() {
        return finding;
    }
}
