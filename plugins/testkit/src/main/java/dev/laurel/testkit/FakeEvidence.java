package dev.laurel.testkit;

import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Evidence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a community knows, as a list that a test writes, for community scorers. It can be read as often as a test likes; each
 * reading is an {@link Evidence} of its own. Not safe for use by several threads while it is written.
 *
 * <pre>{@code
 * FakeEvidence evidence = new FakeEvidence().trusted(0)
 *         .add("vote.up", vote -> vote.by(Role.RATER, 0).about(3, "answer").owner(1).topics("billing"));
 * }</pre>
 */
public final class FakeEvidence {
    private final List<Happening> happenings = new ArrayList<>();
    private final List<String> topics = new ArrayList<>();
    private final Set<Integer> trusted = new HashSet<>();
    private int members;
    private int objects;

    /** Evidence of nothing. */
    public FakeEvidence() {}

    /** One record; what is not said is not known. Not safe for use by several threads. */
    public static final class Happening {
        private final String type;
        private long at;
        private String source = "source";
        private final Map<Role, Integer> members = new HashMap<>();
        private int object = -1;
        private String objectType = "";
        private int owner = -1;
        private long objectAt = Long.MAX_VALUE;
        private List<String> topics = List.of();
        private double sourceTrust = .05;

        private Happening(String type, long at) {
            this.type = type;
            this.at = at;
        }

        /**
         * When it happened; a minute after the one before if not said.
         *
         * @param when the time
         * @return this
         */
        public Happening at(Instant when) {
            at = micros(when);
            return this;
        }

        /**
         * From which source.
         *
         * @param name the source
         * @return this
         */
        public Happening source(String name) {
            source = name;
            return this;
        }

        /**
         * Who took part.
         *
         * @param role as what
         * @param member who, from 0
         * @return this
         */
        public Happening by(Role role, int member) {
            members.put(role, member);
            return this;
        }

        /**
         * What it was about.
         *
         * @param number the object, from 0
         * @param type what that is, for example {@code answer}
         * @return this
         */
        public Happening about(int number, String type) {
            object = number;
            objectType = type;
            return this;
        }

        /**
         * Whose object it is, and so who its author is if nobody else is named.
         *
         * @param member the member, from 0
         * @return this
         */
        public Happening owner(int member) {
            owner = member;
            return this;
        }

        /**
         * When the object was contributed.
         *
         * @param when the time
         * @return this
         */
        public Happening contributed(Instant when) {
            objectAt = micros(when);
            return this;
        }

        /**
         * What the object is about.
         *
         * @param names the topics
         * @return this
         */
        public Happening topics(String... names) {
            topics = List.of(names);
            return this;
        }

        /**
         * How far the source vouches for votes without a voter; .05 if not said.
         *
         * @param trust 0 to 1
         * @return this
         */
        public Happening sourceTrust(double trust) {
            sourceTrust = trust;
            return this;
        }
    }

    private static long micros(Instant when) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, when);
    }

    /**
     * The host vouches for a member.
     *
     * @param member the member, from 0
     * @return this
     */
    public FakeEvidence trusted(int member) {
        trusted.add(member);
        members = Math.max(members, member + 1);
        return this;
    }

    /**
     * Something that happened, a minute after what was added before.
     *
     * @param type what, for example {@code vote.up}
     * @param parts says the rest
     * @return this
     */
    public FakeEvidence add(String type, Consumer<Happening> parts) {
        long at =
                happenings.isEmpty() ? micros(FakeClock.START) : happenings.get(happenings.size() - 1).at + 60_000_000L;
        Happening one = new Happening(Objects.requireNonNull(type, "type"), at);
        parts.accept(one);
        happenings.add(one);
        one.members.values().forEach(member -> members = Math.max(members, member + 1));
        members = Math.max(members, one.owner + 1);
        objects = Math.max(objects, one.object + 1);
        one.topics.stream().filter(topic -> !topics.contains(topic)).forEach(topics::add);
        return this;
    }

    /** {@return how many records there are} */
    public int size() {
        return happenings.size();
    }

    /** {@return the time of the last record; {@link FakeClock#START} if there is none} */
    public Instant asOf() {
        return happenings.stream().mapToLong(one -> one.at).max().stream()
                .mapToObj(at -> Instant.EPOCH.plus(at, ChronoUnit.MICROS))
                .findFirst()
                .orElse(FakeClock.START);
    }

    /** {@return a reading from the beginning, in time order; it can be read once} */
    public Evidence read() {
        return read(Integer.MAX_VALUE);
    }

    /**
     * A reading that is stopped, as the runtime may stop a refinement.
     *
     * @param after after how many records; the next one is an {@link InterruptedException}, and whoever goes on all the same
     *     gets another each time
     * @return the reading
     */
    public Evidence read(int after) {
        List<Happening> inOrder = new ArrayList<>(happenings);
        inOrder.sort(Comparator.comparingLong(one -> one.at));
        return new Reading(this, inOrder, after);
    }

    /** {@return a sink that takes scores of these members, objects and topics} */
    public FakeScoreSink sink() {
        return new FakeScoreSink(members, objects, List.copyOf(topics));
    }

    private static final class Reading implements Evidence {
        private final FakeEvidence all;
        private final List<Happening> inOrder;
        private final int after;
        private int position = -1;
        private int stopped;

        Reading(FakeEvidence all, List<Happening> inOrder, int after) {
            this.all = all;
            this.inOrder = inOrder;
            this.after = after;
        }

        @Override
        public int members() {
            return all.members;
        }

        @Override
        public int objects() {
            return all.objects;
        }

        @Override
        public int topics() {
            return all.topics.size();
        }

        @Override
        public String topicName(int topic) {
            return all.topics.get(topic);
        }

        @Override
        public boolean isTrusted(int member) {
            Objects.checkIndex(member, all.members);
            return all.trusted.contains(member);
        }

        @Override
        public boolean next() throws InterruptedException {
            if (position + 1 >= after) {
                if (++stopped > 8) {
                    throw new AssertionError("the refinement was told to stop, and has asked for more " + stopped
                            + " times since: let InterruptedException through");
                }
                throw new InterruptedException("the runtime stops the refinement");
            }
            position = Math.min(position + 1, inOrder.size());
            return position < inOrder.size();
        }

        private Happening now() {
            if (position < 0 || position >= inOrder.size()) {
                throw new IllegalStateException(
                        "there is no record here: call next(), and go on only while it answers true");
            }
            return inOrder.get(position);
        }

        @Override
        public long at() {
            return now().at;
        }

        @Override
        public String type() {
            return now().type.intern();
        }

        @Override
        public String source() {
            return now().source.intern();
        }

        @Override
        public int member(Role role) {
            int named = now().members.getOrDefault(role, -1);
            return named < 0 && role.equals(Role.AUTHOR) ? now().owner : named;
        }

        @Override
        public int object() {
            return now().object;
        }

        @Override
        public String objectType() {
            return now().objectType.intern();
        }

        @Override
        public int owner() {
            return now().owner;
        }

        @Override
        public long objectAt() {
            return now().objectAt;
        }

        @Override
        public int topicCount() {
            return now().topics.size();
        }

        @Override
        public int topic(int index) {
            return all.topics.indexOf(now().topics.get(index));
        }

        @Override
        public double sourceTrust() {
            return now().sourceTrust;
        }

        @Override
        public String toString() {
            return "evidence at record " + position + " of " + inOrder.size();
        }
    }
}
