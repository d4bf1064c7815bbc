package dev.laurel.samplehost.showcase;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import java.util.Locale;

/**
 * How the forum and the shop of the showcase write down what happens. Portals use the same words for what their visitors
 * do. Each method returns a builder that still wants its time: {@code at(...)}.
 */
public final class Activities {
    /** The source with what is said. */
    public static final String FORUM = "forum";
    /** The source with what is bought. */
    public static final String SHOP = "shop";
    /** The attribute with the language of a text: {@code en} or {@code fr}. */
    public static final String LANGUAGE = "language";
    /** The attribute with the stars of a review: 1 to 5. */
    public static final String STARS = "stars";
    /** The attribute of a rating that says that {@link #STAFF} or a {@link #BOT} wrote what is rated; else absent. */
    public static final String WRITTEN_BY = "written-by";
    /** Value of {@link #WRITTEN_BY}. */
    public static final String STAFF = "staff";
    /** Value of {@link #WRITTEN_BY}. */
    public static final String BOT = "bot";

    private Activities() {}

    /**
     * Something was written or shown: a question, an answer, a comment, a review or a photo.
     *
     * @param type for example {@code answer.posted}
     * @param id the id of the activity
     * @param author who
     * @param post the post, with its parent if it has one
     * @return with author and object; text and language are to be added
     */
    public static Activity.Builder posted(String type, String id, Actor author, ObjectRef.Builder post) {
        return Activity.of(type, id)
                .by(Role.AUTHOR, author)
                .about(post.by(author).build());
    }

    /**
     * Somebody found a post helpful: {@code review.helpful} for a review, {@code post.helpful} for any other.
     *
     * @param id the id of the activity
     * @param raterId who, by their id in the forum
     * @param postId the post
     * @param postType its type, for example {@code answer}
     * @return to be given its time
     */
    public static Activity.Builder helpful(String id, String raterId, String postId, String postType) {
        return rated(postType.equals("review") ? "review.helpful" : "post.helpful", id, raterId)
                .about(ObjectRef.of(postId, postType).build());
    }

    /**
     * Somebody says that a post is wrong.
     *
     * @param id the id of the activity
     * @param raterId who, by their id in the forum
     * @param postId the post
     * @param postType its type
     * @return to be given its time
     */
    public static Activity.Builder disputed(String id, String raterId, String postId, String postType) {
        return rated("post.disputed", id, raterId)
                .about(ObjectRef.of(postId, postType).build());
    }

    /**
     * An answer was accepted.
     *
     * @param id the id of the activity
     * @param askerId who asked, by their id in the forum
     * @param answerId the answer
     * @return to be given its time
     */
    public static Activity.Builder accepted(String id, String askerId, String answerId) {
        return rated("answer.accepted", id, askerId)
                .about(ObjectRef.of(answerId, "answer").build());
    }

    /**
     * Somebody takes back what they said of a post.
     *
     * @param id the id of the activity
     * @param raterId who, by their id in the forum
     * @param withdrawn the id of the activity that is taken back
     * @return to be given its time
     */
    public static Activity.Builder withdrawal(String id, String raterId, String withdrawn) {
        return rated("rating.withdrawn", id, raterId).withdraws(withdrawn);
    }

    /**
     * The staff removed a post.
     *
     * @param id the id of the activity
     * @param staffId who, by their id in the forum
     * @param postId the post
     * @param postType its type
     * @return to be given its time
     */
    public static Activity.Builder deleted(String id, String staffId, String postId, String postType) {
        return Activity.of(postType.toLowerCase(Locale.ROOT) + ".deleted", id)
                .by(Role.of("moderator"), Actor.of(staffId))
                .about(ObjectRef.of(postId, postType).state(ObjectState.DELETED).build());
    }

    /**
     * Something happened in the shop: {@code order.placed}, {@code order.returned}, {@code sim.activated},
     * {@code topup.bought}.
     *
     * @param type which of them
     * @param id the id of the activity
     * @param shopId who, by their id in the shop
     * @param product what it was about
     * @return with the product's price as amount; to be given its time
     */
    public static Activity.Builder bought(String type, String id, String shopId, Product product) {
        return Activity.of(type, id)
                .by(Role.MEMBER, Actor.of(shopId))
                .about(product.object())
                .amount(product.price());
    }

    private static Activity.Builder rated(String type, String id, String raterId) {
        return Activity.of(type, id).by(Role.RATER, Actor.of(raterId));
    }
}
