package dev.laurel.samplehost.showcase.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line {@code key: value} of a text file, with the lines that follow it and begin with a blank. Empty lines and lines
 * that begin with {@code #} separate and explain; {@code == name} starts a section and has the key {@code ==}.
 *
 * @param key what stands before the colon, lower case; {@code ==} for the start of a section
 * @param value what stands after it, with single blanks; not empty
 * @param where file and line, for what is said about mistakes
 */
public record Entry(String key, String value, String where) {
    /** The key of a line that starts a section. */
    public static final String SECTION = "==";

    /**
     * Reads a resource beside the showcase.
     *
     * @param name the path below the folder of the showcase, for example {@code names.txt}
     * @return its entries, in order
     * @throws ScriptException if a line cannot be read, or the file is not there
     */
    public static List<Entry> read(String name) {
        try (InputStream in = Entry.class.getResourceAsStream("/dev/laurel/samplehost/showcase/" + name)) {
            if (in == null) {
                throw new ScriptException(name + ":1", "there is no such file among the resources of the showcase");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return parse(name, reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /**
     * Reads lines.
     *
     * @param name how the file is called in what is said about mistakes
     * @param lines its lines
     * @return its entries, in order
     * @throws ScriptException if a line cannot be read
     */
    public static List<Entry> parse(String name, List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String where = name + ":" + (i + 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(SECTION)) {
                entries.add(new Entry(SECTION, filled(line.substring(2), where), where));
            } else if (Character.isWhitespace(line.charAt(0))) {
                entries.add(continued(entries, line, where));
            } else {
                entries.add(keyed(line, where));
            }
        }
        return List.copyOf(entries);
    }

    /**
     * The value's parts.
     *
     * @param count how many there have to be
     * @return what stands between the bars
     * @throws ScriptException if there are more or less
     */
    public List<String> fields(int count) {
        List<String> fields = list("\\|");
        if (fields.size() != count) {
            throw error("it has " + fields.size() + " parts, not " + count + ": separate them with |");
        }
        return fields;
    }

    /** {@return what stands between the bars, at least one} */
    public List<String> choices() {
        return list("\\|");
    }

    /** {@return what stands between the commas, at least one} */
    public List<String> names() {
        return list(",");
    }

    /** {@return the value as a whole number} */
    public int number() {
        return Math.toIntExact(number(value));
    }

    /**
     * A part as a whole number.
     *
     * @param part digits
     * @return the number
     */
    public long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw error("\"" + part + "\" is not a whole number");
        }
    }

    /**
     * A mistake in this line.
     *
     * @param problem what is wrong
     * @return what to throw
     */
    public ScriptException error(String problem) {
        return new ScriptException(where, problem);
    }

    private List<String> list(String separator) {
        List<String> parts =
                Arrays.stream(value.split(separator, -1)).map(String::strip).toList();
        if (parts.stream().anyMatch(String::isEmpty)) {
            throw error("a part is empty");
        }
        return parts;
    }

    private static Entry continued(List<Entry> entries, String line, String where) {
        if (entries.isEmpty() || entries.get(entries.size() - 1).key.equals(SECTION)) {
            throw new ScriptException(
                    where, "it begins with a blank, but there is no line before that it goes on from");
        }
        Entry last = entries.remove(entries.size() - 1);
        return new Entry(last.key, last.value + " " + line.strip(), last.where);
    }

    private static Entry keyed(String line, String where) {
        int colon = line.indexOf(':');
        if (colon < 1 || !line.substring(0, colon).matches("[a-z][a-z0-9 -]*")) {
            throw new ScriptException(where, "it is no \"key: value\"; a line that goes on begins with a blank");
        }
        return new Entry(line.substring(0, colon), filled(line.substring(colon + 1), where), where);
    }

    private static String filled(String text, String where) {
        if (text.isBlank()) {
            throw new ScriptException(where, "there is nothing after the key");
        }
        return text.strip();
    }
}
