package dev.laurel.testkit.http;

/**
 * Something that can be told to fail, so that contracts can let every request fail once. Implement it over a source that is
 * no HTTP provider.
 */
public interface Faulty {

    /** {@return how often it was asked, failures included} */
    int asked();

    /**
     * Lets one request fail; those before and after it are answered.
     *
     * @param nth which, counted from 1 over all there ever are
     * @param fault how
     */
    void fail(int nth, Fault fault);

    /**
     * Lets every request fail from now on.
     *
     * @param fault how
     */
    void failAlways(Fault fault);
}
