package dev.laurel.spi.reward;

import java.util.List;
import java.util.Optional;

/** What a rule sees of an object, as known now. Implemented by the runtime and the testkit only; methods may be added. */
public interface ObjectView {

    /** {@return a number that stands for the object; it says nothing outside the community} */
    long number();

    /** {@return what it is, for example {@code answer}; empty if no source has said so yet} */
    String type();

    /** {@return what it is about} */
    List<String> topics();

    /** {@return the object it belongs to} */
    Optional<ObjectView> parent();
}
