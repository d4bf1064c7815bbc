package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.ObjectState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object is to be seen: always so, or according to a word of the source's.
 *
 * @param pointer where the word stands; null if the state is always the same
 * @param words which words of the source's stand for a state; without a pointer, the one state with no words
 * @param place where this stands in the mapping
 */
record StateForm(@Nullable Pointer pointer, Map<ObjectState, List<String>> words, Place place) {

    /** {@return the state; null if the delivery says nothing of it} */
    @Nullable
    ObjectState fill(Scope scope) throws FieldException {
        if (pointer == null) {
            return words.keySet().iterator().next();
        }
        if (scope.find(pointer) == null) {
            return null;
        }
        for (Map.Entry<ObjectState, List<String>> each : words.entrySet()) {
            if (new Condition(null, pointer, Condition.Test.IS, each.getValue()).holds(scope)) {
                return each.getKey();
            }
        }
        throw FieldException.unexpected(scope.at(pointer), place, "one of the words that stand for a state");
    }
}
