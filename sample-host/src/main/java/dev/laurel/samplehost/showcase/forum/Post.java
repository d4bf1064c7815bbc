package dev.laurel.samplehost.showcase.forum;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something written or shown, as it stands now: a question, an answer, a comment, a review or a photo.
 *
 * @param id its id
 * @param type for example {@code answer}
 * @param title its title; empty for answers and comments
 * @param author the id of whoever wrote it, in the forum
 * @param text what it says
 * @param language {@code en} or {@code fr}; empty if it was not said
 * @param at when
 * @param parent what it belongs to: a post, or the product of a review; empty if to nothing
 * @param topics keys
 * @param stars of a review, 1 to 5; 0 for anything else
 * @param accepted whether whoever asked accepted it
 * @param helpfulTo who finds it helpful, by their ids in the forum, with the id of the activity that says so; in the order in
 *     which they said it
 * @param disputedBy who disputes it, the same way
 */
public record Post(
        String id,
        String type,
        Optional<String> title,
        String author,
        String text,
        String language,
        Instant at,
        Optional<String> parent,
        List<String> topics,
        int stars,
        boolean accepted,
        Map<String, String> helpfulTo,
        Map<String, String> disputedBy) {

    /**
     * Whether somebody may say that it is helpful: one's own posts and comments are not for that.
     *
     * @param who their id in the forum
     * @return whether
     */
    public boolean mayBeMarkedBy(String who) {
        return !type.equals("comment") && !author.equals(who);
    }
}
