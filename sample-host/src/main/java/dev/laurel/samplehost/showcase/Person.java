package dev.laurel.samplehost.showcase;

import dev.laurel.spi.activity.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody of a community. Invented.
 *
 * @param id the id of their account in the forum
 * @param name what others read
 * @param language {@code en} or {@code fr}
 * @param town where they live
 * @param consent whether they may be shown
 * @param part what they are in the story
 * @param shopId the id of their account in the shop, which is another one; empty if they have none
 * @param joined when they joined the forum
 * @param traits how they behave
 */
public record Person(
        String id,
        String name,
        String language,
        String town,
        Consent consent,
        Part part,
        Optional<String> shopId,
        Instant joined,
        Traits traits) {

    /**
     * How somebody behaves.
     *
     * @param activity how much they take part; the median is 1
     * @param quality how good what they write is, from 0 to 1
     * @param feminine which grammar their sentences have in French
     * @param topics what they know about
     */
    public record Traits(double activity, double quality, boolean feminine, List<String> topics) {}

    /** {@return whether it is a person who does not work for the company} */
    public boolean isMember() {
        return part != Part.STAFF && part != Part.BOT;
    }

    /** {@return a picture, as SVG; see {@link Avatar}} */
    public String avatar() {
        return Avatar.of(this);
    }

    /** {@return them as the forum knows them} */
    public Actor actor() {
        return Actor.of(id).named(name).with("language", language).with("town", town);
    }
}
