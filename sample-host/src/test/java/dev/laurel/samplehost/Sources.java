package dev.laurel.samplehost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources of the whole project. */
final class Sources {
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
        Path root = root();
        try (Stream<Path> poms = Files.find(root, 3, (path, attributes) -> path.endsWith("pom.xml"))) {
            return poms.map(Path::getParent)
                    .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                    .map(module -> root.relativize(module).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The Java files of a module.
     *
     * @param module the module
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

    /** The Java files of all modules. */
    static List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : modules()) {
            files.addAll(of(module, "main"));
            files.addAll(of(module, "test"));
        }
        return files;
    }
}
