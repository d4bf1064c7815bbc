package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.laurel.plugin.PluginDepot.Change;
import dev.laurel.view.LingeringPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A folder that changes while the host runs. */
class DepotRefreshTest extends DepotFixture {

    /** A shop of a version; its code says which one it is, when it judges. */
    private Path shop(String version, Path file) {
        return PluginJar.withRule("shop", "a.Shop", "return Decision.decline(\"V" + version.replace('.', '_') + "\");")
                .manifest(JarLabel.PLUGIN_VERSION, version)
                .write(file);
    }

    private static String code(PluginCatalog catalog, String extension) {
        try (RuleBook rules = RuleBooks.open(catalog, extension)) {
            return RuleBooks.judged(rules).declines().get(0).code();
        }
    }

    @Test
    void givenAFolderThatStaysAsItIs_whenRefreshed_thenTheCatalogStaysTheSameObject() {
        shop("1.0", jar("shop"));
        PluginDepot depot = open();
        assertThat(depot.catalog().plugins()).as("before the first look").isEmpty();
        Change first = depot.refresh();
        assertThat(versions(first.catalog())).containsExactly("shop 1.0");
        assertThat(first.outgoing()).isEmpty();
        Change second = depot.refreshNow();
        assertThat(second.catalog()).isSameAs(first.catalog()).isSameAs(depot.catalog());
        assertThat(second.outgoing()).isEmpty();
    }

    @Test
    void givenAJarThatIsOverwrittenInPlace_whenItHasComeToRest_thenTheNewOneIsUsedAndTheOldWorksUntilItIsRetired()
            throws Exception {
        shop("1.0", jar("shop"));
        PluginDepot depot = open();
        PluginCatalog before = depot.refresh().catalog();
        LoadedPlugin old = before.plugins().get(0);
        ClassLoader oldLoader = old.guest().loader();
        shop("2.0", jar("shop"));
        Change unsettled = depot.refresh();
        assertThat(unsettled.catalog()).as("it may be half a file").isSameAs(before);
        Change settled = depot.refresh();
        assertThat(versions(settled.catalog())).containsExactly("shop 2.0");
        assertThat(settled.outgoing()).containsExactly(old);
        assertThat(code(settled.catalog(), "shop/thanks")).isEqualTo("V2_0");
        assertThat(code(before, "shop/thanks")).as("the old one").isEqualTo("V1_0");
        Files.delete(jar("shop"));
        assertThat(oldLoader.getResource("a/Shop.class")).isNotNull();
        depot.retire(old);
        depot.retire(old);
        assertThat(oldLoader.getResource("a/Shop.class"))
                .as("after it is closed")
                .isNull();
        assertThat(depot.lingering()).hasSize(1);
        assertThat(depot.lingering().get(0)).isEqualTo(new LingeringPlugin("shop", "1.0", RuleBooks.CLOCK.instant()));
        assertThat(settled.catalog().plugins().get(0).guest().loader().getResource("a/Shop.class"))
                .as("the new one goes on")
                .isNotNull();
    }

