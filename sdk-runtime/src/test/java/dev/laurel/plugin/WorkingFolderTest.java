package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where private copies are, and what becomes of those that others left. */
class WorkingFolderTest extends DepotFixture {
    /** Higher than any system gives out. */
    private static final String NOBODY = "99999999999";

    private Path leftOver(String pid) throws IOException {
        Path place = Files.createDirectories(
                temporary.resolve("laurel-plugins-" + pid + "-123").resolve("1"));
        Files.writeString(place.resolve("shop.jar"), "left");
        return place.getParent();
    }

    @Test
    void givenADepot_whenItCopies_thenItsFolderIsNamedAfterTheProcessAndTheOwnersAlone() throws IOException {
        PluginJar.withRule("shop", "a.Shop", NOTHING).write(jar("shop"));
        PluginDepot depot = open();
        assertThat(inside(temporary)).as("before there is anything to copy").isEmpty();
        depot.refresh();
        assertThat(inside(temporary)).singleElement().satisfies(working -> {
            assertThat(working.getFileName().toString())
                    .startsWith("laurel-plugins-" + ProcessHandle.current().pid() + "-");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(working)))
                    .isEqualTo("rwx------");
        });
    }

    @Test
    void givenLeftOversOfDeadAndLivingProcesses_whenADepotIsOpened_thenThoseOfTheDeadGo() throws IOException {
        Path dead = leftOver(NOBODY);
        Files.writeString(dead.resolve(".lock"), "");
        Path unlocked = leftOver("99999999998");
        Path living = leftOver(String.valueOf(ProcessHandle.current().pid()));
        Path other = Files.createDirectories(temporary.resolve("laurel-plugins-soon-1"));
        Path outside = Files.writeString(temp.resolve("outside"), "kept");
        Files.createSymbolicLink(dead.resolve("link"), outside);
        Path link = Files.createSymbolicLink(temporary.resolve("laurel-plugins-" + NOBODY + "-link"), temp);
        open();
        assertThat(dead).doesNotExist();
        assertThat(unlocked).doesNotExist();
        assertThat(living).exists();
        assertThat(other).exists();
        assertThat(outside).hasContent("kept");
        assertThat(link).isSymbolicLink();
        WorkingFolder.delete(living);
        Files.delete(other);
        Files.delete(link);
    }

    @Test
    void givenALeftOverThatALivingProcessHasLocked_whenSwept_thenItStays() throws Exception {
        Path foreign = leftOver(NOBODY);
        Path lock = Files.writeString(foreign.resolve(".lock"), "");
        // The pid says nothing where processes do not see each other; here, another process that holds the lock.
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkingFolderTest.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('L');
            open();
            assertThat(foreign).exists();
        } finally {
            other.destroyForcibly().waitFor();
        }
        open();
        assertThat(foreign).doesNotExist();
    }

    /** Locks a file until it is killed. */
    public static void main(String[] arguments) throws Exception {
        try (java.nio.channels.FileChannel channel =
                java.nio.channels.FileChannel.open(Path.of(arguments[0]), java.nio.file.StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                System.out.print('L');
                System.out.flush();
                System.in.read();
            }
        }
    }

    @Test
    void givenAWorkingFolderThatWasTidiedAway_whenSomethingIsLoaded_thenThereIsANewOne() {
        PluginDepot depot = open();
        PluginJar.withRule("shop", "a.Shop", NOTHING).write(jar("shop"));
        depot.refreshNow();
        WorkingFolder.delete(inside(temporary).get(0));
        PluginJar.withRule("forum", "a.Forum", NOTHING).write(jar("forum"));
        PluginCatalog catalog = depot.refreshNow().catalog();
        assertThat(catalog.problems()).isEmpty();
        assertThat(ids(catalog)).containsExactly("forum", "shop");
    }

    @Test
    void givenSafeModeOrNoFolder_whenOpened_thenNothingIsSwept() throws IOException {
        Path dead = leftOver(NOBODY);
        open(new PluginDepot.Supply(List.of(), null, folder, true), limits(LONG));
        open(new PluginDepot.Supply(List.of(), null, null, false), limits(LONG));
        assertThat(dead).exists();
        WorkingFolder.delete(dead);
    }
}
