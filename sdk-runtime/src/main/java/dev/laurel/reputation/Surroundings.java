package dev.laurel.reputation;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.identity.Participants;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Facts;
import dev.laurel.log.TimeOrder;

/**
 * What the fold needs to know of the community around a member.
 *
 * @param dictionary words
 * @param identities who there is
 * @param objects what there is
 * @param participants who takes part in what
 * @param facts reads activities
 * @param order the order of activities
 */
public record Surroundings(
        Dictionary dictionary,
        Identities identities,
        Objects objects,
        Participants participants,
        Facts facts,
        TimeOrder order) {}
