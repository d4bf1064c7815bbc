package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import java.util.Optional;
import java.util.Set;

/**
 * What a row of {@code Users.xml} says: somebody joined. Profile text, place and link, which a full dump has, are not
 * taken in. The account -1 is the site itself, and is an account like any other here.
 */
final class UserRows {
    static final Set<String> FIELDS = Set.of("Id", "CreationDate", "DisplayName");

    private UserRows() {}

    static Activity activity(Row row) throws BadRowException {
        String id = row.id("Id");
        Actor actor = Actor.of(id);
        Optional<String> name = row.text("DisplayName");
        return Activity.of("member.joined", "user-" + id)
                .at(row.time("CreationDate"))
                .sequence(row.number("Id"))
                .by(Role.MEMBER, name.isPresent() ? actor.named(name.get()) : actor)
                .build();
    }
}
