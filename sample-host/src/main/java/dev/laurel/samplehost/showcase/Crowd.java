package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.Company.Town;
import dev.laurel.samplehost.showcase.Person.Traits;
import dev.laurel.samplehost.showcase.script.Chance;
import dev.laurel.samplehost.showcase.script.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes up the people of a company. */
final class Crowd {
    static final int PEOPLE = 150;

    /** Those who answer most and are neither trusted nor outstanding: whom a ranking by points shows. */
    private static final int REGULARS = 10;

    private static final int SEEDS = 6;
    private static final int RING = 6;
    private static final int STAFF = 3;

    private final Catalogue catalogue;
    private final Chance chance;
    private final Instant start;
    private final Duration length;
    private final Map<String, List<String>> names = new TreeMap<>();
    private final Set<String> given = new LinkedHashSet<>();
    private final List<Integer> numbers;
    private final List<Person> people = new ArrayList<>();

    private Crowd(Catalogue catalogue, Chance chance, Instant start, Instant end) {
        this.catalogue = catalogue;
        this.chance = chance;
        this.start = start;
        this.length = Duration.between(start, end);
        for (Entry each : Entry.read("names.txt")) {
            names.computeIfAbsent(each.key(), none -> new ArrayList<>()).addAll(each.names());
        }
        List<Integer> all = new ArrayList<>();
        for (int i = 1; i <= PEOPLE; i++) {
            all.add(i);
        }
        this.numbers = chance.shuffled(all);
    }

    /** {@return the people, in the order of their ids} */
    static List<Person> of(Catalogue catalogue, Chance chance, Instant start, Instant end) {
        Crowd crowd = new Crowd(catalogue, chance, start, end);
        crowd.gather();
        crowd.people.sort((one, other) -> one.id().compareTo(other.id()));
        return List.copyOf(crowd.people);
    }

    private void gather() {
        for (int i = 0; i < STAFF; i++) {
            add(Part.STAFF, i % 2 == 0 ? "fr" : "en", 1, .9);
        }
        for (String each : catalogue.text("bots").split(",", -1)) {
            given.add(each.strip());
            add(Part.BOT, "en", 1, .5);
        }
        for (int i = 0; i < SEEDS; i++) {
            add(Part.SEED, i % 2 == 0 ? "en" : "fr", 1.2 + chance.fraction(), .85 + chance.fraction() / 10);
        }
        for (int i = 0; i < RING; i++) {
            add(Part.RING, catalogue.text("ring"), 1, .2 + chance.fraction() / 6);
        }
        add(Part.FOLLOWED, catalogue.text("ring"), .3, .2);
        add(Part.UNNOTICED, catalogue.text("unnoticed language"), 1, .97);
        for (int i = 0; i < REGULARS; i++) {
            add(Part.MEMBER, i % 2 == 0 ? language() : "fr", 8 + 4 * chance.fraction(), .62 + chance.fraction() / 6);
        }
        while (people.size() < PEOPLE) {
            double quality = 1 / (1 + StrictMath.exp(.1 - .9 * chance.normal()));
            add(Part.MEMBER, language(), Math.min(4, chance.lognormal(1, 1.1)), quality);
        }
    }

    private String language() {
        return chance.below(100) < catalogue.number("french percent") ? "fr" : "en";
    }

    private void add(Part part, String language, double activity, double quality) {
        boolean feminine = chance.odds(.5);
        int number = numbers.get(people.size());
        List<String> topics = part == Part.UNNOTICED
                ? List.of(catalogue.text("unnoticed topic"))
                : chance.shuffled(List.copyOf(catalogue.topics().keySet())).subList(0, 2 + chance.below(2));
        boolean member = part != Part.STAFF && part != Part.BOT;
        people.add(new Person(
                catalogue.text("prefix") + String.format(Locale.ROOT, "%03d", number),
                part == Part.BOT ? lastGiven() : name(language, feminine),
                language,
                town(language),
                part == Part.MEMBER || part == Part.FOLLOWED ? consent() : Consent.AGREED,
                part,
                member && (part != Part.MEMBER || chance.odds(.86))
                        ? Optional.of("K" + (48_000 + 37 * numbers.get(PEOPLE - 1 - people.size())))
                        : Optional.empty(),
                joined(part, activity),
                new Traits(activity, quality, feminine, List.copyOf(topics))));
    }

    private Consent consent() {
        double where = chance.fraction();
        return where < .66 ? Consent.AGREED : where < .8 ? Consent.OPTED_OUT : Consent.NEVER_ASKED;
    }

    /** Most came in the first weeks, and those who matter to the story were there early. */
    private Instant joined(Part part, double activity) {
        double share;
        if (part == Part.STAFF || part == Part.BOT) {
            share = .002 * chance.fraction();
        } else if (part == Part.SEED || part == Part.UNNOTICED || activity > 4) {
            share = .005 + .04 * chance.fraction();
        } else if (part == Part.RING) {
            share = .2 + .03 * chance.fraction();
        } else if (part == Part.FOLLOWED) {
            share = .45;
        } else {
            share = chance.odds(.5) ? .005 + .12 * chance.fraction() : .1 + .82 * chance.fraction();
        }
        return start.plusMillis((long) (length.toMillis() * share));
    }

    private String town(String language) {
        List<Town> own = catalogue.towns().stream()
                .filter(each -> each.language().equals(language))
                .toList();
        return chance.one(chance.odds(.88) ? own : catalogue.towns()).name();
    }

    private String name(String language, boolean feminine) {
        String name;
        do {
            name = chance.one(all("first " + language + (feminine ? " f" : " m"))) + " "
                    + chance.one(all("last " + language));
        } while (!given.add(name));
        return name;
    }

    private String lastGiven() {
        List<String> all = List.copyOf(given);
        return all.get(all.size() - 1);
    }

    private List<String> all(String key) {
        List<String> found = names.get(key);
        if (found == null) {
            throw new IllegalStateException("names.txt has no line \"" + key + "\"");
        }
        return found;
    }
}
