package dev.laurel.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The SPI is a promise: what others can see of it changes only when somebody means it to. */
class SpiSignaturesTest {
    private static final String GOLDEN = "test/resources/dev/laurel/spi/spi-signatures.txt";

    @BeforeAll
    static void writeTheGoldenFileIfAskedTo() throws IOException {
        if ("write".equals(System.getProperty("laurel.golden"))) {
            List<String> found = Signatures.of(SpiClasses.visible());
            Files.writeString(SpiClasses.sources().resolve(GOLDEN), String.join("\n", found) + "\n");
        }
    }

    @Test
    void givenTheCompiledSpi_whenItsSignaturesAreWrittenDown_thenTheyAreThoseOfTheGoldenFile() throws IOException {
        List<String> promised = Files.readAllLines(SpiClasses.sources().resolve(GOLDEN));

        List<String> found = Signatures.of(SpiClasses.visible());

        if (!promised.equals(found)) {
            fail(
                    "The SPI is not what spi-signatures.txt promises (- promised, + found):\n%s\n\n"
                            + "A line with - breaks plugins unless it is @Incubating, and so does a + that they would have to implement;"
                            + " VERSIONING.md says what is allowed when.\n"
                            + "If the change is meant: mvn -pl sdk-api test -Dlaurel.golden=write"
                            + " and commit the file with it.",
                    Signatures.difference(promised, found));
        }
    }

    @Test
    void givenEveryClassFile_whenTheGoldenFileIsRead_thenEveryVisibleTypeIsInItAndNoneWasMissed() throws IOException {
        List<String> golden = Files.readAllLines(SpiClasses.sources().resolve(GOLDEN));
        List<String> headers =
                golden.stream().filter(line -> !line.startsWith(" ")).toList();
        long publicSources;
        try (Stream<Path> sources = Files.walk(SpiClasses.sources().resolve("main/java"))) {
            publicSources =
                    sources.filter(SpiSignaturesTest::declaresPublicType).count();
        }

        List<Class<?>> visible = SpiClasses.visible();

        assertThat(SpiClasses.names()).as("class files").hasSizeGreaterThan(visible.size());
        assertThat(visible.stream().filter(type -> type.getEnclosingClass() == null))
                .as("public top-level types, counted in the class files and in the sources")
                .hasSize(Math.toIntExact(publicSources))
                .hasSizeGreaterThan(35);
        assertThat(headers).as("types in the golden file").hasSameSizeAs(visible);
        assertThat(visible)
                .allSatisfy(type -> assertThat(headers)
                        .anyMatch(line -> Arrays.asList(line.split("[ <]")).contains(type.getName())));
    }

    @Test
    void givenAnElementThatIsPromised_whenItNamesATypeThatIsIncubating_thenItIsMarkedToo() throws IOException {
        List<String> tooFirm = new ArrayList<>();
        int marked = 0;
        for (Class<?> type : SpiClasses.visible()) {
            marked += type.isAnnotationPresent(Incubating.class) ? 1 : 0;
            if (isIncubating(type)) {
                continue;
            }
            for (Method method : type.getDeclaredMethods()) {
                if (!method.isSynthetic()
                        && !method.isAnnotationPresent(Incubating.class)
                        && namesIncubating(method.toGenericString())) {
                    tooFirm.add(method.toGenericString());
                }
            }
        }

        assertThat(tooFirm)
                .as("mark these @Incubating, or the types they name no longer")
                .isEmpty();
        assertThat(marked).as("incubating types seen").isPositive();
    }

    @Test
    void givenARemovedAndAnAddedMethod_whenTheDifferenceIsShown_thenEachStandsWithItsTypeAndAllElseIsLeftOut() {
        List<String> promised =
                List.of("public interface dev.laurel.spi.Plugin", "    public String id()", "    same()");
        List<String> found = List.of("public interface dev.laurel.spi.Plugin", "    public long id()", "    same()");

        assertThat(Signatures.difference(promised, found))
                .isEqualTo(
                        "- dev.laurel.spi.Plugin :: public String id()\n+ dev.laurel.spi.Plugin :: public long id()");
    }

    private static boolean namesIncubating(String signature) {
        return Arrays.stream(signature.split("[^\\w.$]+"))
                .filter(word -> word.startsWith("dev.laurel.spi.") && !word.contains("("))
                .anyMatch(SpiSignaturesTest::isIncubatingName);
    }

    private static boolean isIncubatingName(String name) {
        try {
            return isIncubating(Class.forName(name, false, Plugin.class.getClassLoader()));
        } catch (ClassNotFoundException notAType) {
            // The word was the name of the method itself.
            return false;
        }
    }

    private static boolean isIncubating(Class<?> type) {
        return type.isAnnotationPresent(Incubating.class)
                || (type.getEnclosingClass() != null && isIncubating(type.getEnclosingClass()));
    }

    private static boolean declaresPublicType(Path source) {
        try {
            return source.toString().endsWith(".java")
                    && Files.readString(source).lines().anyMatch(line -> line.startsWith("public "));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
