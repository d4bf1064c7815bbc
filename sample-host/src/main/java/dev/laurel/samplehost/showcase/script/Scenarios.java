package dev.laurel.samplehost.showcase.script;

import dev.laurel.samplehost.showcase.script.Scenario.Answer;
import dev.laurel.samplehost.showcase.script.Scenario.Kind;
import dev.laurel.samplehost.showcase.script.Scenario.Worth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the scenarios of a file. Strict: a mistake is said with file and line, and nothing is guessed. */
public final class Scenarios {
    /** What every conversation can fill in; a product only if it is about one. */
    private static final Set<String> GIVEN = Set.of("town", "device", "weekday", "e");

    private static final Set<String> SPOKEN =
            Set.of("title", "ask", "thanks", "thanks second", "aside", "open", "detail", "close", "caption");

    private final List<Entry> entries;
    private final Set<String> names = new TreeSet<>();
    private final Map<String, List<String>> bindings = new TreeMap<>();
    private final Map<String, List<Line>> lines = new TreeMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<String, Entry> facts = new TreeMap<>();

    private Scenarios(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads a file.
     *
     * @param name its path below the folder of the showcase
     * @return its scenarios, in order
     * @throws ScriptException if anything in it cannot be understood
     */
    public static List<Scenario> read(String name) {
        return of(Entry.read(name));
    }

    /**
     * Understands entries.
     *
     * @param entries what is written; starts with a section
     * @return the scenarios, in order
     * @throws ScriptException if anything in it cannot be understood
     */
    public static List<Scenario> of(List<Entry> entries) {
        List<Scenario> all = new ArrayList<>();
        List<Entry> section = new ArrayList<>();
        for (Entry each : entries) {
            if (each.key().equals(Entry.SECTION) && !section.isEmpty()) {
                all.add(new Scenarios(section).scenario());
                section = new ArrayList<>();
            }
            section.add(each);
        }
        if (!section.isEmpty()) {
            all.add(new Scenarios(section).scenario());
        }
        return List.copyOf(all);
    }

    private Scenario scenario() {
        Entry head = entries.get(0);
        if (!head.key().equals(Entry.SECTION)) {
            throw head.error("a scenario begins with \"== name\"");
        }
        List<Entry> said = entries.subList(1, entries.size());
        names.addAll(GIVEN);
        said.forEach(this::declared);
        if (facts.containsKey("about")) {
            names.add("product");
        }
        said.forEach(this::spoken);
        Kind kind = kind();
        complete(kind, head);
        Entry language = fact("lang", head);
        if (!Set.of("en", "fr").contains(language.value())) {
            throw language.error("the language is en or fr, not " + language.value());
        }
        Entry stars = facts.get("stars");
        return new Scenario(
                head.value(),
                kind,
                language.value(),
                fact("topics", head).names(),
                facts.containsKey("about") ? fact("about", head).names() : List.of(),
                stars == null ? 0 : stars.number(),
                Collections.unmodifiableMap(bindings),
                Collections.unmodifiableMap(lines),
                List.copyOf(answers));
    }

    private void declared(Entry entry) {
        String key = entry.key();
        if (key.startsWith("with ")) {
            String name = key.substring(5);
            if (!names.add(name)) {
                throw entry.error("{" + name + "} is there already");
            }
            bindings.put(name, entry.choices());
        } else if (Set.of("lang", "kind", "topics", "about", "stars").contains(key) && facts.put(key, entry) != null) {
            throw entry.error("\"" + key + "\" is said twice");
        }
    }

    private void spoken(Entry entry) {
        String key = entry.key();
        Optional<Worth> worth = worth(key);
        if (worth.isPresent()) {
            answers.add(new Answer(worth.get(), line(entry), Optional.empty(), Optional.empty()));
        } else if (key.equals("then") || key.equals("back")) {
            replied(entry);
        } else if (SPOKEN.contains(key)) {
            lines.computeIfAbsent(key, none -> new ArrayList<>()).add(line(entry));
        } else if (!facts.containsKey(key) && !key.startsWith("with ")) {
            throw entry.error("\"" + key + "\" is no key of a scenario");
        }
    }

    /** What is asked back belongs to the answer above it, and what is replied to that, too. */
    private void replied(Entry entry) {
        if (answers.isEmpty()) {
            throw entry.error("there is no answer above it");
        }
        int last = answers.size() - 1;
        Answer above = answers.get(last);
        boolean then = entry.key().equals("then");
        if ((then ? above.then() : above.back()).isPresent()
                || (!then && above.then().isEmpty())) {
            throw entry.error("an answer has one \"then\" and after it one \"back\"");
        }
        Optional<Line> line = Optional.of(line(entry));
        answers.set(
                last, new Answer(above.worth(), above.text(), then ? line : above.then(), then ? above.back() : line));
    }

    private Line line(Entry entry) {
        return Line.of(entry, names);
    }

    private Kind kind() {
        @Nullable Entry kind = facts.get("kind");
        if (kind == null) {
            return Kind.QUESTION;
        }
        for (Kind each : Kind.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(kind.value())) {
                return each;
            }
        }
        throw kind.error("there is no kind " + kind.value());
    }

    private void complete(Kind kind, Entry head) {
        List<String> needed = switch (kind) {
            case QUESTION, WAVE -> List.of("title", "ask");
            case REVIEW, OUTCRY -> List.of("title", "open", "detail", "close");
            case PHOTO -> List.of("title", "caption");
        };
        for (String each : needed) {
            if (!lines.containsKey(each)) {
                throw head.error("it has no \"" + each + "\"");
            }
        }
        boolean asked = kind == Kind.QUESTION || kind == Kind.WAVE;
        if (asked == answers.isEmpty()) {
            throw head.error(asked ? "nobody answers" : "only questions have answers");
        }
        boolean review = kind == Kind.REVIEW || kind == Kind.OUTCRY;
        if (review != facts.containsKey("stars") || (review && !facts.containsKey("about"))) {
            throw head.error("a review says \"stars\" and what it is \"about\", and nothing else does say stars");
        }
    }

    private Entry fact(String key, Entry head) {
        Entry found = facts.get(key);
        if (found == null) {
            throw head.error("it has no \"" + key + "\"");
        }
        return found;
    }

    private static Optional<Worth> worth(String key) {
        for (Worth each : Worth.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(key)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
