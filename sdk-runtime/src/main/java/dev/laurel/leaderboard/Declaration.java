package dev.laurel.leaderboard;

import dev.laurel.spi.reward.Window;
import dev.laurel.view.Ties;
import java.util.List;
import java.util.Map;

/**
 * What a leaderboard ranks, and how.
 *
 * @param name its name
 * @param unit for members, the unit whose entries count; empty for objects
 * @param object for objects, their type; empty for members
 * @param weights for objects, how much an activity of each type counts
 * @param sources for objects, sources in which the same id is the same object
 * @param window over what time; a rolling one counts whole days, today included
 * @param kept how many calendar periods are kept, the one that runs included
 * @param ties which ranks equal scores have
 * @param byTopic whether it can be had for a single topic
 * @param group the attribute of members by whose values it can be had; empty for none
 */
public record Declaration(
        String name,
        String unit,
        String object,
        Map<String, Long> weights,
        List<String> sources,
        Window window,
        int kept,
        Ties ties,
        boolean byTopic,
        String group) {

    /** Copies lists and maps. */
    public Declaration {
        weights = Map.copyOf(weights);
        sources = List.copyOf(sources);
    }

    /** {@return whether it ranks members} */
    public boolean ofMembers() {
        return object.isEmpty();
    }

    /** {@return for a rolling window, how many days it holds, today included} */
    int days() {
        return (int) window.length().toDays();
    }
}
