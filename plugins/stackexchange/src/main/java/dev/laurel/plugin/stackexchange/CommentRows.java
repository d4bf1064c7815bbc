package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import java.util.Optional;
import java.util.Set;

/** What a row of {@code Comments.xml} says: a comment on a post was posted. Its text is not taken in. */
final class CommentRows {
    static final Set<String> FIELDS = Set.of("Id", "PostId", "CreationDate", "UserId");

    private CommentRows() {}

    static Activity activity(Row row) throws BadRowException {
        String id = row.id("Id");
        ObjectRef.Builder comment = ObjectRef.of("comment-" + id, "comment").in(PostRows.objectId(row.id("PostId")));
        Activity.Builder activity = Activity.of("comment.posted", "comment-" + id)
                .at(row.time("CreationDate"))
                .sequence(row.number("Id"));
        Optional<Actor> author = row.optionalId("UserId").map(Actor::of);
        if (author.isPresent()) {
            activity.by(Role.AUTHOR, author.get());
            comment.by(author.get());
        } else {
            comment.byNobody();
        }
        return activity.about(comment.build()).build();
    }
}
