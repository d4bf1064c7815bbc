package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Picks who says something next: the eager more often, those who know the topic more often, and nobody who is not there yet. */
final class Troupe {
    /** Whose number is what; two of the same conversation are never the same person. */
    private static final Set<Part> ORDINARY = Set.of(Part.MEMBER, Part.SEED);

    private final List<Person> people;
    private final Chance chance;

    Troupe(List<Person> people, Chance chance) {
        this.people = people;
        this.chance = chance;
    }

    /** {@return everybody of a part, in the order of their ids} */
    List<Person> of(Part part) {
        return people.stream().filter(each -> each.part() == part).toList();
    }

    /** Somebody with a question; who knows a lot asks less. */
    Person asker(String language, Instant at) {
        return pick(each -> ordinary(each, language, at)
                        ? StrictMath.sqrt(each.traits().activity())
                                * (1.2 - each.traits().quality())
                        : 0)
                .orElseThrow(() -> new IllegalStateException("nobody who speaks " + language + " is there yet"));
    }

    /** Somebody who buys. */
    Optional<Person> buyer(String language, Instant at) {
        return pick(each -> ordinary(each, language, at) && each.shopId().isPresent()
                ? .5 + StrictMath.sqrt(each.traits().activity())
                : 0);
    }

    Optional<Person> answerer(String language, String topic, Instant at, Set<Person> not) {
        return pick(each -> ordinary(each, language, at) && !not.contains(each)
                ? each.traits().activity() * (each.traits().topics().contains(topic) ? 3 : 1)
                : 0);
    }

    /** Those who find a good post helpful, each once. */
    List<Person> raters(String language, Instant at, int count, Set<Person> not) {
        return several(
                count,
                each -> ordinary(each, language, at) && !not.contains(each)
                        ? (.3 + StrictMath.sqrt(each.traits().activity())) * (each.part() == Part.SEED ? 2.2 : 1)
                        : 0);
    }

    /** Those whose judgement counts, each once. */
    List<Person> credibleRaters(String language, Instant at, int count, Set<Person> not) {
        return several(
                count,
                each -> ordinary(each, language, at)
                                && !not.contains(each)
                                && each.traits().quality() > .6
                        ? (each.part() == Part.SEED ? 6 : each.traits().quality())
                        : 0);
    }

    /** The others of the ring who are there already. */
    List<Person> ringWithout(Person author, Instant at) {
        return of(Part.RING).stream()
                .filter(each -> !each.equals(author) && !each.joined().isAfter(at))
                .toList();
    }

    private static boolean ordinary(Person person, String language, Instant at) {
        return ORDINARY.contains(person.part())
                && person.language().equals(language)
                && !person.joined().isAfter(at);
    }

    private List<Person> several(int count, ToDoubleFunction<Person> weight) {
        List<Person> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pick(each -> found.contains(each) ? 0 : weight.applyAsDouble(each)).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Person> pick(ToDoubleFunction<Person> weight) {
        double[] weights = people.stream().mapToDouble(weight).toArray();
        double sum = 0;
        for (double each : weights) {
            sum += each;
        }
        double left = chance.fraction() * sum;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0 && left < weights[i]) {
                return Optional.of(people.get(i));
            }
            left -= weights[i];
        }
        // Rounding can leave a crumb over; the last who could be picked takes it.
        for (int i = weights.length - 1; i >= 0; i--) {
            if (weights[i] > 0) {
                return Optional.of(people.get(i));
            }
        }
        return Optional.empty();
    }
}
