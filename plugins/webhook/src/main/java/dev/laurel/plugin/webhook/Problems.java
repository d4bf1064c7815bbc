package dev.laurel.plugin.webhook;

import dev.laurel.spi.config.InvalidConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is wrong with a mapping: all of it is told at once, in the order of the file. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    private record Problem(Place place, String text) {}

    Problems(String file) {
        this.file = file;
    }

    /** {@return where a node begins} */
    Place place(Node node) {
        return node.getStartMark().map(this::place).orElse(new Place(file, 1, 1));
    }

    /** {@return the place of a mark, which counts from 0} */
    Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Notes that something is wrong with a node. */
    void add(Node node, String text) {
        add(place(node), text);
    }

    /** Notes that something is wrong at a place. */
    void add(Place place, String text) {
        Problem problem = new Problem(place, text);
        // What an alias names is read once for each alias.
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** {@return what stands in a message in place of a word that is not known} */
    static String unknown(String given, List<String> known) {
        return Nearest.quoted(given) + "; the nearest is " + Nearest.word(given, known) + ", and all are "
                + String.join(", ", known);
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidConfigException if something is wrong
     */
    void check() {
        if (!found.isEmpty()) {
            throw new InvalidConfigException(found.stream()
                    .sorted(Comparator.comparing(Problem::place).thenComparing(Problem::text))
                    .map(problem -> problem.place() + ": " + problem.text())
                    .toList());
        }
    }
}
