package dev.laurel.pipeline;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Makes up histories of small communities. The same seed gives the same history. */
final class Worlds {
    static final Instant BEGINNING = Instant.parse("2026-01-28T00:00:00Z");
    static final Instant END = BEGINNING.plus(Duration.ofDays(40));
    static final List<String> SOURCES = List.of("app", "forum");
    private static final int MEMBERS = 5;
    private static final int HOURS = 24 * 12;

    private final Random random;
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> objects = new ArrayList<>();
    private long sequence;

    private Worlds(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Makes up a history.
     *
     * @param seed tells one from the other
     * @param size about how many activities
     * @return the history in time order
     */
    static List<Sent> history(long seed, int size) {
        Worlds world = new Worlds(seed);
        for (int i = 0; i < 6; i++) {
            world.post();
        }
        while (world.sent.size() < size) {
            world.next();
        }
        return world.sent.stream().sorted(ORDER).toList();
    }

    /** The order of activities, as far as it does not depend on the keyed hash of the id. */
    static final Comparator<Sent> ORDER = Comparator.comparing(
                    (Sent one) -> one.activity().at())
            .thenComparing(Sent::source)
            .thenComparingLong(one -> one.activity().sequence());

    private void next() {
        int dice = random.nextInt(100);
        if (dice < 8) {
            post();
        } else if (dice < 38) {
            vote();
        } else if (dice < 44) {
            add(on("accept", any(objects)));
        } else if (dice < 56) {
            add(on("comment", any(objects)).by(Role.MEMBER, actor()));
        } else if (dice < 64) {
            gift();
        } else if (dice < 72) {
            add(activity("visit").by(Role.MEMBER, actor()));
        } else if (dice < 82) {
            state();
        } else if (dice < 86) {
            retell();
        } else if (dice < 96) {
            withdraw();
        } else {
            revise();
        }
    }

    private void vote() {
        Activity.Builder vote = on(random.nextInt(3) == 0 ? "vote.down" : "vote.up", any(objects));
        if (random.nextInt(4) > 0) {
            vote.by(Role.RATER, actor());
        }
        add(vote);
    }

    private void gift() {
        Activity.Builder gift = random.nextBoolean() ? on("gift", any(objects)) : activity("gift");
        add(gift.by(Role.THANKED, actor()).amount(random.nextInt(40) - 10));
    }

    private void post() {
        String id = "o" + objects.size();
        boolean question = objects.size() < 3 || random.nextInt(3) == 0;
        ObjectRef.Builder object = ObjectRef.of(id, question ? "question" : "answer");
        if (!question) {
            object.in(any(objects));
        }
        if (random.nextInt(5) > 0) {
            object.by(actor());
        }
        if (random.nextBoolean()) {
            object.topics(List.of("t" + random.nextInt(3)));
        }
        objects.add(id);
        add(activity("post").about(object.build()));
    }

    /** Says again what an object is, perhaps otherwise. */
    private void retell() {
        String id = any(objects);
        ObjectRef.Builder object = ObjectRef.of(id, random.nextBoolean() ? "question" : "answer");
        switch (random.nextInt(4)) {
            case 0 -> object.by(actor());
            case 1 -> object.byNobody();
            case 2 -> object.topics(List.of("t" + random.nextInt(3), "t3"));
            default -> {
                int number = Integer.parseInt(id.substring(1));
                if (number > 0) {
                    object.in("o" + random.nextInt(number));
                }
            }
        }
        add(activity(random.nextBoolean() ? "edit" : "vote.up").about(object.build()));
    }

    private void state() {
        ObjectState state = any(List.of(ObjectState.LIVE, ObjectState.HIDDEN, ObjectState.DELETED));
        String id = any(objects);
        ObjectRef bare = ObjectRef.of(id);
        ObjectRef.Builder object =
                ObjectRef.of(bare.id(), "answer").state(random.nextInt(3) == 0 ? ObjectState.LIVE : state);
        add(activity(random.nextInt(3) == 0 ? "vote.down" : "state").about(object.build()));
    }

    private void withdraw() {
        Sent target = sent.get(random.nextInt(sent.size()));
        for (int tries = 0; tries < 5 && target.activity().withdraws().isEmpty() && random.nextBoolean(); tries++) {
            target = sent.get(random.nextInt(sent.size()));
        }
        Instant at =
                random.nextInt(3) == 0 ? time() : target.activity().at().plus(Duration.ofHours(random.nextInt(60)));
        Activity.Builder withdrawal = Activity.of(random.nextInt(4) == 0 ? "vote.up" : "undo", "a" + sent.size())
                .at(at)
                .sequence(sequence++)
                .withdraws(target.activity().id());
        if (random.nextInt(4) == 0) {
            withdrawal.about(target.activity().object().orElse(ObjectRef.of(any(objects))));
        }
        sent.add(new Sent(target.source(), withdrawal.build()));
    }

    private void revise() {
        Sent target = sent.get(random.nextInt(sent.size()));
        if (target.activity().revision() == 0) {
            return;
        }
        Activity before = target.activity();
        Activity.Builder newer = Activity.of(random.nextBoolean() ? before.type() : "vote.down", before.id())
                .at(random.nextBoolean() ? before.at() : time())
                .sequence(sequence++)
                .revision(before.revision() + 1 + random.nextInt(3));
        before.object().ifPresent(newer::about);
        before.actors().forEach(newer::by);
        before.withdraws().ifPresent(newer::withdraws);
        before.amount().ifPresent(amount -> newer.amount(amount + 1));
        Activity built = newer.build();
        boolean taken = sent.stream()
                .anyMatch(one -> one.source().equals(target.source())
                        && one.activity().id().equals(before.id())
                        && one.activity().revision() == built.revision());
        if (!taken) {
            sent.add(new Sent(target.source(), built));
        }
    }

    private Activity.Builder on(String type, String object) {
        return activity(type).about(ObjectRef.of(object));
    }

    private Activity.Builder activity(String type) {
        Activity.Builder built = Activity.of(type, "a" + sent.size()).at(time()).sequence(sequence++);
        return random.nextInt(4) == 0 ? built.revision(1) : built;
    }

    private Instant time() {
        return BEGINNING.plus(Duration.ofHours(random.nextInt(HOURS)));
    }

    private void add(Activity.Builder activity) {
        sent.add(new Sent(SOURCES.get(random.nextInt(8) == 0 ? 1 : 0), activity.build()));
    }

    private Actor actor() {
        return Actor.of("m" + (int) (MEMBERS * Math.pow(random.nextDouble(), 1.5)));
    }

    private <T> T any(List<T> list) {
        return list.get((int) (list.size() * Math.pow(random.nextDouble(), 1.3)));
    }
}
