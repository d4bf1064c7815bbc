package dev.laurel.reputation;

import dev.laurel.log.Entry;

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
     * @param cause the place of the activity
     * @param member the identity that names the member
     * @param rule the word for the rule
     * @param code the word for the reason
     * @param from from when it could succeed, in microseconds since 1970
     */
    void declined(long cause, int member, int rule, int code, long from);
}
