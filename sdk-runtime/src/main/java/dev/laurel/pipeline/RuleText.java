package dev.laurel.pipeline;

import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.spi.reward.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a version of a rule says of itself, kept in the log so that an entry can be explained when the plugin that caused
 * it is gone.
 *
 * @param rule the rule's name
 * @param digest its digest
 * @param plugin the plugin's version
 * @param key the key of its words
 * @param english what it does
 * @param french what it does
 * @param arguments what is filled in, each with a letter for its kind
 * @param limits what bounds it, each as {@link LimitText} writes it
 */
record RuleText(
        String rule,
        String digest,
        String plugin,
        String key,
        String english,
        String french,
        List<String> arguments,
        List<String> limits) {
    private static final int FIXED = 7;

    static RuleText of(RuleDeclaration declaration) {
        Words words = declaration.spec().words();
        List<String> arguments = new ArrayList<>();
        for (Object argument : words.arguments()) {
            arguments.add(argument.getClass().getSimpleName().charAt(0) + argument.toString());
        }
        return new RuleText(
                declaration.name(),
                declaration.digest(),
                declaration.pluginVersion(),
                words.key(),
                words.pattern(Locale.ENGLISH),
                words.pattern(Locale.FRENCH),
                List.copyOf(arguments),
                declaration.spec().limits().stream().map(LimitText::of).toList());
    }

    String version() {
        return rule + "\n" + digest + "\n" + plugin;
    }

    List<String> written() {
        String count = Integer.toString(arguments.size());
        List<String> all = new ArrayList<>(List.of(rule, digest, plugin, key, english, french, count));
        all.addAll(arguments);
        all.addAll(limits);
        return all;
    }

    static RuleText read(List<String> written) {
        int end = FIXED + Integer.parseInt(written.get(FIXED - 1));
        return new RuleText(
                written.get(0),
                written.get(1),
                written.get(2),
                written.get(3),
                written.get(4),
                written.get(5),
                List.copyOf(written.subList(FIXED, end)),
                List.copyOf(written.subList(end, written.size())));
    }

    Words words() {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            String text = arguments.get(i).substring(1);
            values[i] = switch (arguments.get(i).charAt(0)) {
                case 'L' -> (Object) Long.valueOf(text);
                case 'I' -> text.indexOf('T') > 0 ? Instant.parse(text) : (Object) Integer.valueOf(text);
                case 'D' -> Double.valueOf(text);
                default -> text;
            };
        }
        return Words.of(key, english, french, values);
    }
}
