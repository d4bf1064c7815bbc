package dev.laurel.plugin.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of delivery means.
 *
 * @param when what has to hold, all of it
 * @param each the list of which every element is an activity; null if the delivery is one
 * @param form the activity; null if such a delivery is known and not wanted
 * @param place where it stands in the mapping
 */
record Entry(
        List<Condition> when,
        @Nullable Pointer each,
        @Nullable ActivityForm form,
        Place place) {

    /** {@return whether it is about the delivery, as far as the delivery as a whole can tell} */
    boolean isAbout(Scope scope) {
        return when.stream().filter(one -> !one.ofElement()).allMatch(one -> one.holds(scope));
    }

    /** {@return whether it is about this element of a list} */
    boolean isAboutElement(Scope scope) {
        return when.stream().filter(Condition::ofElement).allMatch(one -> one.holds(scope));
    }
}
