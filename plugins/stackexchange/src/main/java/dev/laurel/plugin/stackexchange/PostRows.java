package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a row of {@code Posts.xml} says: a question, an answer or a page about a tag was posted. Titles are taken in,
 * bodies are not.
 *
 * <p>A post that was given to the community has an author who posted it, but belongs to nobody: on the site, votes on it
 * earn nobody anything. (The site leaves what was earned before it was given away; a dump does not tell who voted when
 * closely enough to do the same.)
 */
final class PostRows {
    static final Set<String> FIELDS = Set.of(
            "Id", "PostTypeId", "CreationDate", "OwnerUserId", "ParentId", "CommunityOwnedDate", "Tags", "Title");

    private PostRows() {}

    /** {@return the id of a post as an object; comments are objects too, and have numbers of their own} */
    static String objectId(String post) {
        return "post-" + post;
    }

    static Activity activity(Row row) throws BadRowException {
        String id = row.id("Id");
        int kind = row.smallNumber("PostTypeId");
        ObjectRef.Builder object = ObjectRef.of(objectId(id), objectType(kind)).topics(topics(row));
        Activity.Builder activity = Activity.of(activityType(kind), "post-" + id)
                .at(row.time("CreationDate"))
                .sequence(row.number("Id"));
        Optional<String> parent = row.optionalId("ParentId");
        if (parent.isPresent()) {
            object.in(objectId(parent.get()));
        } else if (kind == 2) {
            throw row.missing("ParentId");
        }
        Optional<Actor> author = row.optionalId("OwnerUserId").map(Actor::of);
        author.ifPresent(actor -> activity.by(Role.AUTHOR, actor));
        if (author.isPresent() && row.text("CommunityOwnedDate").isEmpty()) {
            object.by(author.get());
        } else {
            object.byNobody();
        }
        row.text("Title").ifPresent(object::title);
        return activity.about(object.build()).build();
    }

    private static String objectType(int kind) {
        return switch (kind) {
            case 1 -> "question";
            case 2 -> "answer";
            case 3, 4, 5 -> "wiki";
            default -> "other";
        };
    }

    private static String activityType(int kind) {
        String object = objectType(kind);
        return object.equals("other") ? "post.other-" + kind : object + ".posted";
    }

    /** Older dumps write {@code <a><b>}, newer ones {@code |a|b|}. */
    private static List<String> topics(Row row) {
        return Arrays.stream(row.text("Tags").orElse("").split("[<>|]"))
                .filter(tag -> !tag.isEmpty())
                .toList();
    }
}
