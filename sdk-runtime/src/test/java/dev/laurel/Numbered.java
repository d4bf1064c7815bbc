package dev.laurel;

import static dev.laurel.Town.NOON;

import dev.laurel.spi.activity.Activity;
import dev.laurel.view.Recorded;
import dev.laurel.view.Standing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Activities by number, the same in every process: some late, some limited, some taken back. */
final class Numbered {
    private static final int LAST = 1_000_000;

    private Numbered() {}

    static Activity activity(int number) {
        // A minute apart; one in sixteen comes up to a day late.
        int late = number % 16 == 9 ? number * 7919 % 1_440 : 0;
        Instant at = NOON.minusSeconds(60L * (LAST - number + late));
        String id = "n" + number;
        return switch (number % 4) {
            case 0 -> Town.visit(id, "member-" + number % 7, at);
            case 1 -> Town.thanks(id, "member-" + number % 3, "member-" + number % 11, at);
            case 2 -> Town.order(id, "member-" + number % 5, number % 200);
            default ->
                number % 8 == 7
                        ? Activity.of("unthanks", id)
                                .at(at)
                                .withdraws("n" + (number - 6))
                                .build()
                        : Town.answer(id, "member-" + number % 6, "post-" + number);
        };
    }

    static List<Activity> activities(int from, int to) {
        return IntStream.range(from, to).mapToObj(Numbered::activity).toList();
    }

    /** Sends all up to a number, whether they are there or not, and returns what became of each. */
    static List<Recorded> send(Community town, int to) {
        List<Recorded> all = new ArrayList<>();
        for (int from = 0; from < to; from += 5_000) {
            all.addAll(Town.get(town.record(Town.SOURCE, activities(from, Math.min(to, from + 5_000)))));
        }
        return all;
    }

    /** All balances, by unit and id. */
    static Map<String, Map<String, Long>> totals(Community town) {
        Map<String, Map<String, Long>> totals = new TreeMap<>();
        for (String unit : List.of(TownPlugin.REPUTATION, TownPlugin.CREDIT, TownPlugin.KIND)) {
            Map<String, Long> balances = new TreeMap<>();
            for (Standing standing : Town.get(town.standings(unit))) {
                balances.put(standing.key().id(), standing.balance());
            }
            balances.values().removeIf(balance -> balance == 0);
            totals.put(unit, balances);
        }
        return totals;
    }

    /** What an undisturbed community comes to. */
    static Map<String, Map<String, Long>> undisturbed(Path folder, int to) {
        try (Laurel laurel = Town.in(folder).start()) {
            send(laurel.community("town"), to);
            return totals(laurel.community("town"));
        }
    }
}
