package dev.laurel.pipeline;

import dev.laurel.identity.Participants;
import dev.laurel.identity.StoredObject;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.log.Step.Declined;
import dev.laurel.reputation.ChainWalk;
import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Words;
import dev.laurel.view.DeclineLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers "why no points?": what rules refused a member when it was judged, newest first, as far as the activity still
 * counts and nothing was given for it since.
 */
final class Refusals {
    private static final String LIMIT = "LIMIT_";

    private final Engine engine;
    private final Dictionary dictionary;
    private final int answered;
    private final int failed;
    private final Map<String, RuleDeclaration> rules = new HashMap<>();

    /** What can be given, or refused, once. */
    private record Asked(long cause, int role, int rule) {}

    Refusals(Engine engine) {
        this.engine = engine;
        this.dictionary = engine.dictionary();
        this.answered = dictionary.number(Dictionary.ANSWERED);
        this.failed = dictionary.number("RULE_FAILED");
        engine.setup().judge().rules().forEach(rule -> rules.put(rule.name(), rule));
    }

    List<DeclineLine> lines(int member, int limit) {
        List<DeclineLine> lines = new ArrayList<>();
        Map<Asked, Long> given = new HashMap<>();
        Set<Asked> last = new HashSet<>();
        Participants participants = engine.world().around().participants();
        ChainWalk walk = new ChainWalk(engine.world().around().identities(), engine.log(), member);
        for (Step step = walk.next(); step != null && lines.size() < limit; step = walk.next()) {
            boolean refold = step.kind() == Step.Kind.REFOLD;
            if (!refold) {
                add(step.entries(), given);
            }
            for (int i = 0; i < step.declines().size() && lines.size() < limit; i++) {
                Declined declined = step.declines().get(i);
                Asked asked = new Asked(declined.cause(), declined.role(), declined.rule());
                // A rule that was asked again has given its newer answer further up.
                boolean isLast = declined.cause() != Place.NONE && last.add(asked) && declined.code() != answered;
                if (isLast && given.getOrDefault(asked, 0L) == 0) {
                    ActivityFact fact = engine.log().activity(declined.cause());
                    boolean isWaived = declined.code() == failed
                            && !engine.reputation().debts().isOwed(declined.rule(), member);
                    if (!isWaived
                            && participants.counts(fact)
                            && participants.member(fact, declined.role()) == member) {
                        lines.add(line(Explanation.id(step, Short.MAX_VALUE - i), step, fact, declined));
                    }
                }
            }
            // What a refold refuses it takes back, if it was given before.
            if (refold) {
                add(step.entries(), given);
            }
        }
        return lines;
    }

    private static void add(List<Entry> entries, Map<Asked, Long> given) {
        for (Entry entry : entries) {
            Grant grant = entry.grant();
            given.merge(new Asked(grant.cause(), grant.role(), grant.rule()), entry.delta(), Long::sum);
        }
    }

    private DeclineLine line(String id, Step step, ActivityFact fact, Declined declined) {
        String code = dictionary.word(declined.code());
        String rule = dictionary.word(declined.rule());
        RuleDeclaration declaration = rules.get(rule);
        int object = fact.object;
        StoredObject stored = object < 0 ? null : engine.vault().object(object);
        int type = object < 0 ? -1 : engine.world().around().objects().type(object);
        return new DeclineLine(
                id,
                Explanation.instant(fact.at),
                Explanation.instant(step.recorded()),
                dictionary.word(fact.type),
                declined.role() < 0 ? "" : dictionary.word(declined.role()),
                type < 0 ? "" : dictionary.word(type),
                stored == null ? "" : stored.id(),
                rule,
                Optional.ofNullable(declaration).map(known -> known.spec().words()),
                code,
                Optional.ofNullable(why(declaration, code)),
                declined.from() == Long.MAX_VALUE
                        ? Optional.empty()
                        : Optional.of(Explanation.instant(declined.from())));
    }

    private static @Nullable Words why(@Nullable RuleDeclaration rule, String code) {
        if (code.equals("RULE_FAILED")) {
            return Words.of(
                    "rule-failed",
                    "The rule could not be asked. It will be, once it is mended.",
                    "La règle n'a pas pu être appliquée. Elle le sera une fois réparée.");
        }
        if (rule == null) {
            return null;
        }
        for (Limit limit : rule.spec().limits()) {
            if (code.equals(LIMIT + limit.name().toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return LimitWords.times(limit);
            }
        }
        return rule.spec().declines().get(code);
    }
}
