package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Chance;
import dev.laurel.samplehost.showcase.script.Line;
import dev.laurel.samplehost.showcase.script.Scenario;
import dev.laurel.samplehost.showcase.script.Scenario.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Decides which conversation is next and who begins it, so that none comes again before the others have been. */
final class Director {
    /** A simulator goes on for ever, so it has to forget. */
    private static final int LATELY = 400;

    private final Catalogue catalogue;
    private final Troupe troupe;
    private final Chance chance;
    private final Ids ids;
    private final Map<String, Deque<Scenario>> decks = new TreeMap<>();
    private final Map<String, Integer> used = new TreeMap<>();
    private final Set<String> lately = new LinkedHashSet<>();
    private int marks;
    private int poor;
    private int ringTurn;
    private int conversations;
    private int unnoticedTurns;

    Director(Catalogue catalogue, List<Person> people, Chance chance, Ids ids) {
        this.catalogue = catalogue;
        this.chance = chance;
        this.troupe = new Troupe(people, chance);
        this.ids = ids;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Troupe troupe() {
        return troupe;
    }

    Chance chance() {
        return chance;
    }

    Ids ids() {
        return ids;
    }

    /** {@return what happens in the next conversation, by offset} */
    List<Draft> next(Instant at) {
        conversations++;
        String language = chance.below(100) < catalogue.number("french percent") ? "fr" : "en";
        int kind = chance.below(100);
        if (kind < catalogue.number("review percent")) {
            return review(language, at);
        }
        if (kind < catalogue.number("review percent") + catalogue.number("photo percent")) {
            Scenario photo = draw(Kind.PHOTO, language);
            return new Conversation(this, photo, opening(troupe.asker(language, at), at)).photo();
        }
        List<Person> ring = troupe.ringWithout(troupe.of(Part.BOT).get(0), at);
        if (language.equals(catalogue.text("ring")) && chance.odds(.3) && isRingThere(ring)) {
            return new Conversation(this, draw(Kind.QUESTION, language), opening(ring.get(turn(ring)), at)).amongRing();
        }
        return new Conversation(this, draw(Kind.QUESTION, language), opening(troupe.asker(language, at), at))
                .question();
    }

    /** {@return what happens around a post of the wave of complaints} */
    List<Draft> wave(Kind kind, String language, Opening opening) {
        Scenario scenario = draw(kind, language);
        Conversation conversation = new Conversation(this, scenario, opening);
        return kind == Kind.WAVE ? conversation.question() : conversation.review();
    }

    /** {@return a question by somebody in particular, which hardly anybody cares about} */
    List<Draft> question(Person asker, Instant at) {
        return new Conversation(this, draw(Kind.QUESTION, asker.language()), opening(asker, at)).ignored();
    }

    /** Whose turn it is in the ring, one after the other, so that all of them rise. */
    int turn(List<Person> ring) {
        return ringTurn++ % ring.size();
    }

    /** {@return whether the ring has its say here: often enough to rise, and not everywhere} */
    boolean isRingThere(List<Person> ring) {
        return ring.size() > 2 && ringTurn < conversations * catalogue.number("ring percent") / 100 && chance.odds(.6);
    }

    /** {@return whether the one whom nobody notices answers here; too often, and everybody would notice} */
    boolean isUnnoticedThere() {
        boolean there = unnoticedTurns < 2 + conversations * catalogue.number("unnoticed percent") / 100;
        unnoticedTurns += there ? 1 : 0;
        return there;
    }

    /** {@return whether the mark that is about to be made will be taken back} */
    boolean isTakenBack() {
        return ++marks % 60 == 0;
    }

    /** {@return whether the poor post that was just written will be removed} */
    boolean isRemoved() {
        return ++poor % 30 == 5;
    }

    /** {@return whether nobody has said so lately; from now on, somebody has} */
    boolean isNew(String text) {
        if (lately.size() == LATELY) {
            lately.remove(lately.iterator().next());
        }
        return lately.add(text);
    }

    /** The lines of a key take turns, so that two conversations from one scenario begin differently. */
    Line next(Scenario scenario, String key) {
        List<Line> lines = scenario.lines(key);
        int turn = used.merge(scenario.id() + " " + key, 1, Integer::sum)
                + Math.floorMod(scenario.id().hashCode(), 7);
        return lines.get(turn % lines.size());
    }

    private List<Draft> review(String language, Instant at) {
        Optional<Person> buyer = troupe.buyer(language, at);
        if (buyer.isEmpty()) {
            return List.of();
        }
        return new Conversation(this, draw(Kind.REVIEW, language), opening(buyer.get(), at)).review();
    }

    private static Opening opening(Person starter, Instant at) {
        return new Opening(starter, at, Map.of());
    }

    private Scenario draw(Kind kind, String language) {
        String name = kind + " " + language;
        Deque<Scenario> deck = decks.computeIfAbsent(name, none -> new ArrayDeque<>());
        if (deck.isEmpty()) {
            List<Scenario> all = new ArrayList<>();
            for (Scenario each : catalogue.scenarios()) {
                if (each.kind() == kind && each.language().equals(language)) {
                    all.add(each);
                }
            }
            if (all.isEmpty()) {
                throw new IllegalStateException("no scenario of the kind " + name + " is written");
            }
            deck.addAll(chance.shuffled(all));
        }
        return deck.removeFirst();
    }

    /** Parts who neither answer in the ordinary way nor are picked by chance. */
    static boolean isApart(Person person) {
        return Set.of(Part.RING, Part.FOLLOWED).contains(person.part());
    }
}
