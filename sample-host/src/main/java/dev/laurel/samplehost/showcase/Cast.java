package dev.laurel.samplehost.showcase;

import java.time.Instant;
import java.util.List;

/**
 * Who is what in a story, and where to look for it.
 *
 * @param seeds whom the host trusts
 * @param ring those who find each other helpful
 * @param followed the one who bought followers
 * @param unnoticed the one whom nobody has noticed
 * @param unnoticedTopic in which topic they are outstanding
 * @param staff who works for the company
 * @param bots the programs
 * @param wave the wave of complaints
 */
public record Cast(
        List<Person> seeds,
        List<Person> ring,
        Person followed,
        Person unnoticed,
        String unnoticedTopic,
        List<Person> staff,
        List<Person> bots,
        Wave wave) {

    /**
     * A wave of complaints.
     *
     * @param topic the topic that most of its posts carry
     * @param subject what it is about: a town, or the id of a product
     * @param from when it begins
     * @param until when it is over
     * @param posts the ids of the questions and reviews it began with, by time
     */
    public record Wave(String topic, String subject, Instant from, Instant until, List<String> posts) {}
}
