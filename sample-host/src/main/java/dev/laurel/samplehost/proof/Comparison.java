package dev.laurel.samplehost.proof;

import dev.laurel.view.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How Laurel's results compare with the site's own.
 *
 * <p>Established members of the network start on a new site with 100 points more. A dump does not say who did, so it is
 * inferred from the very total that is compared: for each member, Laurel's balance and a replay of the same days with a
 * start of 100 more are held against the site's total, and the nearer one counts. This favours a match by chance for
 * whoever happens to be 100 away; it cannot hide any other difference.
 *
 * @param members how many members are compared: all who posted
 * @param exact the share of them, 0 to 1, whose total is met exactly
 * @param within the share of them, 0 to 1, whose total is met within 5 points
 * @param pearson the correlation of Laurel's balances, with nothing inferred, with the site's totals; 0 if either does not
 *     vary
 * @param replayed how many of them have the balance to which a replay of their own days comes: all of them, unless Laurel's
 *     floor is wrong
 * @param badges each badge that the rules or the site awarded; empty if the dump holds no badges
 */
public record Comparison(
        int members, double exact, double within, double pearson, int replayed, List<BadgeMatch> badges) {
    private static final List<String> BADGES = List.of(
            "nice-question",
            "good-question",
            "great-question",
            "nice-answer",
            "good-answer",
            "great-answer",
            "student",
            "teacher",
            "scholar",
            "commentator");

    private static final long START = 1;
    private static final long LEAST = 1;
    private static final long NETWORK = 100;
    private static final long NEAR = 5;
    private static final String BADGE = "badge/";

    /** Keeps a copy of the list. */
    public Comparison {
        badges = List.copyOf(badges);
    }

    /**
     * How one badge compares, over all members and times it was awarded.
     *
     * @param badge its name in lower case, words joined by hyphens
     * @param awarded how often the site awarded it
     * @param ours how often Laurel awarded it
     * @param both how often both awarded it to the same member
     */
    public record BadgeMatch(String badge, long awarded, long ours, long both) {

        /** {@return the share, 0 to 1, of Laurel's awards that the site made too; 1 if there are none} */
        public double precision() {
            return ours == 0 ? 1 : (double) both / ours;
        }

        /** {@return the share, 0 to 1, of the site's awards that Laurel made too; 1 if there are none} */
        public double recall() {
            return awarded == 0 ? 1 : (double) both / awarded;
        }
    }

    /**
     * Compares.
     *
     * @param site what the site came to
     * @param standings what Laurel came to: all members by points; who has no id any more is left out, and a member who
     *     posted and is not among them counts as one with 0 points
     * @param days what each day brought, {@link DaySums}, by the ids of the members who posted
     * @return the comparison
     */
    public static Comparison of(
            SiteTotals site, List<Standing> standings, Map<String, SortedMap<LocalDate, Long>> days) {
        Map<String, Long> balances = new HashMap<>();
        standings.forEach(each -> balances.put(each.key().id(), each.balance()));
        List<long[]> pairs = new ArrayList<>();
        int exact = 0;
        int within = 0;
        int replayed = 0;
        for (String member : site.posters()) {
            long total = site.total(member).orElse(0);
            long balance = balances.getOrDefault(member, 0L);
            Iterable<Long> sums = days.containsKey(member) ? days.get(member).values() : List.of();
            long difference = Math.min(Math.abs(total - balance), Math.abs(total - replay(NETWORK, sums)));
            exact += difference == 0 ? 1 : 0;
            within += difference <= NEAR ? 1 : 0;
            replayed += balance == replay(0, sums) ? 1 : 0;
            pairs.add(new long[] {total, balance});
        }
        double whole = Math.max(1, pairs.size());
        return new Comparison(
                pairs.size(), exact / whole, within / whole, pearson(pairs), replayed, badges(site, standings));
    }

    /**
     * What a member has after all days, if no day may end below {@link #LEAST}. The floor gives at the end of each day what
     * is missing then; over all days together that is the deepest fall below it.
     */
    private static long replay(long more, Iterable<Long> sums) {
        long sum = START + more;
        long deepest = Math.min(0, sum - LEAST);
        for (long day : sums) {
            sum = Math.addExact(sum, day);
            deepest = Math.min(deepest, sum - LEAST);
        }
        return sum - deepest;
    }

    private static double pearson(List<long[]> pairs) {
        double meanX = pairs.stream().mapToLong(pair -> pair[0]).average().orElse(0);
        double meanY = pairs.stream().mapToLong(pair -> pair[1]).average().orElse(0);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (long[] pair : pairs) {
            double x = pair[0] - meanX;
            double y = pair[1] - meanY;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
    }

    private static List<BadgeMatch> badges(SiteTotals site, List<Standing> standings) {
        Map<String, Map<String, Long>> ours = new HashMap<>();
        for (Standing standing : standings) {
            String member = standing.key().id();
            for (Standing.BadgeCount held : member.isEmpty() ? List.<Standing.BadgeCount>of() : standing.badges()) {
                String badge = held.badge().startsWith(BADGE) ? held.badge().substring(BADGE.length()) : held.badge();
                ours.computeIfAbsent(badge, name -> new HashMap<>()).merge(member, held.count(), Long::sum);
            }
        }
        boolean known = BADGES.stream().anyMatch(badge -> !site.awards(badge).isEmpty());
        return !known
                ? List.of()
                : BADGES.stream()
                        .map(badge -> match(badge, site.awards(badge), ours.getOrDefault(badge, Map.of())))
                        .filter(match -> match.awarded() + match.ours() > 0)
                        .toList();
    }

    private static BadgeMatch match(String badge, Map<String, Long> site, Map<String, Long> ours) {
        long both = ours.entrySet().stream()
                .mapToLong(held -> Math.min(held.getValue(), site.getOrDefault(held.getKey(), 0L)))
                .sum();
        return new BadgeMatch(badge, sum(site), sum(ours), both);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
