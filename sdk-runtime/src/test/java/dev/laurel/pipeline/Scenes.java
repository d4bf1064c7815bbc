package dev.laurel.pipeline;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import dev.laurel.spi.activity.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Single activities of the source {@code app}, for histories that are told by hand. */
final class Scenes {
    /** An activity whose time is still open. */
    record Scene(Activity.Builder activity) {
        Sent on(Instant at) {
            return new Sent("app", activity.at(at).build());
        }

        Scene with(Role role, String member) {
            return new Scene(activity.by(role, Actor.of(member)));
        }
    }

    private Scenes() {}

    static Scene post(String id, String object, String type, @Nullable String author, @Nullable String parent) {
        ObjectRef.Builder about = ObjectRef.of(object, type);
        if (author != null) {
            about.by(Actor.of(author));
        }
        if (parent != null) {
            about.in(parent);
        }
        return new Scene(Activity.of("post", id).about(about.build()));
    }

    static Scene on(String type, String id, String object) {
        return new Scene(Activity.of(type, id).about(ObjectRef.of(object)));
    }

    static Scene by(String type, String id, Role role, String member) {
        return new Scene(Activity.of(type, id)).with(role, member);
    }

    static Scene gift(String id, String member, long amount) {
        return new Scene(
                Activity.of("gift", id).by(Role.THANKED, Actor.of(member)).amount(amount));
    }

    static Scene undo(String id, String target) {
        return new Scene(Activity.of("undo", id).withdraws(target));
    }

    static Scene state(String id, String object, String type, ObjectState state) {
        return new Scene(Activity.of("state", id)
                .about(ObjectRef.of(object, type).state(state).build()));
    }
}
