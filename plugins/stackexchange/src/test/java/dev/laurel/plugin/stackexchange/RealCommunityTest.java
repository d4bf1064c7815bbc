package dev.laurel.plugin.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Activity;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules over the real community, beside what the site itself came to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealCommunityTest {
    private final Map<String, Long> totals = new HashMap<>();
    private final Map<String, Map<String, Integer>> awards = new HashMap<>();
    private final TreeSet<String> posters = new TreeSet<>();
    private List<Activity> activities;
    private NaiveFold fold;

    @BeforeAll
    void foldTheCommunity() throws Exception {
        rows("Users.xml", row -> totals.put(row.get("Id"), Long.valueOf(row.get("Reputation"))));
        rows("Posts.xml", row -> posters.add(row.getOrDefault("OwnerUserId", "-1")));
        rows(
                "Badges.xml",
                row -> awards.computeIfAbsent(row.get("Name"), name -> new HashMap<>())
                        .merge(row.get("UserId"), 1, Integer::sum));
        posters.remove("-1");
        activities = BundledDump.read(1000).activities();
        fold = folded(activities);
    }

    private static NaiveFold folded(List<Activity> activities) {
        List<RewardRule> rules = new ArrayList<>(Reputation2018.rules());
        rules.addAll(Badges2018.rules());
        NaiveFold fold = new NaiveFold(rules);
        fold.fold(activities);
        return fold;
    }

    private static void rows(String file, Consumer<Map<String, String>> each) throws Exception {
        try (InputStream in = Files.newInputStream(BundledDump.DIRECTORY.resolve(file))) {
            XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("row")) {
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        row.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                    }
                    each.accept(row);
                }
            }
        }
    }

    /** How far a member is from the site's total, with or without the network's 100 points, whichever is nearer. */
    private long distance(String member) {
        long site = totals.get(member);
        return Math.min(Math.abs(site - fold.balance(member, 0)), Math.abs(site - fold.balance(member, 100)));
    }

    @Test
    void givenThe333WhoPosted_whenComparedWithTheSite_thenMostAreExact() {
        long exact = posters.stream().filter(member -> distance(member) == 0).count();
        long near = posters.stream().filter(member -> distance(member) <= 5).count();

        assertThat(posters).hasSize(333);
        assertThat(exact).isGreaterThanOrEqualTo(247); // 73.9 % of 333 is 246.1.
        assertThat(near).isGreaterThanOrEqualTo(307); // 91.9 % is 306.03.
    }

    @Test
    void givenThe333WhoPosted_whenCorrelatedWithTheSite_thenPearsonIsAtLeast997Thousandths() {
        double n = posters.size();
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (String member : posters) {
            double site = totals.get(member);
            double ours = fold.balance(member, 0);
            x += site;
            y += ours;
            xx += site * site;
            yy += ours * ours;
            xy += site * ours;
        }

        assertThat((n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y)))
                .isGreaterThanOrEqualTo(.997);
    }

    @ParameterizedTest
    @CsvSource({
        "nice-question, Nice Question, 145, 1, 1",
        "good-question, Good Question, 8, 1, 1",
        "good-answer, Good Answer, 8, 1, 1",
        "nice-answer, Nice Answer, 0, 1, .969",
        "scholar, Scholar, 0, 1, .994",
        "teacher, Teacher, 0, .994, .988",
        "student, Student, 0, .996, .978",
        "commentator, Commentator, 0, 1, .909",
    })
    void givenABadge_whenComparedWithTheSite_thenPrecisionAndRecallAreThoseOfAPlainReplay(
            String badge, String name, int awarded, double precision, double recall) {
        Map<String, Integer> ours = fold.holders(badge);
        Map<String, Integer> site = awards.get(name);
        int both = 0;
        for (Map.Entry<String, Integer> one : ours.entrySet()) {
            both += Math.min(one.getValue(), site.getOrDefault(one.getKey(), 0));
        }

        // Published figures have three digits.
        assertThat(both / (double) sum(ours)).isGreaterThanOrEqualTo(precision - .0005);
        assertThat(both / (double) sum(site)).isGreaterThanOrEqualTo(recall - .0005);
        if (awarded > 0) {
            assertThat(sum(site)).isEqualTo(awarded);
        }
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void givenAnyOrderOfArrival_whenFolded_thenBalancesAreTheSame() {
        List<Activity> shuffled = new ArrayList<>(activities);
        Collections.shuffle(shuffled, new Random(3));
        NaiveFold again = folded(shuffled);

        assertThat(posters).allMatch(member -> again.balance(member, 0) == fold.balance(member, 0));
        assertThat(again.holders("nice-answer")).isEqualTo(fold.holders("nice-answer"));
    }
}
