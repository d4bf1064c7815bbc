package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.config.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What every {@link Plugin} keeps. Of the SPI it checks: it is found by {@link java.util.ServiceLoader}, so it has a public
 * constructor without arguments; id and names are kebab-case and never change; each extension has a name of its own; settings say
 * what they are for; and a jar says which SPI it was compiled against. Static fields that can change are reported, as
 * entries of the test report, for extensions have no static state.
 */
public abstract class PluginContract {
    private static final String SPI_VERSION = "Laurel-Spi-Version";
    private static final int MOST_EXTENSIONS = 256;
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,6})\\.([0-9]{1,6})(?:\\.[0-9A-Za-z.-]*)?");

    /** The contract. */
    protected PluginContract() {}

    /** {@return a new instance of the plugin} */
    protected abstract Plugin plugin();

    private PluginPlace place() {
        return new PluginPlace(plugin().getClass());
    }

    @Test
    void givenThePlugin_whenMadeWithoutArguments_thenItCanBe() throws Exception {
        Class<?> type = plugin().getClass();
        assertThat(Modifier.isPublic(type.getModifiers()))
                .as("%s is public: ServiceLoader makes public classes only", type.getName())
                .isTrue();
        Constructor<?> constructor;
        try {
            constructor = type.getConstructor();
        } catch (NoSuchMethodException e) {
            fail(
                    "%s has no public constructor without arguments: ServiceLoader needs one, and settings come with the context",
                    type.getName());
            return;
        }
        assertThat(constructor.newInstance()).isInstanceOf(Plugin.class);
    }

    @Test
    void givenTheServiceFile_whenRead_thenItNamesThePlugin() throws Exception {
        assertThat(place().services())
                .as(
                        "classes named in META-INF/services/%s: name the plugin's there, with its package, on a line of its own",
                        Plugin.class.getName())
                .contains(plugin().getClass().getName());
    }

    @Test
    void givenTheServiceFile_whenItsClassesAreLoaded_thenAllArePluginsNamedOnce() throws Exception {
        List<String> names = place().services();
        assertThat(names).as("classes named in service files: name each once").doesNotHaveDuplicates();
        for (String name : names) {
            try {
                assertThat(Plugin.class)
                        .as("%s is named in a service file: name plugins only", name)
                        .isAssignableFrom(Class.forName(name, false, place().loader()));
            } catch (ClassNotFoundException | LinkageError e) {
                fail(
                        "%s is named in a service file and cannot be loaded: %s. Write the class's name as it is, with its"
                                + " package",
                        name, e.toString());
            }
        }
    }

    @Test
    void givenThePlugin_whenAskedForItsId_thenItIsANameThatStays() {
        String id = plugin().id();
        if (id == null || !Names.isKebab(id)) {
            fail("the plugin's id is '%s'; %s", id, Names.FORM);
        }
        Plugin again = plugin();
        assertThat(List.of(String.valueOf(again.id()), String.valueOf(again.id())))
                .as("the id, asked for again: return a constant, for entries carry it")
                .containsOnly(String.valueOf(id));
    }

    @Test
    void givenThePlugin_whenAskedForItsExtensions_thenEachHasANameOfItsOwn() {
        List<Extension<?>> extensions = extensions();
        assertThat(extensions).as("extensions: split a plugin that has more").hasSizeLessThanOrEqualTo(MOST_EXTENSIONS);
        for (Extension<?> extension : extensions) {
            assertThat(Names.isKebab(extension.name()))
                    .as("the extension '%s'; %s", extension.name(), Names.FORM)
                    .isTrue();
        }
        assertThat(extensions.stream().map(Extension::name))
                .as("names of extensions: give each one of its own")
                .doesNotHaveDuplicates();
    }

    private List<Extension<?>> extensions() {
        List<Extension<?>> extensions = plugin().extensions();
        if (extensions == null) {
            return fail("extensions() returned null: return List.of() if there is none");
        }
        List<Extension<?>> copy = new ArrayList<>(extensions);
        assertThat(copy).as("extensions").allMatch(Objects::nonNull);
        return copy;
    }

    @Test
    void givenThePlugin_whenAskedForItsExtensionsAgain_thenTheyAreTheSame() {
        assertThat(written())
                .as("extensions and their settings, asked for again: return a declaration that depends on nothing")
                .isEqualTo(written());
    }

    private List<String> written() {
        return extensions().stream()
                .map(extension -> extension + " " + extension.config())
                .toList();
    }

    @Test
    void givenTheSettings_whenRead_thenEachSaysWhatItIsFor() {
        for (Extension<?> extension : extensions()) {
            for (Setting<?> setting : extension.config().settings()) {
                String said = setting.description().strip();
                assertThat(said.contains(" ") && !said.replace(' ', '-').equalsIgnoreCase(setting.name()))
                        .as(
                                "the setting %s of %s says of itself '%s': say in a phrase what it is for, for operators read it",
                                setting.name(), extension.name(), said)
                        .isTrue();
                assertThat(setting.defaultValue().isPresent() && setting.isSecret())
                        .as(
                                "the secret %s of %s has a default, which is no secret: leave it required",
                                setting.name(), extension.name())
                        .isFalse();
            }
        }
    }

    @Test
    void givenAJar_whenItsManifestIsRead_thenItSaysForWhichSpiItIs() throws Exception {
        Optional<Path> place = PluginPlace.of(plugin().getClass());
        assumeTrue(
                place.isPresent() && Files.isRegularFile(place.get()),
                "the plugin is not run from a jar; run this contract after packaging to look at its manifest");
        String said = PluginPlace.manifest(place.orElseThrow(), SPI_VERSION).orElse("");
        Matcher wanted = VERSION.matcher(said.strip());
        if (!wanted.matches()) {
            fail(
                    "the manifest of %s says %s: '%s'. Write the version of the SPI that the plugin is compiled against, as 1.1,"
                            + " or a plugin folder refuses it",
                    place.get().getFileName(), SPI_VERSION, said);
        }
        Optional<Path> spi = PluginPlace.of(Plugin.class).filter(Files::isRegularFile);
        String there = spi.isEmpty()
                ? ""
                : PluginPlace.manifest(spi.get(), SPI_VERSION).orElse("");
        Matcher offered = VERSION.matcher(there.strip());
        if (offered.matches()) {
            boolean fits = wanted.group(1).equals(offered.group(1))
                    && Integer.parseInt(wanted.group(2)) <= Integer.parseInt(offered.group(2));
            assertThat(fits)
                    .as("the manifest says %s: %s, and the SPI on the class path is %s", SPI_VERSION, said, there)
                    .isTrue();
        }
    }

    @Test
    void givenTheClasses_whenLookedThrough_thenStaticFieldsThatChangeAreReported(TestReporter reporter)
            throws Exception {
        for (String field : MutableStatics.of(place().classes(), place().loader())) {
            reporter.publishEntry(
                    "static state", field + " can change: extensions have no static state, for communities share it");
        }
    }
}
