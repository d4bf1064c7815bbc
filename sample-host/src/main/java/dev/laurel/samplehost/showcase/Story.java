package dev.laurel.samplehost.showcase;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * About nine months of a community, made up from a seed: who is there, and all that they did. The same arguments give the
 * same story on every machine. Immutable, so it may be used by any thread.
 */
public final class Story {
    private final Company company;
    private final long seed;
    private final Instant end;
    private final List<Person> people;
    private final Map<String, Person> byId = new LinkedHashMap<>();
    private final Cast cast;
    private final List<Happening> happenings;

    private Story(Company company, long seed, Instant end, Season season) {
        this.company = company;
        this.seed = seed;
        this.end = end;
        this.people = season.people();
        this.people.forEach(each -> byId.put(each.id(), each));
        this.happenings = season.happenings();
        this.cast = season.cast();
    }

    /**
     * Makes up a story.
     *
     * @param company whose
     * @param seed any number; another number, another story
     * @param end everything in it happens before; kept to the millisecond
     * @return the story
     */
    public static Story of(Company company, long seed, Instant end) {
        Instant cut = Instant.ofEpochMilli(end.toEpochMilli());
        return new Story(company, seed, cut, new Season(company, seed, cut));
    }

    /** {@return whose story it is} */
    public Company company() {
        return company;
    }

    /** {@return the seed it was made from} */
    public long seed() {
        return seed;
    }

    /** {@return when it ends} */
    public Instant end() {
        return end;
    }

    /** {@return everybody, in the order of their ids} */
    public List<Person> people() {
        return people;
    }

    /**
     * Somebody.
     *
     * @param id the id of their account in the forum
     * @return the person; empty if nobody has that id
     */
    public Optional<Person> person(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** {@return who is what} */
    public Cast cast() {
        return cast;
    }

    /** {@return all that happened, by time; no two at the same millisecond} */
    public List<Happening> happenings() {
        return happenings;
    }

    /** {@return accounts that belong to the same person, for the host to merge} */
    public List<Pair> pairs() {
        return people.stream()
                .flatMap(each -> each.shopId().stream().map(shop -> new Pair(each.id(), shop)))
                .toList();
    }

    /**
     * Two accounts of one person.
     *
     * @param forumId the id in the forum
     * @param shopId the id in the shop
     */
    public record Pair(String forumId, String shopId) {}
}
