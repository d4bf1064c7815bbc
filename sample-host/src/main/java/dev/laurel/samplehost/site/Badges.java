package dev.laurel.samplehost.site;

import dev.laurel.samplehost.text.Texts;
import dev.laurel.view.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Names of badges as people read them, and lists of them. */
final class Badges {
    private static final String PREFIX = "badge/";

    private Badges() {}

    /**
     * A badge on a page.
     *
     * @param name its name for people
     * @param count how often it is held, with a sign of multiplication; empty if once
     */
    record Held(String name, String count) {}

    static boolean isBadge(String unit) {
        return unit.startsWith(PREFIX);
    }

    static String nameOf(String unit, Texts texts) {
        String badge = isBadge(unit) ? unit.substring(PREFIX.length()) : unit;
        return texts.find("badge." + badge).orElseGet(() -> spelledOut(badge));
    }

    static List<Held> of(Standing standing, Texts texts) {
        return standing.badges().stream()
                .filter(each -> each.count() > 0)
                .map(each -> held(each.badge(), each.count(), texts))
                .toList();
    }

    static List<Held> of(Map<String, Long> balances, Texts texts) {
        List<Held> held = new ArrayList<>();
        new TreeMap<>(balances).forEach((unit, count) -> {
            if (isBadge(unit) && count > 0) {
                held.add(held(unit, count, texts));
            }
        });
        return List.copyOf(held);
    }

    private static Held held(String unit, long count, Texts texts) {
        return new Held(nameOf(unit, texts), count == 1 ? "" : "\u00d7" + texts.number(count));
    }

    /** A plugin that the demo does not know may bring badges that have no name in its texts. */
    private static String spelledOut(String badge) {
        StringBuilder name = new StringBuilder();
        for (String word : badge.split("-", -1)) {
            if (!word.isEmpty()) {
                name.append(name.isEmpty() ? "" : " ")
                        .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1));
            }
        }
        return name.toString();
    }
}
