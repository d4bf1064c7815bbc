package dev.laurel.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that recur in facts (sources, types, roles, topics, units, rules) and the small numbers that stand for them in
 * the log. Not safe for use by several threads.
 */
public final class Dictionary {
    /** How many words a community may have; a source that makes up types without end is stopped here. */
    public static final int MOST = 1 << 20;

    /** Stands in place of a refusal where a rule that is asked again has nothing against it any more. No rule's code looks like it. */
    public static final String ANSWERED = "(answered)";

    /** Words that Laurel itself uses. Their numbers are in logs: they never change, and new ones go to the end. */
    private static final List<String> OWN = List.of(
            "author",
            "asker",
            "LATE",
            "RULES_CHANGED",
            "ATTRIBUTED",
            "OBJECT_STATE",
            "WITHDRAWN",
            "REPLACED",
            "MERGED",
            "UNMERGED",
            "RULE_FAILED",
            ANSWERED);

    private static final int FIRST = 64;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private int logged = FIRST;

    /** A dictionary that knows Laurel's own words. */
    public Dictionary() {
        for (int i = 0; i < FIRST; i++) {
            String word = i < OWN.size() ? OWN.get(i) : "";
            words.add(word);
            if (!word.isEmpty()) {
                numbers.put(word, i);
            }
        }
    }

    /**
     * The number of a word; new words get the next one, and are written with the next segment.
     *
     * @param word the word
     * @return its number
     */
    public int number(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        int number = words.size();
        words.add(word);
        numbers.put(word, number);
        return number;
    }

    /**
     * The number of a word, if it has one.
     *
     * @param word the word
     * @return its number, or -1
     */
    public int find(String word) {
        return numbers.getOrDefault(word, -1);
    }

    /**
     * The word of a number.
     *
     * @param number the number
     * @return the word
     */
    public String word(int number) {
        return words.get(number);
    }

    /** {@return how many words there are} */
    public int size() {
        return words.size();
    }

    /** {@return whether there are words that are not in the log yet} */
    boolean hasUnlogged() {
        return logged < words.size();
    }

    /** {@return the words that are not in the log yet, in the order of their numbers; they count as written from now on} */
    List<String> takeUnlogged() {
        List<String> fresh = List.copyOf(words.subList(logged, words.size()));
        logged = words.size();
        return fresh;
    }

    void replay(String word) {
        number(word);
        logged = words.size();
    }
}
