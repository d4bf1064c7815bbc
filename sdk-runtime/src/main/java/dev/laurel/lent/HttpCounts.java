package dev.laurel.lent;

import java.time.Duration;

/**
 * What an instance has done with the HTTP client it was lent, since it was lent.
 *
 * @param requests how many requests were sent, each redirect being one more
 * @param failures how many of them had no usable answer, or one of a status from 500 on other than 503
 * @param spent how long they took together, from looking up the name on
 * @param bytesRead how many bytes of bodies came over the wire, before decompression
 * @param refusedByBudget how many were not sent because the budget of the credential was used up
 * @param refusedByPause how many were not sent because the host had asked to be left alone
 * @param refusedByBreaker how many were not sent because the host had failed too often
 * @param refusedByAddress how many were not sent because the address is not allowed
 */
public record HttpCounts(
        long requests,
        long failures,
        Duration spent,
        long bytesRead,
        long refusedByBudget,
        long refusedByPause,
        long refusedByBreaker,
        long refusedByAddress) {}
