package dev.laurel.samplehost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources of the whole project. */
final class Sources {
    /** The plugin to copy from, which is a build of its own too. */
    static final String TEMPLATE = "plugins/template";

    private Sources() {}

    /** {@return the folder of the reactor, whichever folder of it the tests run in} */
    static Path root() {
        for (Path each = Path.of("").toAbsolutePath(); each != null; each = each.getParent()) {
            if (Files.isDirectory(each.resolve("sdk-api")) && Files.isDirectory(each.resolve("sample-host"))) {
                return each;
            }
        }
        throw new IllegalStateException("the tests run outside of the project: start them from one of its folders");
    }

    /** {@return the modules that have sources, in order} */
    static List<String> modules() throws IOException {
        return builds().stream()
                .filter(each -> !isExample(each) && !each.equals(TEMPLATE))
                .toList();
    }

    /** {@return the examples, which are builds of their own and take Laurel from a repository, in order} */
    static List<String> examples() throws IOException {
        return builds().stream().filter(Sources::isExample).toList();
    }

    private static boolean isExample(String build) {
        return build.startsWith("sample-host/");
    }

    private static List<String> builds() throws IOException {
        Path root = root();
        try (Stream<Path> poms = Files.find(root, 3, (path, attributes) -> path.endsWith("pom.xml"))) {
            return poms.map(Path::getParent)
                    .filter(build -> Files.isDirectory(build.resolve("src/main/java")))
                    .map(build -> root.relativize(build).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The Java files of a module or an example.
     *
     * @param module the module or example
     * @param kind {@code main} or {@code test}
     * @return its files; none if there is no such folder
     */
    static List<Path> of(String module, String kind) throws IOException {
        Path folder = root().resolve(module).resolve("src").resolve(kind).resolve("java");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> each.toString().endsWith(".java")).toList();
        }
    }

    /** The Java files of all modules and examples. */
    static List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String build : builds()) {
            files.addAll(of(build, "main"));
            files.addAll(of(build, "test"));
        }
        return files;
    }
}
