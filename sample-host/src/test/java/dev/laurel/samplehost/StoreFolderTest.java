package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laurel.samplehost.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFolderTest {

    @TempDir
    Path folder;

    @Test
    void givenNoFolderWhenClaimedThenItIsMade() throws Exception {
        try (StoreFolder store = StoreFolder.claim(folder.resolve("a/b"), "the data", false)) {
            assertThat(store.path()).isDirectory();
            assertThat(store.isResumed()).isFalse();
        }
    }

    @Test
    void givenAnEarlierImportWhenClaimedAgainThenItIsResumed() throws Exception {
        StoreFolder.claim(folder, "the data", false).close();
        Files.writeString(folder.resolve("quantum.db"), "facts");

        try (StoreFolder store = StoreFolder.claim(folder, "the data", false)) {
            assertThat(store.isResumed()).isTrue();
            assertThat(folder.resolve("quantum.db")).hasContent("facts");
        }
    }

    @Test
    void givenAnEarlierImportWhenClaimedFreshThenItIsForgotten() throws Exception {
        StoreFolder.claim(folder, "the data", false).close();
        Files.createDirectories(folder.resolve("deep/er"));
        Files.writeString(folder.resolve("deep/er/file"), "facts");

        try (StoreFolder store = StoreFolder.claim(folder, "other data", true)) {
            assertThat(store.isResumed()).isFalse();
            assertThat(folder.resolve("deep")).doesNotExist();
        }
    }

    @Test
    void givenALinkOutOfTheFolderWhenClaimedFreshThenWhatItPointsToStays() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("mine"), "precious");
        Path store = folder.resolve("store");
        StoreFolder.claim(store, "the data", false).close();
        Files.createSymbolicLink(store.resolve("link"), outside);

        StoreFolder.claim(store, "the data", true).close();

        assertThat(store.resolve("link")).doesNotExist();
        assertThat(outside.resolve("mine")).hasContent("precious");
    }

    @Test
    void givenFilesOfSomebodyElseWhenClaimedFreshThenNothingIsDeleted() throws IOException {
        Files.writeString(folder.resolve("mine"), "precious");

        assertThat(refusal("the data", true)).contains("holds files that are not the demo's", "--store");
        assertThat(folder.resolve("mine")).hasContent("precious");
    }

    @Test
    void givenAnotherHolderWhenClaimedThenItIsRefusedAndNothingIsDeleted() throws Exception {
        try (StoreFolder holder = StoreFolder.claim(folder, "the data", false)) {
            Files.writeString(holder.path().resolve("quantum.db"), "facts");

            assertThat(refusal("the data", true)).contains("in use by another process", "--store");
            assertThat(folder.resolve("quantum.db")).hasContent("facts");
        }
    }

    @Test
    void givenTheImportOfOtherDataWhenClaimedThenItIsRefused() throws Exception {
        StoreFolder.claim(folder, "the data", false).close();

        assertThat(refusal("other data", false)).contains("holds the import of the data", "--fresh", "--store");
    }

    private String refusal(String origin, boolean fresh) {
        return catchThrowableOfType(RefusedException.class, () -> StoreFolder.claim(folder, origin, fresh))
                .in(Texts.in(Locale.ENGLISH));
    }
}
