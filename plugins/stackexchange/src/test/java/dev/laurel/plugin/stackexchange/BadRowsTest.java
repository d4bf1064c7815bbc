package dev.laurel.plugin.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.testkit.FakeLogger;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad row stands in line 4, between a good one in line 3 and another good one. */
class BadRowsTest {
    private static final String GOOD_1 =
            "<row Id='1' PostId='1' VoteTypeId='2' CreationDate='2018-03-12T00:00:00.000' />";
    private static final String GOOD_9 =
            "<row Id='9' PostId='1' VoteTypeId='2' CreationDate='2018-03-13T00:00:00.000' />";
    private static final String REST = " PostId='1' VoteTypeId='2' CreationDate='2018-03-12T00:00:00.000' />";

    @TempDir
    Path directory;

    static Stream<Arguments> gallery() {
        return Stream.of(
                bad("no quote at the end", "<row Id='2 />", "4:11 ROW_MALFORMED", "not closed"),
                bad(
                        "no quote in the middle",
                        "<row Id='2 PostId='1' VoteTypeId='2' />",
                        "4:22 ROW_MALFORMED",
                        "no attribute"),
                bad("no quotes", "<row Id=2 />", "4:11 ROW_MALFORMED", "start with a quote"),
                bad("no value", "<row Id PostId='1' />", "4:11 ROW_MALFORMED", "no value"),
                bad("no space", "<row Id='2'PostId='1' />", "4:14 ROW_MALFORMED", "no attribute"),
                bad("no end", "<row Id='2'" + REST.replace("/>", ""), "5:3 ROW_MALFORMED", "ends before"),
                bad("end of another kind", "<row Id='2'" + REST.replace("/>", ">"), "4:80 ROW_MALFORMED", "instead of"),
                bad("slash in the middle", "<row Id='2' / PostId='1' />", "4:16 ROW_MALFORMED", "ends nothing"),
                bad("twice", "<row Id='2' Id='3'" + REST, "4:15 ROW_MALFORMED", "already"),
                bad("bare ampersand", "<row Id='2' Text='a & b'" + REST, "4:23 ROW_MALFORMED", "no reference"),
                bad("unknown entity", "<row Id='2' Text='&nbsp;'" + REST, "4:21 ROW_MALFORMED", "not define"),
                bad("zero by number", "<row Id='2' Text='&#0;'" + REST, "4:21 ROW_MALFORMED", "not define"),
                bad("surrogate by number", "<row Id='2' Text='&#xD800;'" + REST, "4:21 ROW_MALFORMED", "not define"),
                bad("too large a number", "<row Id='2' Text='&#x110000;'" + REST, "4:21 ROW_MALFORMED", "not define"),
                bad("control character", "<row Id='2' Text='\u0001'" + REST, "4:21 ROW_MALFORMED", "not allow"),
                bad("another element", "<line Id='2'" + REST, "4:3 ROW_MALFORMED", "not a <row"),
                bad("a comment", "<!-- nothing -->", "4:3 ROW_MALFORMED", "not a <row"),
                bad("a document type", "<!DOCTYPE row>", "4:3 ROW_MALFORMED", "not a <row"),
                bad("stray text", "row Id='2'" + REST, "4:3 ROW_MALFORMED", "not a <row"),
                bad("in the second line", "<row Id='2'\n  PostId=1 />", "5:10 ROW_MALFORMED", "start with a quote"),
                bad("no id", "<row PostId='1' VoteTypeId='2' />", "4 FIELD_MISSING", "no Id"),
                bad(
                        "no post",
                        "<row Id='2' VoteTypeId='2' CreationDate='2018-03-12T00:00:00' />",
                        "4 FIELD_MISSING",
                        "no PostId"),
                bad("no type", "<row Id='2' PostId='2' />", "4 FIELD_MISSING", "no VoteTypeId"),
                bad("no time", "<row Id='2' PostId='2' VoteTypeId='2' />", "4 FIELD_MISSING", "no CreationDate"),
                bad("blank id", "<row Id=' '" + REST, "4 FIELD_MISSING", "no Id"),
                bad("no amount", "<row Id='2'" + REST.replace("'2'", "'8'"), "4 FIELD_MISSING", "no BountyAmount"),
                bad("id of letters", "<row Id='two'" + REST, "4 FIELD_INVALID", "Id is not a whole number"),
                bad("id too long", "<row Id='92233720368547758070'" + REST, "4 FIELD_INVALID", "Id is not"),
                bad(
                        "type too large",
                        "<row Id='2'" + REST.replace("'2'", "'4294967298'"),
                        "4 FIELD_INVALID",
                        "VoteTypeId"),
                bad("type below zero", "<row Id='2'" + REST.replace("'2'", "'-2'"), "4 FIELD_INVALID", "VoteTypeId"),
                bad("bounty below zero", "<row Id='2' BountyAmount='-50'" + REST, "4 FIELD_INVALID", "BountyAmount"),
                bad("no such day", "<row Id='2'" + REST.replace("03-12", "02-30"), "4 FIELD_INVALID", "CreationDate"),
                bad(
                        "no such year",
                        "<row Id='2'" + REST.replace("2018", "+123456"),
                        "4 FIELD_INVALID",
                        "CreationDate"));
    }

