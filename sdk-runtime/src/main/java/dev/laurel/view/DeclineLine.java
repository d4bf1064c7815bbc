package dev.laurel.view;

import dev.laurel.spi.reward.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the answer to "why no points?": what a rule refused, and why.
 *
 * @param id names the line in this community for good, in one order with those of {@link EntryLine}
 * @param happened when the activity happened
 * @param recorded when it was judged
 * @param activityType the type of the activity
 * @param role as what the member took part
 * @param objectType what the activity was about, for example {@code answer}; empty if nothing
 * @param objectId the object's id at its source; empty if there is none or it was erased
 * @param rule the rule, {@code PLUGIN/EXTENSION/RULE}
 * @param words what the rule does, in words; empty if it is not there any more
 * @param code why it gave nothing: the rule's own code, {@code LIMIT_NAME} for a limit, or {@code RULE_FAILED}
 * @param why the code in words; empty if the rule is not there any more, or does not say
 * @param from from when the same could succeed, if time alone can help
 */
public record DeclineLine(
        String id,
        Instant happened,
        Instant recorded,
        String activityType,
        String role,
        String objectType,
        String objectId,
        String rule,
        Optional<Words> words,
        String code,
        Optional<Words> why,
        Optional<Instant> from) {}
