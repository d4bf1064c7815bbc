package dev.laurel.samplehost.showcase.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.laurel.Laurel;
import dev.laurel.samplehost.showcase.Activities;
import dev.laurel.samplehost.showcase.Company;
import dev.laurel.samplehost.showcase.Person;
import dev.laurel.samplehost.showcase.forum.Post;
import dev.laurel.view.MemberKey;
import dev.laurel.view.RankedMember;
import dev.laurel.view.RankedObject;
import dev.laurel.view.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTest {
    private static final long SEED = 42;

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-02T18:00:00Z"));
    private Laurel laurel;
    private Showcase showcase;
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        laurel = Showcase.declare(Laurel.builder()
                        .directory(folder)
                        .classPath(StageTest.class.getClassLoader())
                        .clock(now::get))
                .start();
        showcase = Showcase.open(laurel, folder, SEED, now::get);
        stage = showcase.stage(Company.PIMPRENELLE.id()).orElseThrow();
    }

    @AfterEach
    void close() throws IOException {
        showcase.close();
        laurel.close();
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    private long points(String id) {
        return stage.community()
                .member(MemberKey.of(Activities.FORUM, id))
                .join()
                .map(member -> member.balance("points/reputation"))
                .orElse(0L);
    }

    private List<RankedMember> ever() {
        return stage.community()
                .leaderboard(Showcase.EVER)
                .members(Slice.ALL, 0, 200)
                .join()
                .lines();
    }

    /** A post that somebody else than its author has not found helpful yet. */
    private Post unmarked(String visitor) {
        return stage.forum().threads(0, 50).stream()
                .flatMap(line -> stage.forum().thread(line.id()).stream())
                .filter(post -> post.type().equals("answer")
                        && !post.author().equals(visitor)
                        && !post.helpfulTo().containsKey(visitor)
                        && stage.story().person(post.author()).orElseThrow().isMember())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givenBothCompanies_whenTold_thenTheirCommunitiesHaveMembersPointsAndProducts() {
        for (Stage each : showcase.stages()) {
            each.tell();
            List<RankedMember> recent = each.community()
                    .leaderboard(Showcase.RECENT)
                    .members(Slice.ALL, 0, 10)
                    .join()
                    .lines();
            assertThat(recent)
                    .hasSize(10)
                    .allSatisfy(line -> assertThat(line.name()).isNotEmpty());
            String town = each.company().towns().get(0).name();
            assertThat(each.community().leaderboard(Showcase.RECENT).size(Slice.ALL.group(town)))
                    .isBetween(1L, 149L);
            List<RankedObject> products = each.community()
                    .leaderboard(Showcase.PRODUCTS)
                    .objects(Slice.ALL, 0, 10)
                    .join()
                    .lines();
            assertThat(products)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.title()).isNotEmpty());
            assertThat(products.get(0).because())
                    .extracting(because -> because.source())
                    .contains(Activities.SHOP);
        }
    }

    @Test
    void givenStaffBotsAndWhoeverOptedOut_whenTold_thenTheyAreOnNoLeaderboard() {
        stage.tell();

        List<String> shown = ever().stream().map(line -> line.key().id()).toList();
        for (Person person : stage.story().people()) {
            boolean hidden = !person.isMember() || person.consent() == dev.laurel.samplehost.showcase.Consent.OPTED_OUT;
            if (hidden) {
                assertThat(shown).doesNotContain(person.id());
            }
        }
    }

    @Test
    void givenAVisitor_whenTheyFindAPostHelpfulAndTakeThatBack_thenPointsFollow() {
        stage.tell();
        String visitor = stage.story().cast().seeds().get(0).id();
        Post post = unmarked(visitor);
        long before = points(post.author());

        now.set(now.get().plusSeconds(60));
        assertThat(stage.mark(visitor, post.id(), true).orElseThrow().join().earned())
                .isNotEmpty();
        assertThat(points(post.author())).isEqualTo(before + 10);
        assertThat(stage.mark(visitor, post.id(), true)).isEmpty();
        assertThat(stage.forum().post(post.id()).orElseThrow().helpfulTo()).containsKey(visitor);

        stage.mark(visitor, post.id(), false).orElseThrow().join();
        assertThat(points(post.author())).isEqualTo(before);
        assertThat(stage.mark(visitor, "no-such-post", true)).isEmpty();
    }

    @Test
    void givenAStop_whenStartedAgain_thenEverythingIsThereAndGoesOn() throws IOException {
        stage.tell();
        String visitor = stage.story().cast().seeds().get(0).id();
        Post post = unmarked(visitor);
        for (int i = 0; i < 30; i++) {
            now.set(now.get().plusSeconds(3));
            assertThat(stage.goOn().join().isKept()).isTrue();
        }
        stage.mark(visitor, post.id(), true).orElseThrow().join();
        List<RankedMember> before = ever();
        int threads = stage.forum().threadCount();
        long activities = stage.community().activityCount().join();

        now.set(now.get().plus(Duration.ofDays(1)));
        reopen();
        assertThat(stage.forum().threadCount()).isEqualTo(threads);
        assertThat(stage.forum().post(post.id()).orElseThrow().helpfulTo()).containsKey(visitor);
        stage.tell();
        assertThat(stage.community().activityCount().join()).isEqualTo(activities);
        assertThat(ever()).isEqualTo(before);
        assertThat(stage.goOn().join().isKept()).isTrue();
        assertThat(stage.mark(visitor, post.id(), false).orElseThrow().join().isKept())
                .isTrue();
    }

    @Test
    void givenACommunityThatCannotCommit_whenAVisitorActs_thenTheirMarkStandsAndItsPointsComeLater() throws Exception {
        stage.tell();
        String visitor = stage.story().cast().seeds().get(0).id();
        Post post = unmarked(visitor);
        long before = points(post.author());
        sql("ALTER TABLE segment RENAME TO gone");
        now.set(now.get().plusSeconds(60));
        assertThat(stage.mark(visitor, post.id(), true).orElseThrow()).failsWithin(Duration.ofSeconds(20));
        assertThat(stage.forum().post(post.id()).orElseThrow().helpfulTo()).containsKey(visitor);
        assertThat(stage.isBehind()).isTrue();

        sql("ALTER TABLE gone RENAME TO segment");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            stage.catchUp().join();
            return !stage.isBehind();
        });
        assertThat(points(post.author())).isEqualTo(before + 10);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("pimprenelle.laurel"));
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void givenOnesOwnPost_whenMarked_thenNothingHappens() {
        stage.tell();
        Post post = unmarked("nobody");
        assertThat(stage.mark(post.author(), post.id(), true)).isEmpty();
        assertThat(stage.forum().post(post.id())).contains(post);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "helpful 2026-11-02T18:00:01Z click-1",
                "bogus 2026-11-02T18:00:01Z",
                "begins yesterday 42",
                "takes-back 2026-11-02T18:00:01Z"
            })
    void givenALineThatIsNone_whenOpened_thenItSaysWhereAndWhatToDo(String line) throws IOException {
        close();
        Files.writeString(folder.resolve("pimprenelle.journal"), line + "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pimprenelle.journal:2:1:")
                .hasMessageContaining("--fresh");
    }

    @Test
    void givenAJournalThatIsNoTextOrOfAnotherStory_whenOpened_thenItSaysWhatToDo() throws IOException {
        Path journal = folder.resolve("pimprenelle.journal");
        stage.tell();
        close();
        Files.delete(journal);
        now.set(now.get().plus(Duration.ofDays(3)));
        open();
        assertThatThrownBy(() -> stage.tell()).hasMessageContaining("--fresh");
        close();
        Files.write(journal, new byte[] {(byte) 0xC3, (byte) 0x28, '\n'});
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("--fresh");
        laurel.close();
        Files.writeString(journal, "begins 2026-11-02T18:00:00Z abc\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pimprenelle.journal:1:1:")
                .hasMessageContaining("--fresh");
    }

    @Test
    void givenALineThatWasCutShort_whenOpened_thenItIsAsIfItHadNotBeen() throws IOException {
        Path journal = folder.resolve("pimprenelle.journal");
        close();
        Files.writeString(journal, "goes-on 2026-11-02T18:0", StandardOpenOption.APPEND);
        open();
        assertThat(stage.goOn().join().isKept()).isTrue();
        close();

        Files.writeString(journal, "nonsense\n", StandardOpenOption.APPEND);
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pimprenelle.journal:3:1:")
                .hasMessageContaining("--fresh");
        Files.writeString(journal, "");
        laurel.close();
        open();
    }
}
