package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Activity;
import org.jspecify.annotations.Nullable;

/**
 * A further value of an activity.
 *
 * @param value what the delivery fills in; null if it is a constant number or flag
 * @param constant a Long, Double or Boolean; null if the delivery fills it in
 * @param place where this stands in the mapping
 */
record AttributeForm(@Nullable Value value, @Nullable Object constant, Place place) {

    /** Adds it, if the delivery has it: as a text, a number or a flag, as it is there. */
    void fill(Activity.Builder activity, String key, Scope scope) throws FieldException {
        if (constant instanceof Long number) {
            activity.attribute(key, number);
        } else if (constant instanceof Double number) {
            activity.attribute(key, number);
        } else if (constant instanceof Boolean flag) {
            activity.attribute(key, flag);
        }
        if (value == null) {
            return;
        }
        Pointer pointer = value.pointer();
        Json found = pointer == null ? null : scope.find(pointer);
        if (pointer != null && found instanceof Json.Numeral number) {
            number(activity, key, number, scope.at(pointer));
        } else if (found instanceof Json.Flag flag) {
            activity.attribute(key, flag.value());
        } else {
            String text = value.text(scope);
            if (text != null) {
                activity.attribute(key, text);
            }
        }
    }

    private void number(Activity.Builder activity, String key, Json.Numeral number, String at) throws FieldException {
        if (number.isWhole()) {
            try {
                activity.attribute(key, Long.parseLong(number.literal()));
                return;
            } catch (NumberFormatException tooLarge) {
                throw FieldException.unexpected(at, place, "a whole number within 64 bits");
            }
        }
        double decimal = Double.parseDouble(number.literal());
        if (!Double.isFinite(decimal)) {
            throw FieldException.unexpected(at, place, "a number within the bounds of a double");
        }
        activity.attribute(key, decimal);
    }
}
