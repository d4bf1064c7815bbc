package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo says of rows that it cannot read, and what becomes of them once they are mended. */
class PutAsideTest {
    private static final String NAME = "Winifred";

    @TempDir
    Path folder;

    private Path data;
    private Path votes;

    @BeforeEach
    void write() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        votes = data.resolve("Votes.xml");
        Dumps.hostile(data, NAME);
    }

    @Test
    void givenARowPutAsideWhenMendedInPlaceThenTheNextStartImportsItAndTheOneAfterNothing() throws Exception {
        Printed first = run();
        FileTime time = Files.getLastModifiedTime(votes);
        // As long as it was, and with the same rows before and behind it.
        replace("VoteTypeId=\"nonsense\"", "VoteTypeId=\"2\"       ");
        Files.setLastModifiedTime(votes, time);
        Printed second = run();
        Printed third = run();

        assertThat(first.out())
                .contains("Imported 6 activities")
                .contains("Put aside as dead letters: 1. ")
                .contains("  Votes.xml:6  FIELD_INVALID: VoteTypeId is not a whole number")
                .doesNotContain("earlier runs");
        assertThat(first.out().substring(0, first.out().indexOf("rank"))).doesNotContain(NAME);
        assertThat(second.out())
                .contains("Imported 1 activities", "6 were in the store already")
                .contains("earlier runs, and listed on the pages: 1 dead letters")
                .doesNotContain("Put aside");
        assertThat(third.out()).contains("Nothing new: 7 activities");
    }

    @Test
    void givenOneLineInManyPiecesWhenImportedThenItIsCountedOnce() throws Exception {
        replace("VoteTypeId=\"nonsense\"", "Text=\"<b>two</b> <i>words</i>");

        Printed printed = run();

        assertThat(printed.out())
                .contains("Imported 6 activities")
                .contains("Put aside as dead letters: 1. ")
                .containsOnlyOnce("ROW_MALFORMED");
    }

    @Test
    void givenManyRowsPutAsideWhenImportedThenTheFirstFewAreShownAndTheRestCounted() throws Exception {
        replace("</votes>", "<row />\n".repeat(9) + "</votes>");

        Printed printed = run();

        assertThat(printed.out()).contains("Put aside as dead letters: 10. ", "and 5 more, which the pages list");
        assertThat(printed.out().lines().filter(line -> line.startsWith("  Votes.xml:")))
                .hasSize(5);
    }

    private void replace(String what, String with) throws IOException {
        Files.writeString(votes, Files.readString(votes).replace(what, with));
    }

    private Printed run() {
        Printed printed = Printed.by(
                "--once",
                "--data",
                data.toString(),
                "--store",
                folder.resolve("store").toString());
        assertThat(printed.err()).isEmpty();
        assertThat(printed.exit()).isZero();
        return printed;
    }
}
