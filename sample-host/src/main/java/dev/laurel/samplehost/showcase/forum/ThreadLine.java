package dev.laurel.samplehost.showcase.forum;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question in a list.
 *
 * @param id its id
 * @param title its title
 * @param topics keys
 * @param author the id of whoever asked, in the forum
 * @param answers how many answers there are
 * @param accepted whether one of them is accepted
 * @param language {@code en} or {@code fr}; empty if it was not said
 * @param at when it was asked
 * @param product the product it is about; empty if about none
 */
public record ThreadLine(
        String id,
        String title,
        List<String> topics,
        String author,
        int answers,
        boolean accepted,
        String language,
        Instant at,
        Optional<String> product) {}
