package dev.laurel.plugin.stackexchange;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.testkit.FakeLogger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BundledDumpTest {

    @Test
    void givenTheBundledDump_whenRead_thenEveryRowBecomesAnActivity() throws Exception {
        SmallDump.Content content = BundledDump.read(1000);
        Map<String, Long> types = content.activities().stream().collect(groupingBy(Activity::type, counting()));

        assertThat(content.rejects()).isEmpty();
        assertThat(content.activities()).hasSize(3_461 + 1_986 + 3_413 + 12_560);
        assertThat(new HashSet<>(content.ids())).hasSameSizeAs(content.ids());
        assertThat(types)
                .containsOnly(
                        entry("member.joined", 3_461L),
                        entry("question.posted", 612L),
                        entry("answer.posted", 1_060L),
                        entry("wiki.posted", 314L),
                        entry("comment.posted", 3_413L),
                        entry("answer.accepted", 390L),
                        entry("vote.up", 10_103L),
                        entry("vote.down", 668L),
                        entry("vote.favourite", 710L),
                        entry("bounty.offered", 22L),
                        entry("bounty.awarded", 15L),
                        entry("bounty.expired", 5L),
                        entry("post.flagged", 3L),
                        entry("post.deletion-voted", 121L),
                        entry("post.undeletion-voted", 18L),
                        entry("post.reviewed", 91L),
                        entry("post.edit-approved", 414L));
    }

    @Test
    void givenTheBundledDump_whenRead_thenTimesRunForwardButForTheFewRowsThatTheSiteWroteLate() throws Exception {
        List<Activity> activities = BundledDump.read(1000).activities();
        Instant latest = Instant.MIN;
        int late = 0;
        for (Activity activity : activities) {
            late += activity.at().isBefore(latest) ? 1 : 0;
            latest = activity.at().isAfter(latest) ? activity.at() : latest;
        }

        assertThat(late).isLessThan(activities.size() / 100);
    }

    @Test
    void givenTheBundledDump_whenResumedAtPagesOfAnySize_thenTheSequenceIsTheSame() throws Exception {
        List<String> whole = BundledDump.read(Integer.MAX_VALUE).lines();
        Random random = new Random(7);
        int at = 0;
        Cursor cursor = Cursor.start();
        Page page;
        do {
            try (DumpConnector connector = new DumpConnector(BundledDump.DIRECTORY, new FakeLogger())) {
                page = connector.pull(cursor, 1 + random.nextInt(1000));
            }
            int end = at + page.activities().size();
            assertThat(page.activities().stream().map(SmallDump::line)).isEqualTo(whole.subList(at, end));
            at = end;
            cursor = page.next();
        } while (page.more());

        assertThat(at).isEqualTo(whole.size());
        assertThat(BundledDump.read(777).lines()).isEqualTo(whole);
    }
}
