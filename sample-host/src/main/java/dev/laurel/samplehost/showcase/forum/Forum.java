package dev.laurel.samplehost.showcase.forum;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a forum and a shop show, in memory, made from their activities: those of a story, of a simulator and of visitors, in
 * any mixture, each of them once or more often. Types it does not know are ignored. What is withdrawn is as if it had never
 * been, also if the withdrawal comes first; a withdrawal can be withdrawn.
 *
 * <p>It may be used by several threads: every call holds one lock. What it returns is a copy as of the call.
 */
public final class Forum {
    private static final Set<String> POSTED =
            Set.of("question.asked", "answer.posted", "comment.posted", "review.written", "photo.shared");

    private final Map<Key, Activity> known = new HashMap<>();
    private final Map<Key, Set<Key>> withdrawals = new HashMap<>();
    private final Map<String, Node> posts = new HashMap<>();
    private final Map<String, Set<Node>> byAuthor = new HashMap<>();
    private final Map<String, Goods> products = new LinkedHashMap<>();
    private final Set<Node> questions = new TreeSet<>(Node.NEWEST_FIRST);
    private final Set<Node> photos = new TreeSet<>(Node.NEWEST_FIRST);

    /** An activity's id in its source. */
    private record Key(String source, String id) {}

    /** What is known of a product. */
    private static final class Goods {
        private final Set<Node> reviews = new TreeSet<>(Node.NEWEST_FIRST);
        private final Set<Key> orders = new LinkedHashSet<>();
        private final Set<Key> returns = new LinkedHashSet<>();
        private Optional<ObjectRef> described = Optional.empty();
    }

    /** A forum in which nothing has happened yet. */
    public Forum() {}

    /**
     * Takes an activity in.
     *
     * @param source where it comes from
     * @param activity what happened; one that is known already, by source and id, changes nothing
     */
    public synchronized void feed(String source, Activity activity) {
        Key key = new Key(source, activity.id());
        if (known.putIfAbsent(key, activity) != null) {
            return;
        }
        if (isLive(key)) {
            set(key, activity, true);
        }
    }

    /**
     * Questions, newest first.
     *
     * @param offset how many to leave out, 0 or more
     * @param limit how many at most, 0 or more
     * @return a page of them
     */
    public synchronized List<ThreadLine> threads(int offset, int limit) {
        return questions.stream()
                .filter(Node::isShown)
                .skip(offset)
                .limit(limit)
                .map(Node::line)
                .toList();
    }

    /**
     * Questions with a topic, newest first.
     *
     * @param topic a key
     * @param limit how many at most, 0 or more
     * @return the newest of them
     */
    public synchronized List<ThreadLine> threads(String topic, int limit) {
        return questions.stream()
                .filter(each -> each.isShown() && each.view().topics().contains(topic))
                .limit(limit)
                .map(Node::line)
                .toList();
    }

    /** {@return how many questions are shown} */
    public synchronized int threadCount() {
        return (int) questions.stream().filter(Node::isShown).count();
    }

    /**
     * A post and everything below it.
     *
     * @param id a question, a review or a photo
     * @return the post first, then answers and comments, each before what belongs to it, older ones first; empty if it is not
     *     there or was removed
     */
    public synchronized List<Post> thread(String id) {
        Node node = posts.get(id);
        return node == null ? List.of() : node.whole();
    }

    /**
     * A post.
     *
     * @param id its id
     * @return the post; empty if it is not there or was removed
     */
    public synchronized Optional<Post> post(String id) {
        return Optional.ofNullable(posts.get(id)).filter(Node::isShown).map(Node::view);
    }

    /**
     * What somebody wrote and showed, newest first.
     *
     * @param author their id in the forum
     * @return all of it
     */
    public synchronized List<Post> contributions(String author) {
        return shown(byAuthor.getOrDefault(author, Set.of()), Integer.MAX_VALUE);
    }

    /**
     * Photos, newest first.
     *
     * @param limit how many at most, 0 or more
     * @return the newest of them
     */
    public synchronized List<Post> photos(int limit) {
        return shown(photos, limit);
    }

    /**
     * The activity with which somebody finds a post helpful, so that they can take it back.
     *
     * @param rater their id in the forum
     * @param postId the post
     * @return the id of the last such activity that was not withdrawn; empty if there is none
     */
    public synchronized Optional<String> helpfulId(String rater, String postId) {
        Node node = posts.get(postId);
        return node == null
                ? Optional.empty()
                : Optional.ofNullable(Marks.last(node.helpful).get(rater));
    }

