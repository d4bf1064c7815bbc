package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.ObjectState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A thing, as a delivery tells of it.
 *
 * @param id the id
 * @param type what it is; null if the mapping says nothing but the id
 * @param title its title; null if the mapping has none
 * @param parent the id of what it belongs to; null if the mapping has none
 * @param author who wrote it; null if the mapping does not say
 * @param topics what it is about; a pointer at a list stands for all its texts
 * @param state whether it is to be seen; null if the mapping does not say
 */
record ObjectForm(
        Value id,
        @Nullable Value type,
        @Nullable Value title,
        @Nullable Value parent,
        @Nullable ActorForm author,
        List<Value> topics,
        @Nullable StateForm state) {

    ObjectRef fill(Scope scope) throws FieldException {
        if (type == null) {
            return ObjectRef.of(id.need(scope));
        }
        ObjectRef.Builder object = ObjectRef.of(id.need(scope), type.need(scope));
        String called = title == null ? null : title.text(scope);
        if (called != null) {
            object.title(called);
        }
        String within = parent == null ? null : parent.text(scope);
        if (within != null) {
            object.in(within);
        }
        Actor writer = author == null ? null : author.fill(scope);
        if (writer != null) {
            object.by(writer);
        }
        ObjectState seen = state == null ? null : state.fill(scope);
        if (seen != null) {
            object.state(seen);
        }
        Set<String> about = new LinkedHashSet<>();
        for (Value topic : topics) {
            about.addAll(texts(topic, scope));
        }
        return object.topics(List.copyOf(about)).build();
    }

    private static List<String> texts(Value value, Scope scope) throws FieldException {
        Pointer pointer = value.pointer();
        if (pointer != null && scope.find(pointer) instanceof Json.Items list) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < list.items().size(); i++) {
                if (!(list.items().get(i) instanceof Json.Text text)) {
                    throw FieldException.unexpected(scope.at(pointer) + "/" + i, value.place(), "a text");
                }
                texts.add(text.text());
            }
            return texts;
        }
        String text = value.text(scope);
        return text == null ? List.of() : List.of(text);
    }
}
