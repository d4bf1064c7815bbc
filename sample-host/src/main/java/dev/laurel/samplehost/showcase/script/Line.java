package dev.laurel.samplehost.showcase.script;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something somebody may say: {@code [this|that]} is one or the other, {@code {town}} is filled in. Checked when read.
 * Immutable.
 */
public final class Line {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9-]*)}");
    private static final Pattern CHOICE = Pattern.compile("\\[([^\\[\\]]*)]");

    private final String pattern;
    private final String where;

    private Line(String pattern, String where) {
        this.pattern = pattern;
        this.where = where;
    }

    /**
     * Reads a line.
     *
     * @param entry what is written
     * @param names what can be filled in
     * @return the line
     * @throws ScriptException if it names something else, or a bracket is left open
     */
    static Line of(Entry entry, Set<String> names) {
        Matcher places = PLACE.matcher(entry.value());
        while (places.find()) {
            if (!names.contains(places.group(1))) {
                throw entry.error("there is nothing to fill in for {" + places.group(1) + "}, only for " + names);
            }
        }
        Matcher choices = CHOICE.matcher(entry.value());
        while (choices.find()) {
            if (!choices.group(1).contains("|")) {
                throw entry.error("[" + choices.group(1) + "] leaves no choice: write [this|that]");
            }
        }
        String rest =
                CHOICE.matcher(PLACE.matcher(entry.value()).replaceAll("")).replaceAll("");
        if (rest.matches(".*[\\[\\]{}|].*")) {
            throw entry.error("a bracket or a bar stands alone: write [this|that] and {name}");
        }
        return new Line(entry.value(), entry.where());
    }

    /**
     * The sentence.
     *
     * @param chance decides between this and that
     * @param values what is filled in, by name
     * @return the text, without any bracket left
     * @throws ScriptException if a value is missing
     */
    public String said(Chance chance, Map<String, String> values) {
        String chosen = CHOICE.matcher(pattern).replaceAll(found -> {
            String[] choices = found.group(1).split("\\|", -1);
            return Matcher.quoteReplacement(choices[chance.below(choices.length)]);
        });
        return PLACE.matcher(chosen).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new ScriptException(where, "nothing was given for {" + found.group(1) + "}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** {@return file and line} */
    public String where() {
        return where;
    }

    @Override
    public String toString() {
        return where;
    }
}