    private static Arguments bad(String name, String row, String line, String reason) {
        return Arguments.of(name, row, line, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gallery")
    void givenABadRow_whenRead_thenItIsRejectedWithItsPlaceAndTheRestGoesOn(
            String name, String row, String line, String reason) throws Exception {
        SmallDump.Content content = SmallDump.in(directory)
                .rows(DumpFile.VOTES, GOOD_1, row, GOOD_9)
                .read(100);

        assertThat(content.ids()).containsExactly("vote-1", "vote-9");
        assertThat(content.rejectLines()).containsExactly("Votes.xml:" + line);
        assertThat(content.rejects().get(0).reason()).contains(reason, "mend or remove");
    }

    @Test
    void givenALessThanSignInAValue_whenRead_thenOnlyThatRowIsLost() throws Exception {
        SmallDump.Content content = SmallDump.in(directory)
                .rows(DumpFile.VOTES, GOOD_1, "<row Id='2' Text='a < b'" + REST, GOOD_9)
                .read(100);

        assertThat(content.ids()).containsExactly("vote-1", "vote-9");
        assertThat(content.rejectLines()).containsExactly("Votes.xml:4:20 ROW_MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void givenABadRowInManyPieces_whenRead_thenItIsOneRejectWhereverPagesEnd(int limit) throws Exception {
        SmallDump dump = SmallDump.in(directory)
                .rows(
                        DumpFile.VOTES,
                        GOOD_1,
                        "<row Id='2' Text='a <b>bold</b> <i>word</i>, and <row more'" + REST,
                        GOOD_9,
                        "<row Id='3'",
                        "some words",
                        "<!-- and a comment -->");
        List<String> ids = new ArrayList<>();
        List<String> rejects = new ArrayList<>();
        Cursor cursor = Cursor.start();
        Page page;
        do {
            try (DumpConnector connector = dump.connector()) {
                page = connector.pull(cursor, limit);
            }
            page.activities().forEach(activity -> ids.add(activity.id()));
            page.rejects().forEach(reject -> rejects.add(reject.position()));
            cursor = page.next();
        } while (page.more());

        assertThat(ids).containsExactly("vote-1", "vote-9");
        assertThat(rejects).containsExactly("Votes.xml:4:20", "Votes.xml:4:61", "Votes.xml:7:8");
    }

    @Test
    void givenAGreaterThanSignInAValue_whenRead_thenTheRowIsGood() throws Exception {
        SmallDump.Content content = SmallDump.in(directory)
                .rows(DumpFile.VOTES, GOOD_1, "<row Id='2' Text='a > b \"c\" />'" + REST, GOOD_9)
                .read(100);

        assertThat(content.ids()).containsExactly("vote-1", "vote-2", "vote-9");
        assertThat(content.rejects()).isEmpty();
    }

    @Test
    void givenBytesThatAreNotUtf8_whenRead_thenTheRowIsRejectedAndNamesTheCharacter() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("<votes>\n" + GOOD_1 + "\n<row Id='2' Text='\u00e9").getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFF);
        bytes.writeBytes(("'" + REST + "\n" + GOOD_9 + "\n</votes>").getBytes(StandardCharsets.UTF_8));
        SmallDump.Content content = SmallDump.in(directory)
                .bytes(DumpFile.VOTES, bytes.toByteArray())
                .read(100);

        assertThat(content.ids()).containsExactly("vote-1", "vote-9");
        assertThat(content.rejectLines()).containsExactly("Votes.xml:3:20 ROW_MALFORMED");
    }

    @Test
    void givenARowThatIsTooLong_whenRead_thenItIsRejectedAndItsNeighboursAreNot() throws Exception {
        SmallDump dump = SmallDump.in(directory)
                .rows(DumpFile.VOTES, GOOD_1, "<row Id='2' Text='" + "x".repeat(1000) + "'" + REST, GOOD_9);
        try (DumpConnector connector = new DumpConnector(directory, new FakeLogger(), 200)) {
            SmallDump.Content content = SmallDump.read(connector, Cursor.start(), 100);

            assertThat(content.ids()).containsExactly("vote-1", "vote-9");
            assertThat(content.rejectLines()).containsExactly("Votes.xml:4 ROW_TOO_LONG");
        }
        assertThat(dump.read(100).ids()).containsExactly("vote-1", "vote-2", "vote-9");
    }

    @Test
    void givenRowsBehindTheEnd_whenRead_thenTheEndIsRejectedAndNoRowIsLost() throws Exception {
        SmallDump.Content content = SmallDump.in(directory)
                .text(DumpFile.VOTES, "<votes>" + GOOD_1 + "</votes>\n<votes>" + GOOD_9 + "</votes>")
                .read(100);

        assertThat(content.ids()).containsExactly("vote-1", "vote-9");
        assertThat(content.rejectLines())
                .containsExactly(
                        "Votes.xml:2:1 ROW_MALFORMED", "Votes.xml:2:" + (8 + GOOD_9.length()) + " ROW_MALFORMED");
    }

    @Test
    void givenAPersonsDataInABadRow_whenRejected_thenTheReasonHoldsNoneOfIt() throws Exception {
        SmallDump.Content content = SmallDump.in(directory)
                .rows(
                        DumpFile.USERS,
                        "<Winifred Id='4' />",
                        "<row Id='1' DisplayName='Winifred & Sons' />",
                        "<row Id='Winifred' CreationDate='2018-03-12T00:00:00' />",
                        "<row Id='2' CreationDate='Winifred' />",
                        "<row Id='3' Winifred />")
                .read(100);

        assertThat(content.rejects())
                .hasSize(5)
                .noneMatch(reject -> reject.toString().contains("Winifred"));
    }

    @Test
    void givenNothingButBadRows_whenRead_thenPagesAreBoundedAndResumable() throws Exception {
        String[] rows = new String[25];
        Arrays.fill(rows, "<row />");
        SmallDump dump = SmallDump.in(directory).rows(DumpFile.VOTES, rows);
        List<String> places = new ArrayList<>();
        Cursor cursor = Cursor.start();
        Page page;
        do {
            try (DumpConnector connector = dump.connector()) {
                page = connector.pull(cursor, 10);
            }
            assertThat(page.rejects()).hasSizeLessThanOrEqualTo(10);
            page.rejects().forEach(reject -> places.add(reject.position()));
            cursor = page.next();
        } while (page.more());

        assertThat(places)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("Votes.xml:3")
                .endsWith("Votes.xml:27");
    }
}
