package dev.laurel.testkit;

import dev.laurel.spi.reward.ScoreSink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the scores of a refinement, as strict as the runtime. Made by {@link FakeEvidence#sink}. For one thread. */
public final class FakeScoreSink implements ScoreSink {
    private final int members;
    private final int objects;
    private final List<String> topics;
    private final Map<String, Double> scores = new TreeMap<>();

    FakeScoreSink(int members, int objects, List<String> topics) {
        this.members = members;
        this.objects = objects;
        this.topics = topics;
    }

    /**
     * What was written.
     *
     * @return values by lines such as {@code trust of member 3}, {@code trust of member 3 in billing} and {@code use of object
     *     7}, in the order of the lines
     */
    public Map<String, Double> scores() {
        return new TreeMap<>(scores);
    }

    @Override
    public void member(String name, int member, double value) {
        check("member", member, members);
        put(name, " of member " + member, value);
    }

    @Override
    public void memberInTopic(String name, int member, int topic, double value) {
        check("member", member, members);
        check("topic", topic, topics.size());
        put(name, " of member " + member + " in " + topics.get(topic), value);
    }

    @Override
    public void object(String name, int object, double value) {
        check("object", object, objects);
        put(name, " of object " + object, value);
    }

    private static void check(String what, int number, int bound) {
        if (number < 0 || number >= bound) {
            throw new IllegalArgumentException("there is no " + what + " " + number + ": numbers go from 0 to "
                    + (bound - 1) + ", and -1 stands for nobody");
        }
    }

    private void put(String name, String subject, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the score " + name + subject + " is " + value
                    + ": write finite numbers," + " and nothing where there is nothing to divide by");
        }
        if (scores.putIfAbsent(name + subject, value) != null) {
            throw new IllegalStateException(
                    "the score " + name + subject + " has been written already: add up first, and write once");
        }
    }

    @Override
    public String toString() {
        return scores.toString();
    }
}
