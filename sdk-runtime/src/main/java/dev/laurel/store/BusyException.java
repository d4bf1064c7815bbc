package dev.laurel.store;

/** A community is open elsewhere, in another process or in this one. The message names the holder and the remedy. */
public class BusyException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * For an opening that found the community taken.
     *
     * @param message which file, who holds it and what to do
     */
    public BusyException(String message) {
        super(message);
    }
}
