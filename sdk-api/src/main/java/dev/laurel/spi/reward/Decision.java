package dev.laurel.spi.reward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule says to a participation: rewards, reasons for giving none, and when it wants to be asked again. Immutable. */
public final class Decision {
    /** The most rewards, declines and timers that one decision holds, each. */
    public static final int MOST = 64;

    private static final Decision NONE = new Decision(List.of(), List.of(), List.of());

    /**
     * Why a participation earned nothing.
     *
     * @see Decision#decline(String)
     */
    public static final class Decline {
        private final String code;
        private final Optional<Instant> from;

        private Decline(String code, Optional<Instant> from) {
            this.code = Objects.requireNonNull(code, "code");
            this.from = from;
        }

        /** {@return the reason, upper case, words joined by underscores} */
        public String code() {
            return code;
        }

        /** {@return from when the same could succeed, if time alone can help} */
        public Optional<Instant> from() {
            return from;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Decline decline && decline.code.equals(code) && decline.from.equals(from);
        }

        @Override
        public int hashCode() {
            return Objects.hash(code, from);
        }

        @Override
        public String toString() {
            return code + from.map(at -> " until " + at).orElse("");
        }
    }

    /** A moment at which the rule wants to be asked again about the same participation. */
    public static final class Wake {
        private final Instant at;
        private final String key;

        private Wake(Instant at, String key) {
            this.at = Objects.requireNonNull(at, "at");
            this.key = Objects.requireNonNull(key, "key");
        }

        /** {@return when} */
        public Instant at() {
            return at;
        }

        /** {@return what the rule calls it; handed back as {@link Participation#timer()}} */
        public String key() {
            return key;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wake wake && wake.at.equals(at) && wake.key.equals(key);
        }

        @Override
        public int hashCode() {
            return Objects.hash(at, key);
        }

        @Override
        public String toString() {
            return key + " at " + at;
        }
    }

    private final List<Reward> rewards;
    private final List<Decline> declines;
    private final List<Wake> wakes;

    private Decision(List<Reward> rewards, List<Decline> declines, List<Wake> wakes) {
        this.rewards = rewards;
        this.declines = declines;
        this.wakes = wakes;
    }

    /** {@return nothing, and nothing to explain} */
    public static Decision none() {
        return NONE;
    }

    /**
     * Rewards.
     *
     * @param rewards what the member gets; at most {@link #MOST}
     * @return the decision
     * @throws IllegalArgumentException if there are too many
     */
    public static Decision grant(Reward... rewards) {
        return new Decision(bounded(List.of(rewards)), List.of(), List.of());
    }

    /**
     * Nothing, for a reason that members and managers can read.
     *
     * @param code upper case, words joined by underscores, for example {@code OWN_ANSWER}
     * @return the decision
     */
    public static Decision decline(String code) {
        return new Decision(List.of(), List.of(new Decline(code, Optional.empty())), List.of());
    }

    /**
     * Nothing yet.
     *
     * @param code upper case, words joined by underscores
     * @param from from when the same could succeed
     * @return the decision
     */
    public static Decision declineUntil(String code, Instant from) {
        Objects.requireNonNull(from, "from");
        return new Decision(List.of(), List.of(new Decline(code, Optional.of(from))), List.of());
    }

    /**
     * The same, and the rule is asked again at a later time with the same participation. The timer is forgotten when
     * the participation is withdrawn.
     *
     * @param at when; a time that is not after the participation counts as just after it
     * @param key what the rule calls it
     * @return a copy
     * @throws IllegalArgumentException if the decision holds {@link #MOST} timers already
     */
    public Decision wakeAt(Instant at, String key) {
        List<Wake> all = new ArrayList<>(wakes);
        all.add(new Wake(at, key));
        return new Decision(rewards, declines, bounded(List.copyOf(all)));
    }

    /** {@return what the member gets} */
    public List<Reward> rewards() {
        return rewards;
    }

    /** {@return why not} */
    public List<Decline> declines() {
        return declines;
    }

    /** {@return when the rule wants to be asked again} */
    public List<Wake> wakes() {
        return wakes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Decision decision
                && decision.rewards.equals(rewards)
                && decision.declines.equals(declines)
                && decision.wakes.equals(wakes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rewards, declines, wakes);
    }

    @Override
    public String toString() {
        return "rewards " + rewards + " declines " + declines + " wakes " + wakes;
    }

    private static <T> List<T> bounded(List<T> list) {
        if (list.size() > MOST) {
            throw new IllegalArgumentException("a decision holds at most " + MOST + " of a kind, not " + list.size());
        }
        return list;
    }
}
