package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.specimen.BadPlugins;
import dev.laurel.specimen.ForumPlugin;
import dev.laurel.spi.Plugin;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginContractTest {
    private static final AtomicReference<Supplier<Plugin>> PLUGIN = new AtomicReference<>();
    private static final String GOOD = ForumPlugin.class.getName();

    @TempDir
    Path folder;

    /** The contract over whatever a test says. */
    static class UnderTest extends PluginContract {
        @Override
        protected Plugin plugin() {
            return PLUGIN.get().get();
        }
    }

    /** Classes of the jar come from the jar, though they are on the class path too. */
    private static final class JarLoader extends URLClassLoader {
        JarLoader(URL jar) {
            super(new URL[] {jar}, PluginContractTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("dev.laurel.specimen.")) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded != null ? loaded : findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }
    }

    private Path jar(String services, String spiVersion) throws Exception {
        Path jar = folder.resolve("plugin.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!spiVersion.isEmpty()) {
            manifest.getMainAttributes().putValue("Laurel-Spi-Version", spiVersion);
        }
        Path classes = Path.of(ForumPlugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.list(classes.resolve("dev/laurel/specimen"))) {
            for (Path file : files.sorted().toList()) {
                entries.putNextEntry(new JarEntry("dev/laurel/specimen/" + file.getFileName()));
                Files.copy(file, entries);
            }
            if (!services.isEmpty()) {
                entries.putNextEntry(new JarEntry("META-INF/services/dev.laurel.spi.Plugin"));
                entries.write(services.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private Run run(String type, String services, String spiVersion) throws Exception {
        try (JarLoader loader = new JarLoader(jar(services, spiVersion).toUri().toURL())) {
            PLUGIN.set(() -> made(loader, type));
            return Run.of(UnderTest.class);
        }
    }

    private static Plugin made(ClassLoader loader, String type) {
        try {
            Constructor<?> constructor = loader.loadClass(type).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (Plugin)
                    (constructor.getParameterCount() == 0 ? constructor.newInstance() : constructor.newInstance(""));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givenASoundPluginInAJar_whenTheContractIsRun_thenNothingFailsOrIsSkipped() throws Exception {
        Run run = run(GOOD, "# ours\n" + GOOD + " # the only one\n", "1.1");

        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(9);
    }

    @Test
    void givenASoundPluginInAFolder_whenTheContractIsRun_thenTheManifestIsNotLookedAt() throws IOException {
        PLUGIN.set(ForumPlugin::new);
        Run run = Run.of(UnderTest.class);

        assertThat(run.skipped()).containsExactly("givenAJar_whenItsManifestIsRead_thenItSaysForWhichSpiItIs");
        // The tests' own class path has no service file.
        assertThat(run.failures()).containsOnlyKeys("givenTheServiceFile_whenRead_thenItNamesThePlugin");
    }

    @ParameterizedTest
    @CsvSource({
        "WantsAnArgument, givenThePlugin_whenMadeWithoutArguments_thenItCanBe",
        "NotPublic, givenThePlugin_whenMadeWithoutArguments_thenItCanBe",
        "IdUpperCase, givenThePlugin_whenAskedForItsId_thenItIsANameThatStays",
        "IdChanges, givenThePlugin_whenAskedForItsId_thenItIsANameThatStays",
        "TwoOfAName, givenThePlugin_whenAskedForItsExtensions_thenEachHasANameOfItsOwn",
        "NameUpperCase, givenThePlugin_whenAskedForItsExtensions_thenEachHasANameOfItsOwn",
        "ExtensionsChange, givenThePlugin_whenAskedForItsExtensionsAgain_thenTheyAreTheSame",
        "SettingSaysNothing, givenTheSettings_whenRead_thenEachSaysWhatItIsFor",
        "SecretHasDefault, givenTheSettings_whenRead_thenEachSaysWhatItIsFor",
    })
    void givenABadPlugin_whenTheContractIsRun_thenThatTestFailsAlone(String type, String test) throws Exception {
        String name = BadPlugins.class.getName() + "$" + type;

        assertThat(run(name, name, "1.1").failures()).containsOnlyKeys(test);
    }

    @ParameterizedTest
    @CsvSource({"ReturnsNull", "HoldsNull"})
    void givenAPluginWithoutExtensions_whenTheContractIsRun_thenAllThatLooksAtThemFails(String type) throws Exception {
        String name = BadPlugins.class.getName() + "$" + type;

        assertThat(run(name, name, "1.1").failures())
                .containsOnlyKeys(
                        "givenThePlugin_whenAskedForItsExtensions_thenEachHasANameOfItsOwn",
                        "givenThePlugin_whenAskedForItsExtensionsAgain_thenTheyAreTheSame",
                        "givenTheSettings_whenRead_thenEachSaysWhatItIsFor");
    }

    @ParameterizedTest
    @CsvSource({"''", "one", "2.", "-1.0"})
    void givenAManifestThatSaysNoVersion_whenTheContractIsRun_thenThatTestFailsAlone(String version) throws Exception {
        assertThat(run(GOOD, GOOD, version).failures())
                .containsOnlyKeys("givenAJar_whenItsManifestIsRead_thenItSaysForWhichSpiItIs");
    }

    @Test
    void givenAServiceFileWithMistakes_whenTheContractIsRun_thenEachIsFound() throws Exception {
        String names = "givenTheServiceFile_whenRead_thenItNamesThePlugin";
        String loads = "givenTheServiceFile_whenItsClassesAreLoaded_thenAllArePluginsNamedOnce";

        assertThat(run(GOOD, "", "1.1").failures()).containsOnlyKeys(names);
        assertThat(run(GOOD, "ForumPlugin", "1.1").failures()).containsOnlyKeys(names, loads);
        assertThat(run(GOOD, GOOD + "\n" + GOOD, "1.1").failures()).containsOnlyKeys(loads);
        assertThat(run(GOOD, GOOD + "\njava.lang.String", "1.1").failures()).containsOnlyKeys(loads);
        assertThat(run(GOOD, GOOD + "\nnot a class", "1.1").failures()).containsOnlyKeys(loads);
    }

    @Test
    void givenStaticFieldsThatChange_whenTheContractIsRun_thenTheyAreReported() throws Exception {
        assertThat(run(GOOD, GOOD, "1.1").reported())
                .anyMatch(line -> line.contains("dev.laurel.specimen.Thanks.CALLS"))
                .anyMatch(line -> line.contains("dev.laurel.specimen.Posts.CLOSED"))
                .noneMatch(line -> line.contains("ForumPlugin.BASE"));
    }
}
