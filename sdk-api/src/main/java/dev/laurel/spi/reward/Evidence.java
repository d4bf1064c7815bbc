package dev.laurel.spi.reward;

import dev.laurel.spi.Incubating;

/**
 * Everything a community scorer may look at, in time order, one record at a time and without objects: a cursor over
 * ratings. Numbers stand for members, objects and topics; they are dense, from 0, so they index arrays. Not safe for
 * use by several threads.
 */
@Incubating
public interface Evidence {

    /** {@return how many members there are; member numbers are below it} */
    int members();

    /** {@return how many objects there are; object numbers are below it} */
    int objects();

    /** {@return how many topics there are; topic numbers are below it} */
    int topics();

    /**
     * Goes to the next record.
     *
     * @return whether there is one
     */
    boolean next();

    /** {@return when it happened, in microseconds since 1970} */
    long at();

    /** {@return the type of the activity; the same String for the same type} */
    String type();

    /** {@return who acted, or -1 if the source does not tell} */
    int actor();

    /** {@return whose object it was about, or -1} */
    int owner();

    /** {@return what it was about, or -1} */
    int object();

    /** {@return the first topic of the object, or -1} */
    int topic();

    /** {@return how far the source vouches for votes without a voter, 0 to 1} */
    double sourceTrust();
}
