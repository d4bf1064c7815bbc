package dev.laurel.view;

import dev.laurel.spi.reward.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the answer to "why these points?": an entry, what caused it, and the balance after it.
 *
 * @param id names the entry in this community for good; of two, the one recorded later comes later in the order of texts
 * @param unit what was posted, for example {@code points/reputation}
 * @param amount how much; negative if taken away
 * @param balance the balance of the unit after this entry
 * @param happened when the cause happened
 * @param recorded when the entry was committed
 * @param activityType the type of the activity; {@code timer} for a timer, {@code limit} for a cap or floor
 * @param role as what the member took part; empty for a limit
 * @param objectType what the activity was about, for example {@code answer}; empty if nothing
 * @param objectId the object's id at its source; empty if there is none or it was erased
 * @param rule the rule or limit, {@code PLUGIN/EXTENSION/RULE}
 * @param words what the rule does, in words
 * @param ruleVersion the digest of the rule's declaration, first 12 hex digits; empty for a limit
 * @param plugin the plugin's version
 * @param correction whether this corrects an earlier entry of the same grant
 * @param reason why it was corrected: {@code LATE}, {@code WITHDRAWN}, {@code REPLACED}, {@code OBJECT_STATE}, {@code
 *     ATTRIBUTED}, {@code MERGED}, {@code UNMERGED}, {@code RULES_CHANGED} or {@code RULE_FAILED}; empty otherwise
 * @param closedPeriod the closed period to which the cause belongs, if there is one
 */
public record EntryLine(
        String id,
        String unit,
        long amount,
        long balance,
        Instant happened,
        Instant recorded,
        String activityType,
        String role,
        String objectType,
        String objectId,
        String rule,
        Words words,
        String ruleVersion,
        String plugin,
        boolean correction,
        String reason,
        Optional<String> closedPeriod) {}
