package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way is said in one sentence, with the remedy, before anything is imported. */
class RefusalsTest {

    @TempDir
    Path folder;

    @Test
    void givenAnUnknownOptionWhenRunThenHelpIsNamed() {
        assertRefused(Printed.by("--prot", "8081"), "There is no option --prot", "--help");
    }

    @Test
    void givenNoDataFolderWhenRunThenItSaysWhatToPointAt() {
        assertRefused(
                Printed.by("--once", "--data", folder.resolve("none").toString(), "--store", store()),
                "There is no folder",
                "--data");
        assertThat(Path.of(store())).doesNotExist();
    }

    @Test
    void givenAFolderWithoutADumpWhenRunThenTheMissingFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("Users.xml"), "<users/>");

        assertRefused(
                Printed.by("--once", "--data", folder.toString(), "--store", store()),
                "has no readable file Posts.xml",
                "--data");
    }

    @Test
    void givenAFolderThatOnlyLooksLikeADumpWhenRunThenTheImportSaysWhy() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        for (String file : new String[] {"Users.xml", "Posts.xml", "Votes.xml"}) {
            Files.writeString(data.resolve(file), "this is no dump\n");
        }

        assertRefused(Printed.by("--once", "--data", data.toString(), "--store", store()), "The import stopped");
    }

    @Test
    void givenABusyPortWhenRunThenItIsSaidBeforeAnythingIsImported() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(busy.getLocalPort());

            assertRefused(Printed.by("--port", port, "--store", store()), "Port " + port + " is taken", "--port");
        }
        assertThat(Path.of(store())).doesNotExist();
    }

    @Test
    void givenAFileInPlaceOfTheStoreWhenRunThenItIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertRefused(Printed.by("--once", "--store", file.toString()), "that is a file", "--store");
        assertThat(file).hasContent("mine");
    }

    @Test
    void givenAStoreThatCannotBeMadeWhenRunThenItIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertRefused(
                Printed.by("--once", "--store", file.resolve("below").toString()), "cannot be written to", "--store");
    }

    @Test
    void givenAStoreInUseWhenRunThenItIsSaid() throws Exception {
        try (StoreFolder holder = StoreFolder.claim(Path.of(store()), "the bundled data", false)) {
            assertRefused(
                    Printed.by("--once", "--store", holder.path().toString()), "in use by another process", "--store");
        }
    }

    @Test
    void givenAStoreThatIsNoneWhenRunThenLaurelSaysSo() throws Exception {
        StoreFolder.claim(Path.of(store()), "the bundled data", false).close();
        Files.writeString(
                Path.of(store(), "quantum.laurel"), "this is no store at all, and never was one\n".repeat(500));

        assertRefused(Printed.by("--once", "--store", store()), "quantum.laurel");
    }

    @Test
    void givenARefusalInFrenchWhenRunThenItIsInFrench() {
        assertRefused(Printed.by("--lang=fr", "--once", "--data=nulle-part"), "Le dossier nulle-part n'existe pas");
    }

    @Test
    void givenHelpWhenRunThenEveryOptionIsListedAndNothingElseHappens() {
        Printed printed = Printed.by("--help", "--data=nowhere");

        assertThat(printed.exit()).isZero();
        assertThat(printed.out())
                .contains("--once", "--fresh", "--port", "--data", "--store", "--lang", "--help", "Ctrl-C");
    }

    private String store() {
        return folder.resolve("store").toString();
    }

    private static void assertRefused(Printed printed, String... parts) {
        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err().strip()).contains(parts).hasLineCount(1).doesNotContain("Exception");
    }
}
