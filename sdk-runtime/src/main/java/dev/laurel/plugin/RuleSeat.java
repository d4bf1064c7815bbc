package dev.laurel.plugin;

import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.reputation.RuleFailedException;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Reward;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One rule with all that is needed to ask it. This is the hottest path there is: nothing is allocated and nothing is
 * looked up unless something is wrong.
 */
final class RuleSeat {
    private static final System.Logger LOG = System.getLogger(RuleBook.class.getName());
    /** A power of two. */
    private static final int SAMPLED = 256;

    private static final VarHandle ASKED = field("asked");
    private static final VarHandle TIMED = field("timed");
    private static final VarHandle TIMED_NANOS = field("timedNanos");
    private static final int LONGEST_CODE = 64;
    private static final int LONGEST_KEY = 128;
    /** Times are kept as microseconds in a long; years 1 to 9999 fit with room to add to them. */
    private static final long FIRST_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final RewardRule rule;
    private final RuleDeclaration declaration;
    private final LoadedPlugin plugin;
    private final Discretion discretion;
    private final ClassLoader loader;
    private final String[] units;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private volatile String last = "";
    /** How often it was asked, and what the calls that were timed took; written by the partition's thread, read by any. */
    private long asked;

    private long timedNanos;
    private long timed;

    RuleSeat(RewardRule rule, RuleDeclaration declaration, LoadedPlugin plugin, Discretion discretion) {
        this.rule = rule;
        this.declaration = declaration;
        this.plugin = plugin;
        this.discretion = discretion;
        this.loader = plugin.guest().loader();
        this.units = declaration.spec().grants().toArray(String[]::new);
    }

    /** {@return what the rule declares} */
    RuleDeclaration declaration() {
        return declaration;
    }

    /** {@return the extension it belongs to: {@code PLUGIN/EXTENSION}} */
    String extension() {
        String name = declaration.name();
        return name.substring(0, name.lastIndexOf('/'));
    }

    /** {@return how it is called when something is wrong with it} */
    String subject() {
        return "rule " + declaration.name() + " of plugin " + plugin.id() + " " + plugin.version();
    }

    /** It would have been asked, and is suspended. */
    void missed() {
        missed.incrementAndGet();
    }

    /** {@return what the rule has done since it was made} */
    Tally tally() {
        long calls = (long) ASKED.getOpaque(this);
        long sampled = (long) TIMED.getOpaque(this);
        long nanos = sampled == 0 ? 0 : (long) ((double) (long) TIMED_NANOS.getOpaque(this) / sampled * calls);
        return new Tally(calls, failures.get(), missed.get(), nanos);
    }

    /** How often a rule was asked, failed, and was missed; and an estimate, in nanoseconds, of what its answers took. */
    record Tally(long asked, long failed, long missed, long nanos) {}

    /** Asks the rule; one time in {@value #SAMPLED} twice, to see whether it says the same, and with a look at the clock. */
    Decision judge(Participation participation) throws RuleFailedException {
        long count = asked;
        ASKED.setOpaque(this, count + 1);
        if ((count & SAMPLED - 1) != SAMPLED - 1) {
            return once(participation);
        }
        long before = System.nanoTime();
        Decision decision = once(participation);
        TIMED_NANOS.setOpaque(this, timedNanos + System.nanoTime() - before);
        TIMED.setOpaque(this, timed + 1);
        Decision again = once(participation);
        if (!decision.equals(again)) {
            noted("it gave two answers to one question; a rule looks at nothing but the participation");
        }
        return decision;
    }

