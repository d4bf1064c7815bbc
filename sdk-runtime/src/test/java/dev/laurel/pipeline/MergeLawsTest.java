package dev.laurel.pipeline;

import static dev.laurel.pipeline.OrderLawsTest.EVERYBODY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which identities are one member decides the totals, not when or in which order that was said. */
class MergeLawsTest {
    /** Merges among identities, and for each whether it is taken back at the end. */
    private record Step(String from, String into, boolean takenBack) {}

    @Test
    void givenMergesAtAnyMoment_whenSomeAreTakenBack_thenTotalsAreThoseOfTheLinksThatStand() {
        for (long seed = 0; seed < Shrinking.seeds(60); seed++) {
            long moments = seed;
            Shrinking.check(seed, Worlds.history(seed, 40), history -> merged(history, moments));
        }
    }

    private static List<Step> steps(Random random) {
        List<String> some = new ArrayList<>(List.of("app/m0", "app/m1", "app/m2", "forum/m0", "forum/m1", "app/m3"));
        Collections.shuffle(some, random);
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            steps.add(new Step(some.get(i), some.get(random.nextInt(i)), random.nextInt(3) == 0));
        }
        Collections.shuffle(steps, random);
        return steps;
    }

    private static Optional<String> merged(List<Sent> history, long seed) {
        Random random = new Random(seed);
        HouseRules rules = HouseRules.some(seed);
        List<Sent> mixed = new ArrayList<>(history);
        boolean inOrder = random.nextBoolean();
        if (!inOrder) {
            Collections.shuffle(mixed, random);
        }
        Play play = new Play(rules, inOrder ? Worlds.BEGINNING : Worlds.END, 1 + random.nextInt(3), 1);
        List<Step> steps = steps(random);
        Map<Integer, List<Runnable>> moments = new HashMap<>();
        for (Step step : steps) {
            moments.computeIfAbsent(random.nextInt(mixed.size() + 1), key -> new ArrayList<>())
                    .add(() -> play.merge(step.from(), step.into()));
        }
        boolean importing = random.nextInt(3) == 0;
        for (int i = 0; i <= mixed.size(); i++) {
            moments.getOrDefault(i, List.of()).forEach(Runnable::run);
            if (random.nextInt(15) == 0) {
                play.reopen();
            }
            if (i < mixed.size()) {
                play.now(mixed.get(i).activity().at());
                play.send(List.of(mixed.get(i)), importing && random.nextBoolean());
            }
        }
        play.settle(Worlds.END);
        steps.forEach(step -> play.merge(step.from(), step.into()));
        Optional<String> wrong = compare("merged", new Oracle(rules, history, Worlds.END), play, steps);
        for (Step step : steps) {
            if (step.takenBack()) {
                play.unmerge(step.from(), step.into());
            }
        }
        play.settle(Worlds.END);
        List<Step> standing = steps.stream().filter(step -> !step.takenBack()).toList();
        wrong = wrong.or(() -> compare("taken back", new Oracle(rules, history, Worlds.END), play, standing));
        Play reopened = play.copy(rules, 2, 1);
        return wrong.or(
                () -> compare("taken back, reopened", new Oracle(rules, history, Worlds.END), reopened, standing));
    }

    /** Members by the set of their identities, so that it does not matter which of them names the member. */
    private static Optional<String> compare(String what, Oracle oracle, Play play, List<Step> links) {
        Map<String, String> groups = new TreeMap<>();
        EVERYBODY.forEach(one -> groups.put(one, one));
        for (Step link : links) {
            if (play.identity(link.from()) >= 0 && play.identity(link.into()) >= 0) {
                String from = groups.get(link.from());
                String into = groups.get(link.into());
                groups.replaceAll((one, group) -> group.equals(from) ? into : group);
                if (!from.equals(into)) {
                    oracle.merge(from, into);
                }
            }
        }
        Map<String, Long> actual = new TreeMap<>();
        play.totals(EVERYBODY).forEach((key, value) -> {
            int space = key.indexOf(' ');
            actual.merge(groups.get(key.substring(0, space)) + key.substring(space), value, Long::sum);
        });
        return Shrinking.difference(what + " " + links, oracle.totals(), actual);
    }
}
