package dev.laurel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.TownPlugin;
import dev.laurel.plugin.PluginCatalog;
import dev.laurel.plugin.RuleBook;
import dev.laurel.plugin.Selection;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.store.Commit;
import dev.laurel.store.HeapStore;
import dev.laurel.store.Space;
import dev.laurel.store.StoreException;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import dev.laurel.view.VerifyReport;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is remembered of ids is damaged in a store that has no checksums, as if it had been written wrongly: if verify says
 * nothing, every activity that is sent again is known.
 */
@Timeout(1_200)
class ForgottenIdsTest {
    private static final int FLIPS = Boolean.getBoolean("laurel.proof") ? 2_000 : 40;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final int ACTIVITIES = 4_000;
    private static final int IDS_IN_MEMORY = 1_024;

    private final Random random = new Random(20_260_307);
    private final HeapStore store = new HeapStore();
    private PluginCatalog catalog;
    private RuleBook rules;

    @BeforeEach
    void fill() throws Exception {
        catalog = PluginCatalog.of(List.of(new TownPlugin()), CLOCK);
        rules = RuleBook.open(catalog, "town", List.of(new Selection("town/rules", "rules", Map.of())), CLOCK);
        try (Partition partition = open(store)) {
            for (int from = 0; from < ACTIVITIES; from += 100) {
                partition.record("portal", activities(from, from + 100)).get(20, TimeUnit.SECONDS);
            }
            assertThat(verify(partition).problems()).isEmpty();
        }
        assertThat(store.count(Space.ID_RUN)).as("pages of ids on disk").isGreaterThan(5);
    }

    @AfterEach
    void unload() {
        rules.close();
    }

    private Partition open(HeapStore from) {
        PartitionSettings settings = new PartitionSettings(
                ZoneOffset.UTC,
                rules,
                null,
                new SecureRandom(),
                new PartitionSettings.Memory(1_000, 1 << 20, IDS_IN_MEMORY),
                List.of(),
                new Watchdog(Watchdog.PATIENCE));
        return Partition.open("town", () -> from, settings, CLOCK);
    }

    /** One in ten says anew what an earlier one said. */
    private static List<Activity> activities(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Activity.of("thanks", "a" + (i % 10 == 9 ? i / 2 : i))
                        .revision(i + 1L)
                        .at(NOON.minusSeconds(i))
                        .by(Role.RATER, Actor.of("ada"))
                        .by(Role.THANKED, Actor.of("bob-" + i % 7))
                        .build())
                .toList();
    }

    private static VerifyReport verify(Partition partition) throws Exception {
        return new Questions(partition).verify().get(60, TimeUnit.SECONDS);
    }

    private static void flip(HeapStore in, Space space, Commit.Page page, int bit) {
        byte[] body = page.body().clone();
        body[bit / 8] ^= (byte) (1 << bit % 8);
        in.followed(new Commit().put(space, page.major(), page.minor(), body));
    }

    private List<Commit.Page> pages(Space space) {
        List<Commit.Page> pages = new ArrayList<>();
        store.pages(space, (major, minor, body) -> pages.add(new Commit.Page(space, major, minor, body)));
        return pages;
    }

    @Test
    void givenAnyBitOfWhatIsRememberedOfIdsFlipped_whenVerifyIsClean_thenEveryActivitySentAgainIsKnown()
            throws Exception {
        int found = 0;
        for (int i = 0; i < FLIPS; i++) {
            Space space = i % 2 == 0 ? Space.IDS : Space.ID_RUN;
            List<Commit.Page> pages = pages(space);
            // Not the first page of runs: it says how many there are of everything, and so how much memory to take.
            int first = space == Space.IDS ? 0 : 1;
            Commit.Page page = pages.get(first + random.nextInt(pages.size() - first));
            int bit = random.nextInt(page.body().length * 8);
            HeapStore damaged = store.copy();
            flip(damaged, space, page, bit);
            String flipped = space + "/" + page.major() + "/" + page.minor() + " bit " + bit;
            try (Partition partition = open(damaged)) {
                if (!verify(partition).isClean()) {
                    found++;
                    continue;
                }
                for (int from = 0; from < ACTIVITIES; from += 1_000) {
                    assertThat(partition
                                    .record("portal", activities(from, from + 1_000))
                                    .get(20, TimeUnit.SECONDS))
                            .as(flipped)
                            .extracting(Recorded::outcome)
                            .containsOnly(Outcome.DUPLICATE);
                }
            } catch (StoreException refused) {
                assertThat(refused).as(flipped).hasMessageContaining("restore a backup");
            }
        }
        assertThat(found).isGreaterThan(FLIPS / 3);
    }

    @Test
    void givenFollower_whenVerified_thenItIsClean() throws Exception {
        try (Partition partition = open(store.copy().follow())) {
            assertThat(verify(partition).problems()).isEmpty();
        }
    }

    @Test
    void givenOneIdOrDigestThatIsAnother_whenVerified_thenTheActivityIsNamedWithWhatItMeansAndTheRemedy()
            throws Exception {
        Commit.Page page = pages(Space.IDS).get(2);
        for (int at : new int[] {0, 8, 16}) {
            HeapStore damaged = store.copy();
            flip(damaged, Space.IDS, page, (37 * 24 + at) * 8);
            try (Partition partition = open(damaged)) {
                assertThat(verify(partition).problems())
                        .singleElement()
                        .asString()
                        .contains("activity " + (2 * 512 + 37) + " is in the log, but not remembered")
                        .contains("count twice", "restore a backup");
            }
        }
    }
}
