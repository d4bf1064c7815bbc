package dev.laurel.samplehost.portal;

import dev.laurel.samplehost.showcase.Person;
import dev.laurel.samplehost.showcase.forum.Post;
import dev.laurel.samplehost.text.Texts;
import dev.laurel.samplehost.web.Visit;
import java.util.List;
import java.util.Optional;

/**
 * A post on a page.
 *
 * @param id its id
 * @param type what it is
 * @param kind what it is, in words
 * @param author who wrote it
 * @param authorLink the page that says why they have their points
 * @param avatar their picture
 * @param paragraphs what it says
 * @param language in which language; may be empty
 * @param when when
 * @param iso when, for machines
 * @param accepted whether it was accepted
 * @param stars of a review
 * @param helpful how often it was found helpful
 * @param mine whether the visitor finds it helpful
 * @param mayMark whether the visitor may say that it is helpful
 * @param link the thread with it
 * @param nested whether it belongs to an answer
 */
record PostView(
        String id,
        String type,
        String kind,
        String author,
        String authorLink,
        String avatar,
        List<String> paragraphs,
        String language,
        String when,
        String iso,
        boolean accepted,
        String stars,
        int helpful,
        boolean mine,
        boolean mayMark,
        String link,
        boolean nested) {

    static PostView of(Place place, Post post) {
        Texts texts = place.visit().texts();
        String who = place.who();
        boolean comment = post.type().equals("comment");
        boolean mayMark = place.person().isPresent() && post.mayBeMarkedBy(who);
        boolean member = place.stage()
                .story()
                .person(post.author())
                .filter(Person::isMember)
                .isPresent();
        String thread = thread(place, post);
        return new PostView(
                post.id(),
                post.type(),
                post.title().filter(title -> !post.type().equals("question")).orElse(texts.say("post." + post.type())),
                PortalPages.name(place, post.author()),
                member ? place.href("/members/" + Visit.encoded(post.author())) : "",
                place.base() + "/avatars/" + Visit.encoded(post.author()),
                post.text().lines().filter(line -> !line.isBlank()).toList(),
                post.language(),
                texts.moment(post.at()),
                post.at().toString(),
                post.accepted(),
                post.stars() == 0 ? "" : "★".repeat(post.stars()) + "☆".repeat(5 - post.stars()),
                post.helpfulTo().size(),
                post.helpfulTo().containsKey(who),
                mayMark,
                thread,
                comment);
    }

    /** {@return the page on which a post stands, at the post: reviews stand with their product, all else in a thread} */
    static String thread(Place place, Post post) {
        Post top = post;
        for (int level = 0; level < 8; level++) {
            Optional<Post> above = top.parent().flatMap(place.stage().forum()::post);
            if (above.isEmpty()) {
                break;
            }
            top = above.get();
        }
        Optional<String> product = post.type().equals("review")
                ? post.parent().filter(parent -> place.company().product(parent).isPresent())
                : Optional.empty();
        String page = product.map(id -> "/products/" + Visit.encoded(id)).orElse("/threads/" + Visit.encoded(top.id()));
        return place.href(page) + "#" + post.id();
    }
}
