package dev.laurel.samplehost.showcase.forum;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A post with all that hangs on it. It may be rated before it is known, so it is made at its first mention. */
final class Node {
    static final Comparator<Node> NEWEST_FIRST =
            Comparator.comparing(Node::at).reversed().thenComparing(Node::id);

    private static final Comparator<Node> OLDEST_FIRST =
            Comparator.comparing(Node::at).thenComparing(Node::id);

    final Set<Node> children = new TreeSet<>(OLDEST_FIRST);
    /** By rater: each may say it, take it back and say it again, and all of it may come twice. */
    final Map<String, Set<String>> helpful = new LinkedHashMap<>();

    final Map<String, Set<String>> disputed = new LinkedHashMap<>();
    final Set<String> acceptances = new LinkedHashSet<>();
    final Set<String> removals = new LinkedHashSet<>();

    private final String id;
    private @Nullable Activity posted;

    Node(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    Instant at() {
        return known().at();
    }

    Activity known() {
        Activity activity = posted;
        if (activity == null) {
            throw new IllegalStateException("nothing is known of this post yet");
        }
        return activity;
    }

    void post(@Nullable Activity activity) {
        posted = activity;
    }

    /** {@return whether it is there and was not removed} */
    boolean isShown() {
        return posted != null && removals.isEmpty();
    }

    String type() {
        return known().object().flatMap(ObjectRef::type).orElse("");
    }

    Optional<String> parent() {
        return known().object().flatMap(ObjectRef::parent);
    }

    String author() {
        return Marks.author(known());
    }

    Post view() {
        Activity activity = known();
        return new Post(
                id,
                type(),
                activity.object().flatMap(ObjectRef::title),
                author(),
                activity.text().orElse(""),
                language(),
                activity.at(),
                parent(),
                topics(),
                ((Long) activity.attributes().getOrDefault("stars", 0L)).intValue(),
                !acceptances.isEmpty(),
                Marks.last(helpful),
                Marks.last(disputed));
    }

    ThreadLine line() {
        int answers = 0;
        boolean accepted = false;
        for (Node each : children) {
            if (each.isShown() && each.type().equals("answer")) {
                answers++;
                accepted |= !each.acceptances.isEmpty();
            }
        }
        Activity activity = known();
        String title = activity.object().flatMap(ObjectRef::title).orElse("");
        return new ThreadLine(id, title, topics(), author(), answers, accepted, language(), activity.at(), parent());
    }

    /** {@return itself and all below it that is shown, each before what belongs to it} */
    List<Post> whole() {
        List<Post> all = new ArrayList<>();
        collect(all);
        return List.copyOf(all);
    }

    private void collect(List<Post> all) {
        if (isShown()) {
            all.add(view());
            children.forEach(each -> each.collect(all));
        }
    }

    private String language() {
        return known().attributes().getOrDefault("language", "").toString();
    }

    private List<String> topics() {
        return known().object().map(ObjectRef::topics).orElse(List.of());
    }
}
