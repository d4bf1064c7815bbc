package dev.laurel.plugin.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.testkit.FakeLogger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DumpConnectorTest {
    private static final String VOTE_8 =
            "<row Id='8' PostId='1' VoteTypeId='2' CreationDate='2018-03-16T00:00:00.000' />";

    @TempDir
    Path directory;

    @Test
    void givenFourFiles_whenRead_thenWhatHappenedComesInTimeOrderAcrossThem() throws Exception {
        assertThat(SmallDump.ofACommunity(directory).read(100).ids())
                .containsExactly(
                        "vote-1",
                        "vote-2",
                        "user-1",
                        "user-2",
                        "post-1",
                        "comment-1",
                        "post-2",
                        "vote-5",
                        "user-3",
                        "post-4",
                        "vote-6",
                        "comment-2",
                        "vote-7");
    }

    @Test
    void givenTheSameInstant_whenRead_thenAccountsComeBeforePostsBeforeCommentsBeforeVotes() throws Exception {
        String at = " CreationDate='2018-03-12T00:00:00.000' ";
        SmallDump dump = SmallDump.in(directory)
                .rows(DumpFile.VOTES, "<row Id='1' PostId='1' VoteTypeId='2'" + at + "/>")
                .rows(DumpFile.COMMENTS, "<row Id='1' PostId='1'" + at + "/>")
                .rows(DumpFile.POSTS, "<row Id='1' PostTypeId='1'" + at + "/>")
                .rows(DumpFile.USERS, "<row Id='1'" + at + "/>");

        assertThat(dump.read(100).ids()).containsExactly("user-1", "post-1", "comment-1", "vote-1");
    }

    @Test
    void givenARowOutOfOrder_whenRead_thenItIsStillReadAndTheRowsBehindItComeAfterIt() throws Exception {
        SmallDump dump = SmallDump.in(directory)
                .rows(
                        DumpFile.USERS,
                        "<row Id='1' CreationDate='2018-03-14T00:00:00' />",
                        "<row Id='2' CreationDate='2018-03-12T00:00:00' />")
                .rows(DumpFile.POSTS, "<row Id='1' PostTypeId='1' CreationDate='2018-03-13T00:00:00' />");

        assertThat(dump.read(100).ids()).containsExactly("post-1", "user-1", "user-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12, 13, 14})
    void givenAnyPageSize_whenResumedByANewConnectorAtEveryPage_thenNothingIsMissedOrRepeated(int limit)
            throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        List<String> whole = dump.read(100).lines();

        SmallDump.Content kept = dump.read(limit);
        List<String> resumed = new ArrayList<>();
        Cursor cursor = Cursor.start();
        Page page;
        do {
            try (DumpConnector connector = dump.connector()) {
                page = connector.pull(cursor, limit);
            }
            page.activities().forEach(activity -> resumed.add(SmallDump.line(activity)));
            cursor = page.next();
        } while (page.more());

        assertThat(whole).hasSize(13);
        assertThat(kept.lines()).isEqualTo(whole);
        assertThat(resumed).isEqualTo(whole);
        assertThat(kept.pages()).hasSize((13 + limit - 1) / limit).allSatisfy(one -> {
            assertThat(one.activities()).hasSizeLessThanOrEqualTo(limit);
            assertThat(one.backfill()).isFalse();
        });
    }

    @Test
    void givenAnEarlierCursor_whenPulledAgain_thenTheSamePageComesAgain() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        try (DumpConnector connector = dump.connector()) {
            Page first = connector.pull(Cursor.start(), 4);
            Page second = connector.pull(first.next(), 4);
            Page again = connector.pull(first.next(), 4);

            assertThat(again.activities().stream().map(SmallDump::line))
                    .containsExactlyElementsOf(
                            second.activities().stream().map(SmallDump::line).toList());
            assertThat(again.next()).isEqualTo(second.next());
        }
    }

    @Test
    void givenTheEnd_whenPulled_thenThePageIsEmptyAndTheCursorStays() throws Exception {
        try (DumpConnector connector = SmallDump.ofACommunity(directory).connector()) {
            Page last = connector.pull(Cursor.start(), 13);
            Page after = connector.pull(last.next(), 13);

            assertThat(last.more()).isFalse();
            assertThat(after.activities()).isEmpty();
            assertThat(after.more()).isFalse();
            assertThat(after.next()).isEqualTo(last.next());
        }
    }

    @Test
    void givenTheEndAndUnchangedFiles_whenPulled_thenNoFileIsRead() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        try (DumpConnector connector = dump.connector()) {
            Cursor end = connector.pull(Cursor.start(), 100).next();
            Path votes = directory.resolve("Votes.xml");
            FileTime time = Files.getLastModifiedTime(votes);
            // Another content of the same size and time: read again, it would not be the same file.
            dump.text(DumpFile.VOTES, " ".repeat((int) Files.size(votes)));
            Files.setLastModifiedTime(votes, time);

            assertThat(connector.pull(end, 100).next()).isEqualTo(end);
        }
    }

    @Test
    void givenTheEnd_whenAFileGrows_thenOnlyWhatIsNewComes() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        try (DumpConnector connector = dump.connector()) {
            Cursor end = connector.pull(Cursor.start(), 100).next();
            Path votes = directory.resolve("Votes.xml");
            Files.writeString(votes, Files.readString(votes).replace("</votes>", VOTE_8 + "\n</votes>"));
            Page page = connector.pull(end, 100);

            assertThat(page.activities())
                    .singleElement()
                    .satisfies(vote -> assertThat(vote.id()).isEqualTo("vote-8"));
            assertThat(connector.pull(page.next(), 100).activities()).isEmpty();
        }
    }

    @Test
    void givenAnotherDumpInTheFolder_whenResumed_thenTheFileThatDiffersIsReadFromItsStart() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        Cursor end = dump.read(100).pages().get(0).next();
        // A newer dump: the site deleted post 99 and with it vote 7; vote 8 is new. As many rows, another end.
        Path votes = directory.resolve("Votes.xml");
        String text = Files.readString(votes);
        Files.writeString(votes, text.replaceFirst("<row Id='7'.*/>", VOTE_8));
        FakeLogger logger = new FakeLogger();

        try (DumpConnector connector = new DumpConnector(directory, logger)) {
            assertThat(SmallDump.read(connector, end, 100).ids())
                    .containsExactly("vote-1", "vote-2", "vote-5", "vote-6", "vote-8");
        }
        assertThat(logger.lines())
                .singleElement()
                .asString()
                .startsWith("WARNING")
                .contains("Votes.xml", "5 rows");
    }

    @Test
    void givenARejectedRowThatIsMended_whenResumed_thenItsFileIsReadAgainAndNoOther() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        Path votes = directory.resolve("Votes.xml");
        String mended = Files.readString(votes);
        FileTime time = Files.getLastModifiedTime(votes);
        Files.writeString(votes, mended.replace("Id='6' PostId='2'", "Id='6' PostId='?'"));
        SmallDump.Content broken = dump.read(100);
        Cursor end = broken.pages().get(0).next();
        // Of the same size, the same time, as many rows, and the last one is the same.
        Files.writeString(votes, mended);
        Files.setLastModifiedTime(votes, time);

        try (DumpConnector connector = dump.connector()) {
            SmallDump.Content again = SmallDump.read(connector, end, 100);

            assertThat(broken.rejectLines()).containsExactly("Votes.xml:6 FIELD_INVALID");
            assertThat(again.ids()).containsExactly("vote-1", "vote-2", "vote-5", "vote-6", "vote-7");
            assertThat(again.rejects()).isEmpty();
        }
    }

    @Test
    void givenARejectedRowThatIsNotMended_whenResumed_thenNothingIsReadAgain() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        Path votes = directory.resolve("Votes.xml");
        Files.writeString(votes, Files.readString(votes).replace("Id='6' PostId='2'", "Id='6' PostId='?'"));
        Cursor end = dump.read(100).pages().get(0).next();

        try (DumpConnector connector = dump.connector()) {
            Page page = connector.pull(end, 100);

            assertThat(page.activities()).isEmpty();
            assertThat(page.rejects()).isEmpty();
            assertThat(page.next()).isEqualTo(end);
        }
    }

    @Test
    void givenACursorFromBeforeThereWereChecksums_whenPulled_thenTheDumpIsReadFromItsStart() throws Exception {
        try (DumpConnector connector = SmallDump.ofACommunity(directory).connector()) {
            Cursor old = Cursor.of("1 users=3:3 posts=3:4 comments=2:2 votes=5:none");

            assertThat(SmallDump.read(connector, old, 100).ids()).hasSize(13);
        }
    }

    @Test
    void givenAShorterFile_whenResumed_thenItIsReadFromItsStart() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        Cursor end = dump.read(100).pages().get(0).next();
        dump.rows(DumpFile.VOTES, VOTE_8);

        try (DumpConnector connector = dump.connector()) {
            assertThat(SmallDump.read(connector, end, 100).ids()).containsExactly("vote-8");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DumpFile.class,
            names = {"USERS", "POSTS", "VOTES"})
    void givenAFileThatIsNeededIsMissing_whenPulled_thenTheFailureNamesFolderFileAndRemedy(DumpFile file)
            throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory).without(file);

        assertThatThrownBy(() -> dump.read(100))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContainingAll(file.fileName(), directory.toString(), "unpack", "setting directory");
    }

    @Test
    void givenNoFolder_whenPulled_thenTheFailureIsPermanent() throws Exception {
        try (DumpConnector connector = new DumpConnector(directory.resolve("none"), new FakeLogger())) {
            assertThatThrownBy(() -> connector.pull(Cursor.start(), 10))
                    .isInstanceOf(PermanentFailureException.class)
                    .hasMessageContainingAll("Users.xml", "none");
        }
    }

    @Test
    void givenNoComments_whenRead_thenTheRestIsReadAndCommentsThatComeLaterToo() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory).without(DumpFile.COMMENTS);
        try (DumpConnector connector = dump.connector()) {
            SmallDump.Content content = SmallDump.read(connector, Cursor.start(), 3);
            Cursor end = content.pages().get(content.pages().size() - 1).next();
            assertThat(content.ids()).hasSize(11).noneMatch(id -> id.startsWith("comment"));
            assertThat(connector.pull(end, 3).next()).isEqualTo(end);

            dump.rows(DumpFile.COMMENTS, "<row Id='1' PostId='1' CreationDate='2018-03-12T10:30:00' UserId='2' />");
            assertThat(SmallDump.read(connector, end, 3).ids()).containsExactly("comment-1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<posts></posts>, does not begin with <votes>",
        "<votesandmore></votesandmore>, does not begin with <votes>",
        "'', is empty",
        "'  \n', is empty",
        "'PK\u0003\u0004', does not begin with <votes>",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?><votes></votes>, not in UTF-8",
        "<!DOCTYPE votes [<!ENTITY a \"b\">]><votes></votes>, does not begin with <votes>",
    })
    void givenAFileThatIsNoneOfADump_whenPulled_thenTheFailureNamesFileReasonAndRemedy(String text, String reason)
            throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory).text(DumpFile.VOTES, text);

        assertThatThrownBy(() -> dump.read(100))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContainingAll(directory.resolve("Votes.xml").toString(), reason, "Unpack");
    }

    @Test
    void givenAFileCutShort_whenRead_thenItsRowsAreReadAndTheOperatorIsTold() throws Exception {
        SmallDump.ofACommunity(directory);
        Path votes = directory.resolve("Votes.xml");
        String text = Files.readString(votes);
        Files.writeString(votes, text.substring(0, text.indexOf("VoteTypeId='1'")));
        FakeLogger logger = new FakeLogger();

        try (DumpConnector connector = new DumpConnector(directory, logger)) {
            SmallDump.Content content = SmallDump.read(connector, Cursor.start(), 100);
            assertThat(content.ids()).contains("vote-5").doesNotContain("vote-6");
            assertThat(content.rejectLines()).containsExactly("Votes.xml:6:26 ROW_MALFORMED");
        }
        assertThat(logger.lines()).singleElement().asString().contains("Votes.xml ends without </votes>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 users=1:1 posts=0:none comments=0:none votes=0:none",
                "2 users=1:0000000g posts=0:00000000 comments=0:00000000 votes=0:00000000",
                "1 users=x:1 posts=0:none comments=0:none votes=0:none",
                "page 7"
            })
    void givenACursorOfAnotherFormat_whenPulled_thenTheFailureSaysWhatToDo(String text) throws Exception {
        try (DumpConnector connector = SmallDump.ofACommunity(directory).connector()) {
            assertThatThrownBy(() -> connector.pull(Cursor.of(text), 10))
                    .isInstanceOf(PermanentFailureException.class)
                    .hasMessageContaining("forget the cursor");
        }
    }

    @Test
    void givenNoRoomOnAPage_whenPulled_thenItIsRefused() throws Exception {
        try (DumpConnector connector = SmallDump.ofACommunity(directory).connector()) {
            assertThatThrownBy(() -> connector.pull(Cursor.start(), 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void givenAByteOrderMarkAndWindowsLineEnds_whenRead_thenTheContentIsTheSame() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        List<String> plain = dump.read(100).lines();
        for (DumpFile file : DumpFile.values()) {
            Path path = directory.resolve(file.fileName());
            Files.writeString(path, "\uFEFF" + Files.readString(path).replace("\n", "\r\n"));
        }

        assertThat(dump.read(100).lines()).isEqualTo(plain);
    }

    @Test
    void givenRowsOverSeveralLinesOrAllOnOne_whenRead_thenTheContentIsTheSame() throws Exception {
        SmallDump dump = SmallDump.ofACommunity(directory);
        List<String> plain = dump.read(100).lines();
        Path votes = directory.resolve("Votes.xml");
        Path users = directory.resolve("Users.xml");
        Files.writeString(votes, Files.readString(votes).replace("' ", "'\n\t"));
        Files.writeString(users, Files.readString(users).replace("\n", ""));

        assertThat(dump.read(100).lines()).isEqualTo(plain);
    }

    @Test
    void givenAnEmptyElement_whenRead_thenThereIsNothing() throws Exception {
        SmallDump dump = SmallDump.in(directory).text(DumpFile.VOTES, "<votes />");

        assertThat(dump.read(100).activities()).isEmpty();
        assertThat(dump.read(100).rejects()).isEmpty();
    }

    @Test
    void givenRows_whenRead_thenTimesAreUtcToTheMillisecond() throws Exception {
        SmallDump dump =
                SmallDump.in(directory).rows(DumpFile.USERS, "<row Id='1' CreationDate='2018-07-01T23:59:59.987' />");

        assertThat(dump.read(1).activities().get(0).at()).isEqualTo(Instant.parse("2018-07-01T23:59:59.987Z"));
    }
}
