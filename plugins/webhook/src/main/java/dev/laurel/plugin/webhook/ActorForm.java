package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Actor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, as a delivery tells of them.
 *
 * @param id the id
 * @param name the name; null if the mapping has none
 * @param attributes further personal data, by key
 * @param optional whether the delivery may be about nobody
 */
record ActorForm(Value id, @Nullable Value name, Map<String, Value> attributes, boolean optional) {

    /** {@return the actor; null if they are optional and not there} */
    @Nullable
    Actor fill(Scope scope) throws FieldException {
        String found = optional ? id.text(scope) : id.need(scope);
        if (found == null) {
            return null;
        }
        Actor actor = Actor.of(found);
        String called = name == null ? null : name.text(scope);
        if (called != null) {
            actor = actor.named(called);
        }
        for (Map.Entry<String, Value> each : attributes.entrySet()) {
            String value = each.getValue().text(scope);
            if (value != null) {
                actor = actor.with(each.getKey(), value);
            }
        }
        return actor;
    }
}