    @Test
    void givenAFileThatGoesOnGrowing_whenRefreshed_thenItIsTakenOnlyWhenTwoLooksSeeTheSame() throws IOException {
        byte[] whole = Files.readAllBytes(shop("1.0", temp.resolve("made.jar")));
        PluginDepot depot = open();
        depot.refresh();
        Files.write(jar("shop"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(depot.refresh().catalog().problems()).isEmpty();
        Files.write(
                jar("shop"),
                java.util.Arrays.copyOfRange(whole, whole.length / 2, whole.length),
                StandardOpenOption.APPEND);
        assertThat(depot.refresh().catalog().problems()).isEmpty();
        assertThat(versions(depot.refresh().catalog())).containsExactly("shop 1.0");
    }

    @Test
    void givenAJarThatIsRemovedAndComesBack_whenRefreshed_thenOneLookWithoutItIsNotBelieved() throws IOException {
        shop("1.0", jar("shop"));
        PluginDepot depot = open();
        PluginCatalog before = depot.refresh().catalog();
        Path aside = temp.resolve("aside.jar");
        Files.move(jar("shop"), aside);
        assertThat(depot.refresh().catalog()).isSameAs(before);
        Files.move(aside, jar("shop"));
        assertThat(depot.refresh().catalog()).isSameAs(before);
        assertThat(depot.refresh().catalog()).isSameAs(before);
        Files.delete(jar("shop"));
        depot.refresh();
        Change gone = depot.refresh();
        assertThat(gone.catalog().plugins()).isEmpty();
        assertThat(gone.catalog().problems()).isEmpty();
        assertThat(gone.outgoing()).containsExactlyElementsOf(before.plugins());
    }

    @Test
    void givenAFileThatIsRenamed_whenRefreshed_thenThePluginIsReplacedInOneStep() throws IOException {
        shop("1.0", jar("shop-1"));
        PluginDepot depot = open();
        PluginCatalog before = depot.refresh().catalog();
        Files.move(jar("shop-1"), jar("shop-2"));
        assertThat(depot.refresh().catalog()).isSameAs(before);
        Change after = depot.refresh();
        assertThat(ids(after.catalog())).containsExactly("shop");
        assertThat(after.outgoing()).containsExactlyElementsOf(before.plugins());
    }

    @Test
    void givenANewVersionThatDoesNotLoad_whenRefreshed_thenTheOneBeforeGoesOnUntilItIsMendedOrRemoved()
            throws IOException {
        shop("1.0", jar("shop"));
        PluginDepot depot = open();
        LoadedPlugin first = depot.refresh().catalog().plugins().get(0);
        Files.writeString(jar("shop"), "no zip");
        Change broken = depot.refreshNow();
        assertThat(broken.catalog().plugins()).containsExactly(first);
        assertThat(broken.outgoing()).isEmpty();
        assertThat(broken.catalog().problems())
                .satisfiesExactly(says(
                        "shop.jar was not loaded",
                        "cannot be read as a jar",
                        "copy it again",
                        "until it is mended or removed, version 1.0 of shop goes on"));
        assertThat(depot.refreshNow().catalog()).as("it is not tried again").isSameAs(broken.catalog());
        assertThat(code(broken.catalog(), "shop/thanks")).isEqualTo("V1_0");

        PluginJar.withRule("shop", "a.Shop", NOTHING)
                .manifest(JarLabel.SPI_VERSION, "9.0")
                .write(jar("shop"));
        assertThat(depot.refreshNow().catalog().problems())
                .satisfiesExactly(says("built for SPI 9.0", "version 1.0 of shop goes on"));

        shop("3.0", jar("shop"));
        Change mended = depot.refreshNow();
        assertThat(versions(mended.catalog())).containsExactly("shop 3.0");
        assertThat(mended.catalog().problems()).isEmpty();
        assertThat(mended.outgoing()).containsExactly(first);

        Files.writeString(jar("shop"), "no zip");
        depot.refreshNow();
        Files.delete(jar("shop"));
        Change removed = depot.refreshNow();
        assertThat(removed.catalog().plugins()).isEmpty();
        assertThat(removed.catalog().problems()).isEmpty();
    }

    @Test
    void givenABrokenVersion_whenTheFileThatRunsIsPutBack_thenTheProblemGoesAndNothingIsLoadedAnew()
            throws IOException {
        shop("1.0", jar("shop"));
        PluginDepot depot = open();
        PluginCatalog before = depot.refresh().catalog();
        Files.move(jar("shop"), temp.resolve("aside"));
        Files.writeString(jar("shop"), "no zip");
        assertThat(depot.refreshNow().catalog().problems()).hasSize(1);
        Files.move(temp.resolve("aside"), jar("shop"), StandardCopyOption.REPLACE_EXISTING);
        Change back = depot.refreshNow();
        assertThat(back.catalog().plugins()).isEqualTo(before.plugins());
        assertThat(back.catalog().problems()).isEmpty();
    }

    @Test
    void givenAUnitOfTwoPlugins_whenTheNewVersionBreaksOne_thenBothGoOnAndIfItDropsOneThatOneGoes() {
        two("1", "").write(jar("two"));
        PluginDepot depot = open();
        PluginCatalog before = depot.refresh().catalog();
        assertThat(versions(before)).containsExactlyInAnyOrder("shop 1", "forum 1");
        two("2", "static { if (true) throw new IllegalStateException(\"no luck\"); }")
                .write(jar("two"));
        Change broken = depot.refreshNow();
        assertThat(broken.catalog().plugins()).isEqualTo(before.plugins());
        assertThat(broken.catalog().problems())
                .satisfiesExactly(
                        says("a.Forum", "no luck", "version 1 of shop", " and ", "version 1 of forum", "go on"));
        shop("3", jar("two"));
        Change dropped = depot.refreshNow();
        assertThat(versions(dropped.catalog())).containsExactly("shop 3");
        assertThat(dropped.outgoing()).containsExactlyElementsOf(before.plugins());
        ClassLoader loader = before.plugins().get(0).guest().loader();
        depot.retire(before.plugins().get(0));
        assertThat(loader.getResource("a/Shop.class"))
                .as("the other one is in use")
                .isNotNull();
        depot.retire(before.plugins().get(1));
        assertThat(loader.getResource("a/Shop.class")).isNull();
    }

    private static PluginJar two(String version, String inForum) {
        return PluginJar.withRule("shop", "a.Shop", NOTHING)
                .manifest(JarLabel.PLUGIN_VERSION, version)
                .service("a.Forum")
                .source(
                        "a.Forum",
                        "public class Forum implements dev.laurel.spi.Plugin { " + inForum
                                + " public String id() { return \"forum\"; }"
                                + " public java.util.List<dev.laurel.spi.Extension<?>> extensions() { return java.util.List.of(); } }");
    }

    @Test
    void givenTwoUnitsWithOneId_whenTheFirstGoes_thenTheOtherTakesItsPlace() throws IOException {
        shop("1", jar("a"));
        shop("2", jar("b"));
        PluginDepot depot = open();
        PluginCatalog both = depot.refresh().catalog();
        assertThat(versions(both)).containsExactly("shop 1");
        assertThat(both.problems())
                .satisfiesExactly(
                        says("shop is there twice", "version 1", "a.jar", "version 2", "b.jar", "remove one"));
        Files.delete(jar("a"));
        Change other = depot.refreshNow();
        assertThat(versions(other.catalog())).containsExactly("shop 2");
        assertThat(other.catalog().problems()).isEmpty();
        assertThat(other.outgoing()).containsExactlyElementsOf(both.plugins());
    }

    @Test
    void givenAPluginThatAnEarlierFileTookThePlaceOf_whenItIsRetiredAndThatFileGoes_thenItIsLoadedAnew()
            throws IOException {
        shop("2", jar("b"));
        PluginDepot depot = open();
        LoadedPlugin first = depot.refresh().catalog().plugins().get(0);
        shop("1", jar("a"));
        Change taken = depot.refreshNow();
        assertThat(versions(taken.catalog())).containsExactly("shop 1");
        assertThat(taken.outgoing()).containsExactly(first);
        depot.retire(first);
        assertThat(first.guest().loader().getResource("a/Shop.class")).isNull();
        assertThat(depot.refreshNow().catalog().problems()).satisfiesExactly(says("shop is there twice"));
        Files.delete(jar("a"));
        PluginCatalog back = depot.refreshNow().catalog();
        assertThat(versions(back)).containsExactly("shop 2");
        assertThat(back.plugins().get(0)).isNotSameAs(first);
        assertThat(code(back, "shop/thanks")).isEqualTo("V2");
    }

    @Test
    void givenAPluginInTheCatalog_whenRetired_thenThatIsRefusedAndItGoesOn() {
        shop("1", jar("shop"));
        PluginDepot depot = open();
        PluginCatalog catalog = depot.refresh().catalog();
        assertThatThrownBy(() -> depot.retire(catalog.plugins().get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shop 1")
                .hasMessageContaining("retire it after a refresh");
        assertThat(code(catalog, "shop/thanks")).isEqualTo("V1");
    }

    @Test
    void givenAFolderThatIsNotThere_whenItAppearsAndGoesAgain_thenItIsUsedAndWhatRanGoesOn() throws IOException {
        Files.delete(folder);
        PluginDepot depot = open();
        assertThat(depot.refresh().catalog().problems()).satisfiesExactly(says("plugins is not there", "create it"));
        Files.createDirectory(folder);
        shop("1", jar("shop"));
        depot.refresh();
        PluginCatalog there = depot.refresh().catalog();
        assertThat(versions(there)).containsExactly("shop 1");
        assertThat(there.problems()).isEmpty();
        Files.move(folder, temp.resolve("elsewhere"));
        depot.refresh();
        Change away = depot.refresh();
        assertThat(versions(away.catalog())).containsExactly("shop 1");
        assertThat(away.outgoing()).isEmpty();
        assertThat(away.catalog().problems())
                .satisfiesExactly(says("is not there", "until then, what was loaded from it goes on"));
    }

    @Test
    void givenAFolderThatCannotBeRead_whenRefreshed_thenThatIsOneSentence() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(closed)).as("the tests run as root").isFalse();
        assertThat(folderOnly().problems()).satisfiesExactly(says("closed was not loaded", "make it readable"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        try {
            assertThat(folderOnly().problems()).satisfiesExactly(says("cannot be read", "make it readable"));
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void givenSafeMode_whenRefreshed_thenTheFolderIsNotLookedAtAndThatIsOneSentence() {
        shop("1", jar("shop"));
        PluginDepot depot = open(new PluginDepot.Supply(List.of(), null, folder, true), limits(LONG));
        assertThat(depot.refreshNow().catalog()).isSameAs(depot.catalog());
        assertThat(depot.catalog().plugins()).isEmpty();
        assertThat(depot.catalog().problems())
                .satisfiesExactly(says(folder.toString(), "not looked at", "safe mode", "start it without"));
    }

    @Test
    void givenLinks_whenRefreshed_thenTheyAreFollowedAndBrokenOnesAreASentence() throws IOException {
        Path store = Files.createDirectory(temp.resolve("store"));
        shop("1", store.resolve("shop-1.jar"));
        shop("2", store.resolve("shop-2.jar"));
        PluginJar.withRule("forum", "a.Forum", NOTHING)
                .write(store.resolve("forum").resolve("forum.jar"));
        Files.createSymbolicLink(jar("shop"), store.resolve("shop-1.jar"));
        Files.createSymbolicLink(folder.resolve("forum"), store.resolve("forum"));
        Files.createSymbolicLink(folder.resolve("broken"), store.resolve("nowhere"));
        Files.createDirectory(folder.resolve("half"));
        Files.createSymbolicLink(folder.resolve("half").resolve("half.jar"), store.resolve("nowhere.jar"));
        PluginDepot depot = open();
        PluginCatalog catalog = depot.refresh().catalog();
        assertThat(ids(catalog)).containsExactly("forum", "shop");
        assertThat(catalog.problems())
                .satisfiesExactly(
                        says("broken was not loaded", "is a link to", "nowhere", "mend the link"),
                        says("half was not loaded", "half.jar is a link to", "nowhere.jar", "mend the link"));
        Files.delete(jar("shop"));
        Files.createSymbolicLink(jar("shop"), store.resolve("shop-2.jar"));
        assertThat(versions(depot.refreshNow().catalog())).contains("shop 2");
    }

    @Test
    void givenNoRoomForTemporaryFiles_whenRefreshed_thenThatIsOneSentenceAndItIsTriedAgain() throws IOException {
        shop("1", jar("shop"));
        Path nowhere = temp.resolve("nowhere");
        PluginDepot depot = open(
                new PluginDepot.Supply(List.of(), null, folder, false),
                new PluginDepot.Limits(LONG, nowhere, ZipOfJars.Bounds.USUAL));
        assertThat(depot.refresh().catalog().problems())
                .satisfiesExactly(says("shop.jar was not loaded", "no private copy", "writable and with room"));
        Files.createDirectory(nowhere);
        assertThat(versions(depot.refresh().catalog())).containsExactly("shop 1");
    }

    @Test
    void givenAFileThatChangesWhileItIsCopied_whenLoaded_thenThatIsOneSentenceAndNotFinal() throws IOException {
        shop("1", jar("shop"));
        PluginUnit seen = PluginUnit.at(jar("shop")).orElseThrow();
        PluginUnit broken =
                PluginUnit.at(Files.writeString(jar("broken"), "half")).orElseThrow();
        shop("2.0.0", jar("shop"));
        Files.writeString(jar("broken"), "more of it");
        SpiVersion host = SpiVersion.ofHost();
        WorkingFolder working = new WorkingFolder(temporary);
        UnitLoading loading = new UnitLoading(
                new Admission(new GuestThreads(LONG, RuleBooks.CLOCK), host), host, working, ZipOfJars.Bounds.USUAL);
        for (PluginUnit unit : List.of(seen, broken)) {
            UnitLoading.Outcome outcome = loading.load(unit);
            assertThat(outcome.unit()).isNull();
            assertThat(outcome.isFinal()).isFalse();
            assertThat(outcome.problems())
                    .satisfiesExactly(says(unit.name(), "changed while it was being copied", "once it comes to rest"));
        }
        working.delete();
    }

    @Test
    void givenADepot_whenClosed_thenItsLoadersAreClosedItsCopiesGoneAndRefreshingDoesNothing() {
        shop("1", jar("shop"));
        PluginDepot depot = open();
        PluginCatalog catalog = depot.refresh().catalog();
        ClassLoader loader = catalog.plugins().get(0).guest().loader();
        assertThat(inside(temporary)).hasSize(1);
        depot.close();
        depot.close();
        assertThat(loader.getResource("a/Shop.class")).isNull();
        assertThat(inside(temporary)).isEmpty();
        shop("2", jar("shop"));
        assertThat(depot.refreshNow().catalog()).isSameAs(catalog);
    }
}