    /** {@return the products, in the order in which they were first mentioned} */
    public synchronized List<ProductPage> products() {
        return products.keySet().stream().map(this::page).toList();
    }

    /**
     * A product.
     *
     * @param id its id
     * @return the product; empty if nothing was ever said of it
     */
    public synchronized Optional<ProductPage> product(String id) {
        return products.containsKey(id) ? Optional.of(page(id)) : Optional.empty();
    }

    private ProductPage page(String id) {
        Goods goods = goods(id);
        List<Post> reviews = shown(goods.reviews, Integer.MAX_VALUE);
        int stars = reviews.stream().mapToInt(Post::stars).sum();
        return new ProductPage(
                id,
                goods.described.flatMap(ObjectRef::title).orElse(id),
                goods.described.map(ObjectRef::topics).orElse(List.of()),
                reviews,
                goods.orders.size(),
                goods.returns.size(),
                reviews.isEmpty() ? 0 : Math.round(10f * stars / reviews.size()));
    }

    private static List<Post> shown(Set<Node> nodes, int limit) {
        List<Post> all = new ArrayList<>();
        for (Node each : nodes) {
            if (each.isShown() && all.size() < limit) {
                all.add(each.view());
            }
        }
        return List.copyOf(all);
    }

    private boolean isLive(Key key) {
        return withdrawals.getOrDefault(key, Set.of()).isEmpty();
    }

    /** Lets an activity count or no longer count. What it does when it comes, it undoes when it goes. */
    private void set(Key key, Activity activity, boolean live) {
        activity.withdraws().ifPresent(id -> withdrawn(new Key(key.source(), id), key, live));
        activity.object().ifPresent(object -> {
            String rater = Optional.ofNullable(activity.actors().get(Role.RATER))
                    .map(Actor::id)
                    .orElse("");
            switch (activity.type()) {
                case "post.helpful", "review.helpful" -> Marks.set(node(object.id()).helpful, rater, key.id(), live);
                case "post.disputed" -> Marks.set(node(object.id()).disputed, rater, key.id(), live);
                case "answer.accepted" -> kept(node(object.id()).acceptances, key.id(), live);
                case "product.listed" -> listed(object);
                case "order.placed", "sim.activated", "topup.bought" -> {
                    listed(object);
                    kept(goods(object.id()).orders, key, live);
                }
                case "order.returned" -> kept(goods(object.id()).returns, key, live);
                default -> {
                    if (POSTED.contains(activity.type())) {
                        posted(object, activity, live);
                    }
                }
            }
            if (object.state().filter(ObjectState.DELETED::equals).isPresent()
                    || object.state().filter(ObjectState.HIDDEN::equals).isPresent()) {
                kept(node(object.id()).removals, key.id(), live);
            }
        });
    }

    private void withdrawn(Key target, Key by, boolean live) {
        boolean before = isLive(target);
        kept(withdrawals.computeIfAbsent(target, none -> new LinkedHashSet<>()), by, live);
        Activity activity = known.get(target);
        if (activity != null && isLive(target) != before) {
            set(target, activity, !before);
        }
    }

    private void posted(ObjectRef object, Activity activity, boolean live) {
        Node node = node(object.id());
        if (live) {
            node.post(activity);
        }
        // Sorted sets order by what is known of a post, so it is taken out before that is forgotten.
        places(object, activity).forEach(place -> kept(place, node, live));
        if (!live) {
            node.post(null);
        }
    }

    private List<Set<Node>> places(ObjectRef object, Activity activity) {
        List<Set<Node>> places = new ArrayList<>();
        places.add(byAuthor.computeIfAbsent(Marks.author(activity), none -> new TreeSet<>(Node.NEWEST_FIRST)));
        switch (activity.type()) {
            case "question.asked" -> places.add(questions);
            case "photo.shared" -> places.add(photos);
            case "review.written" -> object.parent().ifPresent(parent -> places.add(goods(parent).reviews));
            default -> object.parent().ifPresent(parent -> places.add(node(parent).children));
        }
        return places;
    }

    private void listed(ObjectRef object) {
        goods(object.id()).described = Optional.of(object);
    }

    private Node node(String id) {
        return posts.computeIfAbsent(id, Node::new);
    }

    private Goods goods(String id) {
        return products.computeIfAbsent(id, none -> new Goods());
    }

    private static <T> void kept(Set<T> set, T element, boolean live) {
        if (live) {
            set.add(element);
        } else {
            set.remove(element);
        }
    }
}
