package dev.laurel.samplehost.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of a file of a dump, one at a time. A row that is broken is passed over, as the import passes it over: a demo
 * that imports a dump must not fail on what it compares it with.
 */
final class DumpRows {
    /** What of a longer row lies beyond is not looked at. */
    private static final int LONGEST_ROW = 4 << 20;

    private final Map<String, Pattern> patterns = new HashMap<>();
    private final StringBuilder row = new StringBuilder();

    private DumpRows() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param each told of every row; the row is good only until it returns
     * @return whether the file is there
     * @throws IOException if it cannot be read
     */
    static boolean read(Path file, Consumer<DumpRows> each) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            new DumpRows().read(in, each);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void read(Reader in, Consumer<DumpRows> each) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            // Inside a row there is no other <: in values it is written &lt;.
            if (next == '<') {
                tell(each);
            }
            if (row.length() < LONGEST_ROW) {
                row.append((char) next);
            }
        }
        tell(each);
    }

    private void tell(Consumer<DumpRows> each) {
        if (row.indexOf("<row") == 0) {
            each.accept(this);
        }
        row.setLength(0);
    }

    /**
     * An attribute of the row, as it is written.
     *
     * @param name the attribute
     * @return its value; empty if it is not there
     */
    Optional<String> text(String name) {
        Pattern pattern = patterns.computeIfAbsent(name, key -> Pattern.compile("\\s" + key + "=(\"[^\"]*\"|'[^']*')"));
        Matcher matcher = pattern.matcher(row);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String quoted = matcher.group(1);
        return Optional.of(quoted.substring(1, quoted.length() - 1));
    }

    /**
     * An attribute that is a whole number.
     *
     * @param name the attribute
     * @return its value; empty if it is not there or not a number
     */
    Optional<Long> number(String name) {
        try {
            return text(name).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
