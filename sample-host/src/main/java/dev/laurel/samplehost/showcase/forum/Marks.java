package dev.laurel.samplehost.showcase.forum;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who said something of a post, and with which activities. */
final class Marks {
    private Marks() {}

    static void set(Map<String, Set<String>> marks, String rater, String activity, boolean live) {
        if (live) {
            marks.computeIfAbsent(rater, none -> new LinkedHashSet<>()).add(activity);
            return;
        }
        Set<String> own = marks.getOrDefault(rater, Set.of());
        if (own.contains(activity)) {
            own.remove(activity);
            if (own.isEmpty()) {
                marks.remove(rater);
            }
        }
    }

    /** {@return each rater with the last of their activities} */
    static Map<String, String> last(Map<String, Set<String>> marks) {
        Map<String, String> last = new LinkedHashMap<>();
        marks.forEach((rater, activities) -> activities.forEach(each -> last.put(rater, each)));
        return Collections.unmodifiableMap(last);
    }

    static String author(Activity activity) {
        Optional<Actor> named = Optional.ofNullable(activity.actors().get(Role.AUTHOR));
        return named.or(() -> activity.object().flatMap(each -> each.author()))
                .map(Actor::id)
                .orElse("");
    }
}
