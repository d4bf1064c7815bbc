package dev.laurel.log;

/**
 * A line in the ledger: so much, of a grant, on the account of an identity; the other side is the unit's issue account.
 *
 * @param grant what it is about
 * @param revision 0 for the first entry of the grant, then one more each time it is corrected
 * @param account the identity
 * @param delta how much; negative takes away
 * @param version the word for the version that decided it: rule, digest and plugin version
 * @param at when the cause happened, in microseconds since 1970; for a limit, that of what moved it
 */
public record Entry(Grant grant, int revision, int account, long delta, int version, long at) {}