    private Decision once(Participation participation) throws RuleFailedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before != loader) {
            thread.setContextClassLoader(loader);
        }
        Decision decision;
        try {
            decision = rule.decide(participation);
        } catch (Throwable e) {
            clearInterrupt();
            Reason.passOnIfOfTheJvm(e);
            throw failed(Reason.of(e) + Reason.placeOf(e, loader), e);
        } finally {
            if (thread.getContextClassLoader() != before) {
                thread.setContextClassLoader(before);
            }
        }
        if (clearInterrupt()) {
            throw failed("it left its thread interrupted, which is the host's; a rule does not stop threads", null);
        }
        if (decision == null) {
            throw failed("it returned null; a rule that gives nothing returns Decision.none()", null);
        }
        check(decision);
        return decision;
    }

    /** Whoever waits next on this thread must not be told to stop by a guest. */
    private static boolean clearInterrupt() {
        return Thread.interrupted();
    }

    /** {@return how often the rule failed and why it last did; empty if it never did} */
    Optional<String> failure() {
        long count = failures.get();
        return count == 0
                ? Optional.empty()
                : Optional.of(last + "; it failed " + count + (count == 1 ? " time" : " times")
                        + " since it was loaded; take another version of the plugin or tell its author");
    }

    /** Closes the rule; what it throws is logged. */
    void close() {
        close(rule, declaration.name(), plugin, discretion);
    }

    /** Closes a rule that never got a seat. */
    static void close(RewardRule rule, String name, LoadedPlugin plugin, Discretion discretion) {
        try {
            plugin.guest().call(() -> {
                rule.close();
                return name;
            });
        } catch (Throwable e) {
            Reason.passOnIfOfTheJvm(e);
            String reason = discretion.apply(Reason.of(e));
            LOG.log(System.Logger.Level.WARNING, "{0} of plugin {1} failed to close: {2}", name, plugin, reason);
        }
    }

    private void check(Decision decision) throws RuleFailedException {
        List<Reward> rewards = decision.rewards();
        for (int i = 0, size = rewards.size(); i < size; i++) {
            String unit = rewards.get(i).unit();
            if (!isDeclared(unit)) {
                throw failed(
                        "it grants " + Reason.shortened(unit) + ", which it does not declare; it declares "
                                + declaration.spec().grants() + ", in "
                                + rule.getClass().getName(),
                        null);
            }
        }
        List<Decision.Decline> declines = decision.declines();
        for (int i = 0, size = declines.size(); i < size; i++) {
            Decision.Decline decline = declines.get(i);
            if (!isCode(decline.code())) {
                throw failed(
                        "it declines with the code '" + Reason.shortened(decline.code()) + "'; a code is upper-case"
                                + " letters, digits and underscores, at most " + LONGEST_CODE + " long",
                        null);
            }
            check(decline.from().orElse(Instant.EPOCH), "declines until");
        }
        List<Decision.Wake> wakes = decision.wakes();
        for (int i = 0, size = wakes.size(); i < size; i++) {
            Decision.Wake wake = wakes.get(i);
            check(wake.at(), "asks to be woken at");
            if (wake.key().isEmpty() || wake.key().length() > LONGEST_KEY) {
                throw failed(
                        "it sets a timer whose key has " + wake.key().length() + " letters; allowed are 1 to "
                                + LONGEST_KEY,
                        null);
            }
        }
    }

    private void check(Instant time, String what) throws RuleFailedException {
        if (time.getEpochSecond() < FIRST_SECOND || time.getEpochSecond() > LAST_SECOND) {
            throw failed("it " + what + " " + time + ", which is outside the years 1 to 9999", null);
        }
    }

    private boolean isDeclared(String unit) {
        for (String declared : units) {
            if (declared.equals(unit)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCode(String code) {
        int length = code.length();
        for (int i = 0; i < length; i++) {
            char letter = code.charAt(i);
            if (!((letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '_')) {
                return false;
            }
        }
        return length > 0 && length <= LONGEST_CODE;
    }

    private RuleFailedException failed(String reason, @Nullable Throwable cause) {
        return new RuleFailedException(noted(reason), cause);
    }

    private String noted(String reason) {
        String message = subject() + " failed: " + discretion.apply(reason);
        last = message;
        failures.incrementAndGet();
        return message;
    }

    private static VarHandle field(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(RuleSeat.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
