package dev.laurel.samplehost.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a site itself came to, as its dump says: the reputation of each account, who posted, and who was awarded which
 * badge. Immutable; safe for use by any thread.
 */
public final class SiteTotals {
    /** The account that stands for the site itself: it owns pages, and is nobody. */
    private static final String SITE_ITSELF = "-1";

    private final Map<String, Long> reputations;
    private final Set<String> posters;
    private final Map<String, Map<String, Long>> awards;

    private SiteTotals(Map<String, Long> reputations, Set<String> posters, Map<String, Map<String, Long>> awards) {
        this.reputations = reputations;
        this.posters = posters;
        this.awards = awards;
    }

    /**
     * Reads them from a dump. Blocks; takes about as long as reading the files.
     *
     * @param directory the folder with {@code Users.xml} and {@code Posts.xml}, and {@code Badges.xml} if there is one
     * @return the totals; what the files do not hold, or hold broken, is left out
     * @throws IOException if a file that is there cannot be read
     */
    public static SiteTotals read(Path directory) throws IOException {
        Map<String, Long> reputations = new HashMap<>();
        Set<String> posters = new HashSet<>();
        Map<String, Map<String, Long>> awards = new HashMap<>();
        DumpRows.read(
                directory.resolve("Users.xml"),
                row -> row.number("Id")
                        .ifPresent(id -> row.number("Reputation")
                                .ifPresent(reputation -> reputations.put(Long.toString(id), reputation))));
        DumpRows.read(
                directory.resolve("Posts.xml"),
                row -> row.number("OwnerUserId").ifPresent(id -> posters.add(Long.toString(id))));
        DumpRows.read(
                directory.resolve("Badges.xml"),
                row -> row.number("UserId")
                        .ifPresent(id -> row.text("Name")
                                .ifPresent(name -> awards.computeIfAbsent(kebabCase(name), badge -> new HashMap<>())
                                        .merge(Long.toString(id), 1L, Long::sum))));
        posters.remove(SITE_ITSELF);
        return new SiteTotals(reputations, Collections.unmodifiableSet(posters), awards);
    }

    private static String kebabCase(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /**
     * The reputation that the site shows for an account.
     *
     * @param id the id of the account
     * @return the reputation; empty if the dump does not hold the account
     */
    public OptionalLong total(String id) {
        Long total = reputations.get(id);
        return total == null ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /** {@return the accounts that own a post of any kind, but not the one that stands for the site itself} */
    public Set<String> posters() {
        return posters;
    }

    /**
     * Who was awarded a badge, and how often.
     *
     * @param badge its name in lower case, words joined by hyphens
     * @return times by account, each at least 1; empty if nobody was
     */
    public Map<String, Long> awards(String badge) {
        return Collections.unmodifiableMap(awards.getOrDefault(badge, Map.of()));
    }
}
