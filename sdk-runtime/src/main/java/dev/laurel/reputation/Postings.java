package dev.laurel.reputation;

import dev.laurel.log.Entry;
import dev.laurel.log.Step;

/** Gets what the fold comes to, in the order in which it is written. Implemented where the stages are put in order. */
public interface Postings {
    /**
     * An entry is to be posted.
     *
     * @param entry the entry
     */
    void posted(Entry entry);

    /**
     * Something was not given.
     *
     * @param member the identity that names the member
     * @param declined what, and why
     */
    void declined(int member, Step.Declined declined);
}
