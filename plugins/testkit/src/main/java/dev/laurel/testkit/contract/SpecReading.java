package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.fail;

import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;
import dev.laurel.spi.reward.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is wrong with the declarations of a set, as the runtime would say it at the start. */
final class SpecReading {
    private static final int MOST = 64;
    private static final Set<String> UNITS = Set.of("points", "badge", "nomination", "invitation");

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Object> shared = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private SpecReading() {}

    /** {@return what is wrong with names and declarations, a sentence each} */
    static List<String> problems(List<RuleSpec> specs) {
        SpecReading reading = new SpecReading();
        specs.forEach(reading::read);
        return reading.problems;
    }

    private void read(RuleSpec spec) {
        name("rule", spec.name(), spec);
        if (!names.add(spec.name())) {
            problems.add("two rules are called " + spec.name() + ": give each a name of its own");
        }
        if (spec.grants().size() > MOST
                || spec.counters().size() > MOST
                || spec.limits().size() > MOST) {
            problems.add(spec.name() + " declares more than " + MOST + " rewards, counters or limits: split it");
        }
        for (String type : spec.types()) {
            if (!Names.isType(type)) {
                problems.add(spec.name() + " listens to '" + type
                        + "', which no activity can be: write types in lower case," + " as answer.accepted");
            }
        }
        for (String unit : spec.grants()) {
            int slash = unit.indexOf('/');
            if (slash < 0 || !UNITS.contains(unit.substring(0, slash))) {
                problems.add(spec.name() + " declares the reward '" + unit + "', which is of no kind there is");
            }
            name("reward", unit.substring(slash + 1), spec);
        }
        for (Counter counter : spec.counters()) {
            name("counter", counter.name(), spec);
            share("counter " + counter.name(), counter, spec);
            boolean kept = counter.scope() != Counter.Scope.OBJECT
                    || ((counter.kind() == Counter.Kind.SUM || counter.kind() == Counter.Kind.AMOUNT)
                            && counter.window().equals(Window.EVER));
            if (!kept) {
                problems.add(
                        spec.name() + " counts " + counter.name() + " per object, where only sums and amounts over all"
                                + " time are kept: use one of those, or count per member");
            }
        }
        for (Limit limit : spec.limits()) {
            name("limit", limit.name(), spec);
            share("limit " + limit.name(), limit, spec);
            if (!limit.currency().isEmpty()) {
                name("currency", limit.currency(), spec);
            }
        }
        for (String code : spec.declines().keySet()) {
            if (!Names.isCode(code)) {
                problems.add(spec.name() + " puts the code '" + code + "' into words; " + Names.CODE_FORM);
            }
        }
    }

    private void name(String what, String name, RuleSpec spec) {
        if (!Names.isKebab(name)) {
            problems.add(spec.name() + " has a " + what + " called '" + name + "'; " + Names.FORM);
        }
    }

    private void share(String key, Object definition, RuleSpec spec) {
        Object known = shared.putIfAbsent(key, definition);
        if (known != null && !known.equals(definition)) {
            problems.add(spec.name() + " declares the " + key + " as [" + definition + "], and the set has it as ["
                    + known + "]: declare it once, as a constant, or give one of them another name");
        }
    }

    static void assertSentences(RuleSpec spec) {
        assertSentence(spec.name(), spec.words());
        spec.declines().forEach((code, words) -> assertSentence(spec.name() + ", code " + code, words));
    }

    private static void assertSentence(String where, Words words) {
        String english = words.in(Locale.ENGLISH);
        String french = words.in(Locale.FRENCH);
        for (String sentence : List.of(english, french)) {
            if (sentence.isBlank() || sentence.contains("{") || sentence.contains("}")) {
                fail(
                        "%s says '%s': write a sentence, with {0} for the first argument and an argument for each",
                        where, sentence);
            }
        }
        if (english.equals(french)) {
            fail("%s says '%s' in English and in French: translate it", where, english);
        }
    }

    /** {@return all that a set declares, wording included} */
    static List<String> written(List<RuleSpec> specs) {
        return specs.stream()
                .map(spec -> spec + " words " + both(spec.words()) + " declines " + declines(spec))
                .toList();
    }

    private static List<String> declines(RuleSpec spec) {
        return spec.declines().entrySet().stream()
                .map(one -> one.getKey() + " " + both(one.getValue()))
                .toList();
    }

    private static String both(Words words) {
        return words.key() + " " + words.in(Locale.ENGLISH) + " " + words.in(Locale.FRENCH);
    }
}
