package dev.laurel.pipeline;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a history comes to, worked out in the plainest way: everything that counts, sorted by time, from scratch. Shares
 * nothing with the engine but the rules.
 */
final class Oracle {
    /** What is known of an object. */
    static final class Thing {
        String type = "";

        @Nullable
        String parent;

        @Nullable
        String author;

        List<String> topics = List.of();
        ObjectState state = ObjectState.LIVE;
    }

    /** A member's part in an activity. */
    record Part(Sent sent, Role role) {}

    private final HouseRules rules;
    private final Instant horizon;
    private final Map<String, String> merged = new HashMap<>();
    private final Map<String, Sent> byKey = new LinkedHashMap<>();
    private final Map<String, List<String>> withdrawals = new HashMap<>();
    private final Map<String, Thing> things = new TreeMap<>();
    private final List<Sent> counting = new ArrayList<>();

    Oracle(HouseRules rules, List<Sent> history, Instant horizon) {
        this.rules = rules;
        this.horizon = horizon;
        for (Sent sent : history) {
            byKey.merge(
                    sent.key(),
                    sent,
                    (one, other) -> other.activity().revision() > one.activity().revision() ? other : one);
        }
    }

    /** Makes two members one, by source and id. */
    void merge(String from, String into) {
        merged.put(from, into);
    }

    /** {@return balances by identity ({@code source/id} of the member's root) and unit, without zeros} */
    Map<String, Long> totals() {
        learn();
        Map<String, List<Part>> parts = new TreeMap<>();
        for (Sent sent : counting) {
            parts(sent)
                    .forEach((role, identity) -> parts.computeIfAbsent(root(identity), key -> new ArrayList<>())
                            .add(new Part(sent, role)));
        }
        Map<String, Long> totals = new TreeMap<>();
        parts.forEach((member, own) -> new OracleFold(this, rules, member, own)
                .run(horizon)
                .forEach((unit, amount) -> {
                    if (amount != 0) {
                        totals.put(member + " " + unit, amount);
                    }
                }));
        return totals;
    }

    private void learn() {
        for (Sent sent : byKey.values()) {
            sent.activity()
                    .withdraws()
                    .ifPresent(id -> withdrawals
                            .computeIfAbsent(sent.source() + "/" + id, key -> new ArrayList<>())
                            .add(sent.key()));
        }
        List<Sent> kept = byKey.values().stream()
                .filter(sent -> !isTakenBack(sent.key(), new HashSet<>()))
                .sorted(Worlds.ORDER)
                .toList();
        kept.forEach(this::say);
        kept.stream()
                .filter(sent -> sent.activity().object().isEmpty() || isLive(thingKey(sent)))
                .forEach(counting::add);
    }

    private boolean isTakenBack(String key, Set<String> path) {
        if (!path.add(key)) {
            return false;
        }
        boolean back = withdrawals.getOrDefault(key, List.of()).stream()
                .anyMatch(withdrawal -> !isTakenBack(withdrawal, path));
        path.remove(key);
        return back;
    }

    private void say(Sent sent) {
        ObjectRef about = sent.activity().object().orElse(null);
        if (about == null) {
            return;
        }
        Thing thing = things.computeIfAbsent(thingKey(sent), key -> new Thing());
        thing.type = about.type().orElse(thing.type);
        thing.parent = about.parent().map(id -> sent.source() + "/" + id).orElse(thing.parent);
        if (about.authorless() || about.author().isPresent()) {
            thing.author = about.author()
                    .map(author -> sent.source() + "/" + author.id())
                    .orElse(null);
        }
        thing.topics = about.topics().isEmpty() ? thing.topics : about.topics();
        thing.state = about.state().orElse(thing.state);
    }

    private boolean isLive(@Nullable String key) {
        Thing thing = key == null ? null : things.get(key);
        return thing == null || (thing.state == ObjectState.LIVE && isLive(thing.parent));
    }

    static @Nullable String thingKey(Sent sent) {
        return sent.activity()
                .object()
                .map(object -> sent.source() + "/" + object.id())
                .orElse(null);
    }

    @Nullable
    Thing thing(@Nullable String key) {
        return key == null ? null : things.get(key);
    }

    /** {@return who takes part, named ones first, by identity} */
    Map<Role, String> parts(Sent sent) {
        Map<Role, String> parts = new LinkedHashMap<>();
        Map<Role, Actor> named = new TreeMap<>(sent.activity().actors());
        named.forEach((role, actor) -> parts.put(role, sent.source() + "/" + actor.id()));
        Thing thing = thing(thingKey(sent));
        if (thing != null) {
            Thing parent = thing(thing.parent);
            derive(parts, Role.AUTHOR, thing.author);
            derive(parts, Role.ASKER, parent == null ? null : parent.author);
        }
        return parts;
    }

    private static void derive(Map<Role, String> parts, Role role, @Nullable String identity) {
        if (identity != null) {
            parts.putIfAbsent(role, identity);
        }
    }

    @Nullable
    String holder(Sent sent, Role role) {
        String identity = parts(sent).get(role);
        return identity == null ? null : root(identity);
    }

    String root(String identity) {
        String into = merged.get(identity);
        return into == null ? identity : root(into);
    }

    /** {@return what counts and is about an object, in time order} */
    List<Sent> about(@Nullable String thing) {
        return counting.stream()
                .filter(sent -> thing != null && thing.equals(thingKey(sent)))
                .toList();
    }

    static Activity of(Part part) {
        return part.sent().activity();
    }
}
