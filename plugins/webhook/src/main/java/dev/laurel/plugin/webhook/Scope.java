package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What the pointers of one activity look into.
 *
 * @param delivery the delivery
 * @param root the whole body
 * @param element the element of the list that is being gone through; null outside of one
 * @param elementAt where the element stands in the body; empty outside of a list
 */
record Scope(Delivery delivery, Json root, @Nullable Json element, String elementAt) {

    static Scope of(Delivery delivery, Json root) {
        return new Scope(delivery, root, null, "");
    }

    /** {@return the same for one element of a list} */
    Scope element(String listAt, int index, Json item) {
        return new Scope(delivery, root, item, listAt + "/" + index);
    }

    /** {@return what is there; null stands for nothing and for JSON's null} */
    @Nullable
    Json find(Pointer pointer) {
        Json from = pointer.ofElement() ? element : root;
        Json found = from == null ? null : pointer.find(from);
        return found instanceof Json.Nothing ? null : found;
    }

    /** {@return the pointer from the beginning of the body, for people} */
    String at(Pointer pointer) {
        return pointer.ofElement() ? elementAt + pointer.path() : pointer.path();
    }
}
