package dev.laurel.samplehost.showcase.forum;

import java.util.List;

/**
 * A product with what was said of it and how often it was ordered.
 *
 * @param id its id, in both sources
 * @param title what it is called
 * @param topics keys
 * @param reviews its reviews, newest first
 * @param orders how often it was ordered
 * @param returns how often it came back
 * @param stars the mean of its reviews, in tenths; 0 if there is none
 */
public record ProductPage(
        String id, String title, List<String> topics, List<Post> reviews, int orders, int returns, int stars) {}
