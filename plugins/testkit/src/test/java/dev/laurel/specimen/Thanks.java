package dev.laurel.specimen;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import dev.laurel.spi.reward.Words;
import dev.laurel.testkit.contract.Flaw;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Points for thanks, a badge for five of them, and more for what stays accepted. */
final class Thanks implements RewardRule {
    private static final Counter THANKS =
            Counter.sum("thanks").of("post.thanked", 1).perObject();
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final AtomicBoolean USED = new AtomicBoolean();

    private final AtomicInteger calls = new AtomicInteger();
    private long lastMember = 1;
    private int specs;

    static List<RewardRule> rules() {
        List<RewardRule> rules = new ArrayList<>(List.of(new Thanks(), new Fifth(), new Settled()));
        if (Flaw.RULES_TWO_OF_A_NAME.here()) {
            rules.add(new Thanks());
        }
        return rules;
    }

    @Override
    public RuleSpec spec() {
        String name = Flaw.RULES_NAME_UPPER_CASE.here() ? "Thanked" : "thanked";
        String french =
                Flaw.RULES_UNTRANSLATED.here() ? "Thanks earn {0} points." : "Un remerciement rapporte {0} points.";
        int revision = Flaw.RULES_SPEC_CHANGES.here() ? ++specs : 1;
        RuleSpec.Builder spec = RuleSpec.of(name, revision, Words.of("thanked", "Thanks earn {0} points.", french, 5))
                .on("post.thanked")
                .as(Role.AUTHOR)
                .gives("reputation")
                .declining(
                        "OWN_POST",
                        Words.of("own-post", "Thanking oneself earns nothing.", "Se remercier ne rapporte rien."));
        if (Flaw.RULES_COUNTER_NOT_KEPT.here()) {
            spec.reads(Counter.sum("thanks-today")
                    .of("post.thanked", 1)
                    .perObject()
                    .within(Window.DAY));
        }
        if (Flaw.RULES_COUNTERS_DIFFER.here()) {
            spec.reads(Counter.sum("thanks").of("post.thanked", 2).perObject());
        }
        return spec.build();
    }

    @Override
    public Decision decide(Participation participation) {
        if (broken(participation)) {
            return Decision.decline("NOT_NOW");
        }
        if (Flaw.RULES_RETURN_NULL.here()) {
            return participation.alsoAs(Role.RATER) ? null : Decision.none();
        }
        if (participation.alsoAs(Role.RATER)) {
            return Decision.decline(Flaw.RULES_CODE_LOWER_CASE.here() ? "own-post" : "OWN_POST");
        }
        return Decision.grant(Flaw.RULES_UNDECLARED_REWARD.here() ? Badge.once("thanked") : Points.of("reputation", 5));
    }

    /** Whether a flaw shows; some of them by throwing. */
    private boolean broken(Participation participation) {
        if (Flaw.RULES_UNDECLARED_COUNTER.here()) {
            return participation.after(THANKS) > 3;
        } else if (Flaw.RULES_NEED_AMOUNT.here()) {
            return participation.amount().orElseThrow() > 0;
        } else if (Flaw.RULES_NEED_OBJECT.here()) {
            return participation.object().orElseThrow().type().isEmpty();
        } else if (Flaw.RULES_NEED_RATER.here()) {
            return participation.counterpart(Role.RATER).orElseThrow().number() == 77;
        } else if (Flaw.RULES_CAST_ATTRIBUTE.here()) {
            return ((String) participation.attribute("kind").orElse("")).isBlank();
        } else if (Flaw.RULES_INTERRUPT.here()) {
            Thread.currentThread().interrupt();
        }
        return impure(participation);
    }

    private boolean impure(Participation participation) {
        if (Flaw.RULES_COUNT_CALLS.here()) {
            return calls.incrementAndGet() > 5_000;
        } else if (Flaw.RULES_COUNT_IN_STATIC.here()) {
            return CALLS.incrementAndGet() % 1_000 == 999;
        } else if (Flaw.RULES_BY_CHANCE.here()) {
            return ThreadLocalRandom.current().nextInt(1_000) == 0;
        } else if (Flaw.RULES_ONCE_PER_JVM.here()) {
            return !first();
        } else if (Flaw.RULES_KEEP_LAST_MEMBER.here()) {
            long amount = lastMember;
            lastMember = participation.amount().orElse(1);
            return amount > 1;
        } else if (Flaw.RULES_BY_THREAD.here()) {
            return Thread.currentThread().getName().startsWith("community");
        } else if (Flaw.RULES_BY_ZONE.here()) {
            return participation.at().atZone(ZoneId.systemDefault()).getHour() < 6;
        } else if (Flaw.RULES_BY_LOCALE.here()) {
            return !"I".toLowerCase(Locale.getDefault()).equals("\u0131")
                    && participation.type().equals("post.thanked");
        }
        return false;
    }

    /** Whether nothing of these classes was asked before this instance was first. */
    private boolean first() {
        return USED.compareAndSet(false, true) ? calls.incrementAndGet() > 0 : calls.get() > 0;
    }

    /** A badge for an object's fifth thanks. */
    private static final class Fifth implements RewardRule {
        @Override
        public RuleSpec spec() {
            return RuleSpec.of(
                            "fifth-thanks",
                            1,
                            Words.of(
                                    "fifth-thanks",
                                    "The badge is for {0} thanks.",
                                    "Ce badge récompense {0} mercis.",
                                    5))
                    .on("post.thanked")
                    .as(Role.AUTHOR)
                    .objects("post")
                    .awards("well-liked")
                    .reads(THANKS)
                    .build();
        }

        @Override
        public Decision decide(Participation participation) {
            return participation.reaches(THANKS, 5) ? Decision.grant(Badge.perObject("well-liked")) : Decision.none();
        }
    }

    /** Points for what is still accepted a week later. */
    private static final class Settled implements RewardRule {
        @Override
        public RuleSpec spec() {
            return RuleSpec.of(
                            "settled",
                            1,
                            Words.of(
                                    "settled",
                                    "What stays accepted for {0} days earns 15 points.",
                                    "Ce qui reste accepté {0} jours rapporte 15 points.",
                                    7))
                    .on("post.accepted")
                    .as(Role.AUTHOR)
                    .gives("reputation")
                    .build();
        }

        @Override
        public Decision decide(Participation participation) {
            if (participation.timer().isPresent()) {
                if (Flaw.RULES_FAIL_IN_TIMER.here()) {
                    throw new IllegalStateException("nobody thought of this");
                }
                return Decision.grant(Points.of("reputation", 15));
            }
            return Decision.none()
                    .wakeAt(
                            participation.at().plus(Duration.ofDays(7)),
                            Flaw.RULES_EMPTY_TIMER.here() ? "" : "week-over");
        }
    }
}
