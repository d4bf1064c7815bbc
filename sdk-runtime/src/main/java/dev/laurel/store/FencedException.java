package dev.laurel.store;

/** A commit was refused because another opening has taken the community over. This store can only be closed. */
public class FencedException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * For a commit under an old epoch.
     *
     * @param message which file, which epochs and what to do
     */
    public FencedException(String message) {
        super(message);
    }
}
