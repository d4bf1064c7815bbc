package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Person;
import dev.laurel.intake.KeyedHash;
import dev.laurel.ledger.Ledger;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.reputation.ChainWalk;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.Standing;
import dev.laurel.view.Standing.BadgeCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers what a host asks of members and their balances. Runs on the partition's thread. */
final class Reading {
    private static final String BADGE = "badge/";

    private final Engine engine;
    private final Identities identities;
    private final Dictionary dictionary;
    private final Ledger ledger;

    Reading(Engine engine) {
        this.engine = engine;
        this.identities = engine.world().around().identities();
        this.dictionary = engine.dictionary();
        this.ledger = engine.ledger();
    }

    /** {@return the identity a host names, or -1} */
    int identity(MemberKey key) {
        long[] hash = new long[2];
        engine.vault().hash().hash(KeyedHash.Domain.IDENTITY, key.source(), key.id(), hash);
        return identities.find(hash[0], hash[1]);
    }

    /** {@return the member a host names, or -1} */
    int member(MemberKey key) {
        int identity = identity(key);
        return identity < 0 || identities.isErased(identity) ? -1 : identities.member(identity);
    }

    Optional<MemberSummary> summary(MemberKey key) {
        int member = member(key);
        if (member < 0) {
            return Optional.empty();
        }
        int[] all = identities.of(member);
        List<MemberKey> keys = new ArrayList<>();
        String name = "";
        for (int identity : all) {
            Person person = engine.vault().person(identity);
            if (person != null) {
                keys.add(MemberKey.of(person.source(), person.id()));
                name = name.isEmpty() ? person.name().orElse("") : name;
            }
        }
        Map<String, Long> balances = new TreeMap<>();
        for (int unit = 0; unit < dictionary.size(); unit++) {
            long sum = 0;
            for (int identity : all) {
                sum += ledger.balance(identity, unit);
            }
            if (sum != 0) {
                balances.put(dictionary.word(unit), sum);
            }
        }
        return Optional.of(new MemberSummary(member, keys, name, balances, participations(member)));
    }

    private long participations(int member) {
        ChainWalk walk = new ChainWalk(identities, engine.log(), member);
        long count = 0;
        for (Step step = walk.next(); step != null; step = walk.next()) {
            if (step.kind() != Step.Kind.REFOLD && step.kind() != Step.Kind.FIRED && step.cause() != Place.NONE) {
                count++;
            }
        }
        return count;
    }

    private record Held(int member, long balance) {}

    /** {@return the highest balances of a unit; ranks are shared by equal balances, and order among equals is by number} */
    List<Standing> top(String unit, int limit) {
        int word = dictionary.find(unit);
        if (word < 0 || limit <= 0) {
            return List.of();
        }
        Comparator<Held> lowestFirst = Comparator.comparingLong(Held::balance)
                .thenComparing(Comparator.comparingInt(Held::member).reversed());
        PriorityQueue<Held> best = new PriorityQueue<>(lowestFirst);
        balances(word).forEach((member, balance) -> {
            best.add(new Held(member, balance));
            if (best.size() > limit) {
                best.remove();
            }
        });
        List<Held> ordered = new ArrayList<>(best);
        ordered.sort(lowestFirst.reversed());
        List<Standing> standings = new ArrayList<>(ordered.size());
        long rank = 0;
        Map<Integer, List<BadgeCount>> badges = badges();
        for (int i = 0; i < ordered.size(); i++) {
            Held held = ordered.get(i);
            rank = i > 0 && ordered.get(i - 1).balance == held.balance ? rank : i + 1;
            standings.add(standing(rank, held, badges.getOrDefault(held.member, List.of())));
        }
        return standings;
    }

    private Map<Integer, Long> balances(int unit) {
        Map<Integer, Long> byMember = new HashMap<>();
        ledger.visit(unit, (identity, value) -> {
            int member = identities.member(identity);
            if (!identities.isErased(member)) {
                byMember.merge(member, value, Math::addExact);
            }
        });
        return byMember;
    }

    private Map<Integer, List<BadgeCount>> badges() {
        Map<Integer, List<BadgeCount>> byMember = new HashMap<>();
        TreeMap<String, Integer> units = new TreeMap<>();
        for (int word = 0; word < dictionary.size(); word++) {
            if (dictionary.word(word).startsWith(BADGE)) {
                units.put(dictionary.word(word).substring(BADGE.length()), word);
            }
        }
        units.forEach((badge, unit) -> balances(unit).forEach((member, count) -> {
            if (count != 0) {
                byMember.computeIfAbsent(member, key -> new ArrayList<>()).add(new BadgeCount(badge, count));
            }
        }));
        return byMember;
    }

    private Standing standing(long rank, Held held, List<BadgeCount> badges) {
        Person person = engine.vault().person(held.member);
        MemberKey key = person == null ? MemberKey.of("", "") : MemberKey.of(person.source(), person.id());
        String name = person == null ? "" : person.name().orElse("");
        return new Standing(rank, held.member, key, name, held.balance, badges);
    }

    @Nullable
    String name(int member) {
        Person person = engine.vault().person(member);
        return person == null ? null : person.name().orElse(null);
    }
}
