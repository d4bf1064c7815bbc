package dev.laurel.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the SPI leans on, what it opens to others, and that all of it is documented. */
class SpiDependenciesTest {
    private static final Pattern DEPENDENCY = Pattern.compile("\\s+(\\S+)\\s+->\\s+(\\S+)\\s+.*");

    @Test
    void givenEveryClassFile_whenItsConstantPoolIsRead_thenItNamesTheJdkAndJspecifyOnly() throws Exception {
        Set<String> origins = new TreeSet<>();
        Set<String> foreign = new TreeSet<>();

        String found = run(
                "jdeps",
                "-verbose:class",
                "-filter:none",
                "--module-path",
                jspecify().toString(),
                SpiClasses.folder().toString());
        for (String line : found.lines().toList()) {
            Matcher dependency = DEPENDENCY.matcher(line);
            if (dependency.matches() && dependency.group(1).startsWith("dev.laurel.")) {
                origins.add(dependency.group(1));
                String target = dependency.group(2);
                if (!target.startsWith("java.")
                        && !target.startsWith("org.jspecify.annotations.")
                        && !target.startsWith("dev.laurel.spi.")) {
                    foreign.add(dependency.group(1) + " -> " + target);
                }
            }
        }

        assertThat(foreign).as("what the SPI must not depend on").isEmpty();
        assertThat(origins).as("classes that were read").containsAll(SpiClasses.names());
    }

    @Test
    void givenTheModule_whenItsDescriptorIsRead_thenItExportsItsPackagesAndNeedsNothing() throws IOException {
        ModuleDescriptor module;
        try (InputStream file = Files.newInputStream(SpiClasses.folder().resolve("module-info.class"))) {
            module = ModuleDescriptor.read(file);
        }

        assertThat(module.name()).isEqualTo("dev.laurel.spi");
        assertThat(module.isOpen()).isFalse();
        assertThat(module.opens()).isEmpty();
        assertThat(module.exports())
                .allMatch(exported -> !exported.isQualified())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder(
                        "dev.laurel.spi",
                        "dev.laurel.spi.activity",
                        "dev.laurel.spi.config",
                        "dev.laurel.spi.http",
                        "dev.laurel.spi.reward");
        assertThat(module.requires().stream().collect(Collectors.toMap(need -> need.name(), need -> need.modifiers())))
                .containsOnlyKeys("java.base", "org.jspecify")
                .containsEntry("org.jspecify", Set.of(Modifier.STATIC));
        assertThat(module.uses()).containsExactly(Plugin.class.getName());
    }

    @Test
    void givenEveryPublicTypeAndMethod_whenItsDocumentationIsMade_thenNothingIsMissing(@TempDir Path folder)
            throws Exception {
        Path sources = SpiClasses.sources().resolve("main/java");
        assertThat(sources.resolve("module-info.java")).exists();

        String complaints = run(
                "javadoc",
                "-quiet",
                "-locale",
                "en",
                "-encoding",
                "UTF-8",
                "-Xdoclint:all",
                "-Werror",
                "--module-path",
                jspecify().toString(),
                "--module-source-path",
                "dev.laurel.spi=" + sources,
                "--module",
                "dev.laurel.spi",
                "-d",
                folder.toString());

        assertThat(complaints).isEmpty();
        assertThat(folder.resolve("dev.laurel.spi/dev/laurel/spi/Plugin.html")).exists();
    }

    @Test
    void givenThePackages_whenTheirDescriptionsAreRead_thenEachSaysThatNothingIsNullUnlessItSaysSo() {
        assertThat(List.of(
                        Plugin.class,
                        dev.laurel.spi.activity.Activity.class,
                        dev.laurel.spi.config.Setting.class,
                        dev.laurel.spi.reward.RuleSpec.class))
                .allMatch(type -> type.getPackage().isAnnotationPresent(NullMarked.class));
    }

    private static Path jspecify() throws URISyntaxException {
        return Path.of(NullMarked.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static String run(String tool, String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out, true);
        int status = ToolProvider.findFirst(tool).orElseThrow().run(both, both, arguments);
        both.flush();
        assertThat(status).as("%s says %s", tool, out).isZero();
        return out.toString();
    }
}
