package dev.laurel.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which identities are one member: what has been said of pairs of them. Only links between different members are kept, so
 * between two identities of a member there is one path. Members are what hangs together, whatever the order in which it
 * was said.
 */
final class Links {
    private record Link(int other, long order) {}

    private final Map<Integer, List<Link>> links = new HashMap<>();
    private final Map<Integer, Integer> roots = new HashMap<>();
    private final Map<Integer, int[]> members = new HashMap<>();
    private long order;

    boolean isMerged(int root) {
        return members.containsKey(root);
    }

    /** {@return how many links there are} */
    int size() {
        return links.values().stream().mapToInt(List::size).sum() / 2;
    }

    int root(int identity) {
        Integer root = roots.isEmpty() ? null : roots.get(identity);
        return root == null ? identity : root;
    }

    boolean isSingle(int root) {
        return members.isEmpty() || !members.containsKey(root);
    }

    /** {@return the identities of a member, the one that names it first} */
    int[] of(int root) {
        int[] all = members.get(root);
        return all == null ? new int[] {root} : all.clone();
    }

    void add(int from, int into) {
        int root = root(into);
        if (root(from) == root) {
            throw new IllegalStateException("identities " + from + " and " + into + " are one member already");
        }
        members.remove(root(from));
        links.computeIfAbsent(from, key -> new ArrayList<>(2)).add(new Link(into, order));
        links.computeIfAbsent(into, key -> new ArrayList<>(2)).add(new Link(from, order));
        order++;
        name(root);
    }

    /** Takes a link away. The part that holds the identity that names the member goes on; the other is named by its end. */
    void remove(int one, int other) {
        int root = root(one);
        cut(one, other);
        cut(other, one);
        members.remove(root);
        for (int identity : reach(root).keySet()) {
            roots.remove(identity);
        }
        name(root);
        name(reach(root).containsKey(one) ? other : one);
    }

    private void cut(int one, int other) {
        List<Link> own = links.getOrDefault(one, new ArrayList<>());
        own.removeIf(link -> link.other == other);
        if (own.isEmpty()) {
            links.remove(one);
        }
    }

    private void name(int root) {
        int[] all = reach(root).keySet().stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        int first = java.util.Arrays.binarySearch(all, root);
        System.arraycopy(all, 0, all, 1, first);
        all[0] = root;
        roots.remove(root);
        for (int i = 1; i < all.length; i++) {
            roots.put(all[i], root);
        }
        if (all.length > 1) {
            members.put(root, all);
        }
    }

    /** {@return all that hangs together with an identity, each with where the way to it comes from} */
    private Map<Integer, Integer> reach(int start) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        cameFrom.put(start, start);
        open.add(start);
        while (!open.isEmpty()) {
            int next = open.remove();
            for (Link link : links.getOrDefault(next, List.of())) {
                if (cameFrom.putIfAbsent(link.other, next) == null) {
                    open.add(link.other);
                }
            }
        }
        return cameFrom;
    }

    /** {@return the ends of the newest link on the way from one identity to another, or null if there is no way} */
    int @Nullable [] newestBetween(int one, int other) {
        Map<Integer, Integer> cameFrom = reach(one);
        if (one == other || !cameFrom.containsKey(other)) {
            return null;
        }
        int[] newest = new int[2];
        long newestOrder = -1;
        for (int at = other; at != one; ) {
            int before = cameFrom.getOrDefault(at, one);
            for (Link link : links.getOrDefault(at, List.of())) {
                if (link.other == before && link.order > newestOrder) {
                    newestOrder = link.order;
                    newest = new int[] {before, at};
                }
            }
            at = before;
        }
        return newest;
    }
}
