package dev.laurel.samplehost.showcase.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation as it may take place, written by hand: what is asked, and answers that answer it. Immutable.
 *
 * @param id unique within the company
 * @param kind what starts it
 * @param language {@code en} or {@code fr}; everybody in it speaks it
 * @param topics keys, the first one first
 * @param about the products it may be about, by category or id; none if it is about none
 * @param stars of a review, 1 to 5; 0 for anything else
 * @param bindings names with the values they may take, one value for the whole conversation
 * @param lines what is said, by key; in order
 * @param answers what is answered, in order
 */
public record Scenario(
        String id,
        Kind kind,
        String language,
        List<String> topics,
        List<String> about,
        int stars,
        Map<String, List<String>> bindings,
        Map<String, List<Line>> lines,
        List<Answer> answers) {

    /** What starts a conversation. */
    public enum Kind {
        /** A question. */
        QUESTION,
        /** A question that belongs to the wave of complaints. */
        WAVE,
        /** A review of a product. */
        REVIEW,
        /** A review that belongs to the wave of complaints. */
        OUTCRY,
        /** A photo. */
        PHOTO
    }

    /** How much an answer is worth to whoever asked. */
    public enum Worth {
        /** It solves the problem. */
        GOOD,
        /** It is true and helps a little. */
        FAIR,
        /** It does not help, or is wrong. */
        POOR,
        /** It solves the problem, and only the staff can say so. */
        STAFF
    }

    /**
     * An answer.
     *
     * @param worth what it is worth
     * @param text the answer
     * @param then what the asker asks back; empty if nothing
     * @param back what the answerer replies to that
     */
    public record Answer(Worth worth, Line text, Optional<Line> then, Optional<Line> back) {}

    /**
     * What may be said.
     *
     * @param key for example {@code title}
     * @return the lines of that key, in order; none if there are none
     */
    public List<Line> lines(String key) {
        return lines.getOrDefault(key, List.of());
    }
}
