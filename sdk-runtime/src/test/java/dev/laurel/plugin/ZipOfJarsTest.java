package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips of jars, good ones and hostile ones. */
class ZipOfJarsTest extends DepotFixture {
    private static final int ENTRY_IN_DIRECTORY = 0x02014b50;
    private static final int LINK = 0120777;

    private byte[] shop;

    @BeforeEach
    void aShop() throws IOException {
        shop = Files.readAllBytes(PluginJar.withRule("shop", "a.Shop", "return Decision.decline(lib.Library.NAME);")
                .source(
                        "lib.Library",
                        "public class Library { public static final String NAME = String.valueOf(\"LIB\"); }")
                .leaveOut("lib.Library")
                .manifest(JarLabel.PLUGIN_VERSION, "1")
                .write(temp.resolve("shop.jar")));
    }

    private byte[] library() throws IOException {
        return Files.readAllBytes(PluginJar.plain()
                .withoutServiceFile()
                .source(
                        "lib.Library",
                        "public class Library { public static final String NAME = String.valueOf(\"LIB\"); }")
                .write(temp.resolve("library.jar")));
    }

    private static Map<String, byte[]> entries(Object... namesAndBytes) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            all.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
        }
        return all;
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> one : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(one.getKey()));
                out.write(one.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Path put(byte[] zip) throws IOException {
        return Files.write(folder.resolve("bundle.zip"), zip);
    }

    private void refused(byte[] zip, String... parts) throws IOException {
        put(zip);
        PluginCatalog catalog = folderOnly();
        assertThat(catalog.plugins()).isEmpty();
        assertThat(catalog.problems())
                .satisfiesExactly(says("bundle.zip was not loaded"))
                .satisfiesExactly(says(parts));
    }

    private PluginCatalog bounded(byte[] zip, ZipOfJars.Bounds bounds) throws IOException {
        put(zip);
        return open(
                        new PluginDepot.Supply(List.of(), null, folder, false),
                        new PluginDepot.Limits(LONG, temporary, bounds))
                .refresh()
                .catalog();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop-1.0/"})
    void givenAZipOfJarsAtItsTopOrInOneFolder_whenLoaded_thenTheyAreOnePluginAndNothingElseIsLoaded(String inside)
            throws IOException {
        Map<String, byte[]> entries = entries(
                inside + "shop.jar",
                shop,
                inside + "Library.JAR",
                library(),
                inside + "README.txt",
                new byte[] {1},
                inside + "._shop.jar",
                new byte[] {1},
                "__MACOSX/deep/deep/._shop.jar",
                new byte[] {1});
        if (!inside.isEmpty()) {
            entries.put(inside, new byte[0]);
        }
        put(zip(entries));
        PluginCatalog catalog = folderOnly();
        assertThat(catalog.problems()).isEmpty();
        assertThat(versions(catalog)).containsExactly("shop 1");
        assertThat(catalog.plugins().get(0).origin()).isEqualTo("folder: " + folder.resolve("bundle.zip"));
        try (RuleBook rules = RuleBooks.open(catalog, "shop/thanks")) {
            assertThat(RuleBooks.judged(rules).declines().get(0).code()).isEqualTo("LIB");
        }
        Path working = inside(temporary).get(0);
        assertThat(inside(working.resolve("1")))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("shop.jar", "Library.JAR");
    }

    @Test
    void givenAJarInAZipThatIsNotSound_whenLoaded_thenTheSentenceNamesZipAndEntry() throws IOException {
        refused(
                zip(entries("a/broken.jar", new byte[] {1, 2})),
                "bundle.zip!/a/broken.jar cannot be read as a jar",
                "copy it again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../shop.jar",
                "a/../../shop.jar",
                "/shop.jar",
                "C:shop.jar",
                "c:/shop.jar",
                "a\\shop.jar",
                "..\\shop.jar",
                "a//shop.jar",
                "./shop.jar",
                "a/..",
                "/",
                "shop.jar\0.txt",
                "sh*p.jar",
                "a/shop\n.jar"
            })
    void givenAnEntryWhosePathLeadsElsewhere_whenLoaded_thenTheZipIsRefusedAndNothingIsWritten(String name)
            throws IOException {
        refused(
                zip(entries("good.jar", shop, name, shop)),
                "its entry '" + Reason.shortened(name) + "'",
                "does not have a plain path",
                "pack it again with names such as folder/name.jar");
        assertThat(temp.resolve("shop.jar")).hasBinaryContent(shop);
        assertThat(inside(temporary).stream().flatMap(each -> inside(each).stream()))
                .extracting(each -> each.getFileName().toString())
                .containsExactly(".lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/shop.jar", "a/b/", "a/b/README.txt"})
    void givenAFolderWithinAFolder_whenLoaded_thenTheZipIsRefused(String name) throws IOException {
        refused(
                zip(entries("good.jar", shop, name, name.endsWith("/") ? new byte[0] : shop)),
                "its entry '" + name + "' is in a folder within a folder",
                "put the jars at the top of the zip, or into one folder");
    }

    @Test
    void givenJarsInTwoFolders_whenLoaded_thenTheZipIsRefused() throws IOException {
        refused(
                zip(entries("a/shop.jar", shop, "b/lib.jar", library())),
                "its entry 'b/lib.jar' and its entry 'a/shop.jar' are in different folders",
                "each plugin into a zip of its own");
    }

    @Test
    void givenNoJar_whenLoaded_thenTheZipIsRefused() throws IOException {
        refused(zip(entries("README.txt", shop)), "it holds no jar at its top or in one folder", "remove it");
        refused(zip(entries("shop/", new byte[0])), "it holds no jar at its top or in one folder", "remove it");
    }

    @Test
    void givenAnEntryTwice_whenLoaded_thenTheZipIsRefused() throws IOException {
        byte[] zip = zip(entries("shop.jar", shop, "shop.jaR", shop));
        refused(zip, "its entry 'shop.jaR' is there twice", "pack it again");
        refused(
                replaced(zip, "shop.jaR".getBytes(StandardCharsets.UTF_8), "shop.jar".getBytes(StandardCharsets.UTF_8)),
                "its entry 'shop.jar' is there twice",
                "pack it again");
    }

    @Test
    void givenASymbolicLink_whenLoaded_thenTheZipIsRefused() throws IOException {
        byte[] zip = zip(entries("shop.jar", shop, "passwd.jar", "/etc/passwd".getBytes(StandardCharsets.UTF_8)));
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int last = 0;
        for (int at = 0; at + 4 <= zip.length; at++) {
            last = bytes.getInt(at) == ENTRY_IN_DIRECTORY ? at : last;
        }
        bytes.putInt(last + 38, LINK << 16);
        refused(zip, "its entry 'passwd.jar' is a symbolic link", "pack it again with the file itself");
    }

    @Test
    void givenTooManyEntries_whenLoaded_thenTheZipIsRefusedAndAtTheBoundItIsNot() throws IOException {
        byte[] three = zip(entries("shop.jar", shop, "lib.jar", library(), "c.txt", new byte[1]));
        assertThat(bounded(three, new ZipOfJars.Bounds(2, 1 << 20, 1 << 20)).problems())
                .satisfiesExactly(says("bundle.zip", "it has 3 entries, and the most is 2", "nothing but"));
        assertThat(bounded(three, new ZipOfJars.Bounds(3, 1 << 20, 1 << 20)).problems())
                .isEmpty();
    }

    @Test
    void givenMoreBytesThanTheZipSays_whenLoaded_thenTheBytesCountAndTheZipIsRefused() throws IOException {
        byte[] zeros = new byte[1 << 20];
        byte[] bomb = zip(entries("bomb.jar", zeros, "shop.jar", shop));
        assertThat(bomb.length).isLessThan(zeros.length / 10);
        assertThat(bounded(bomb, new ZipOfJars.Bounds(9, zeros.length - 1, 1 << 30))
                        .problems())
                .satisfiesExactly(says("its entry 'bomb.jar' unpacks to more than 1048575 bytes", "into a folder"));
        assertThat(bounded(bomb, new ZipOfJars.Bounds(9, zeros.length, zeros.length + shop.length - 1))
                        .problems())
                .satisfiesExactly(says("its entry 'shop.jar' brings all jars together to more than", "into a folder"));
        assertThat(bounded(bomb, new ZipOfJars.Bounds(9, zeros.length, zeros.length + shop.length))
                        .problems())
                .satisfiesExactly(says("bomb.jar cannot be read as a jar"));
    }

    @Test
    void givenADamagedZip_whenLoaded_thenItIsRefused() throws IOException {
        byte[] zip = zip(entries("shop.jar", shop));
        refused(java.util.Arrays.copyOf(zip, zip.length / 2), "cannot be read as a zip", "copy it again");
        refused("nonsense".getBytes(StandardCharsets.UTF_8), "cannot be read as a zip", "copy it again");
        refused(new byte[0], "cannot be read as a zip", "copy it again");
        byte[] stored = stored("shop.jar", shop);
        stored[stored.length / 2] ^= 1;
        refused(stored, "its entry 'shop.jar' is damaged: its checksum is wrong", "copy the zip again");
    }

    /** Not compressed, so that a flipped bit is no error of the compression. */
    private static byte[] stored(String name, byte[] content) throws IOException {
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(entry);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] replaced(byte[] in, byte[] from, byte[] to) {
        byte[] out = in.clone();
        for (int at = 0; at + from.length <= in.length; at++) {
            if (java.util.Arrays.equals(in, at, at + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, out, at, to.length);
            }
        }
        return out;
    }
}
