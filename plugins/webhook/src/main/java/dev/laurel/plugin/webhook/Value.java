package dev.laurel.plugin.webhook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that a delivery fills in: a pointer, a constant, or pointers in braces with text between them.
 *
 * @param parts in their order
 * @param place where it stands in the mapping
 */
record Value(List<Part> parts, Place place) {

    /** A piece of a value. */
    sealed interface Part {}

    /** Text as it is. */
    record Constant(String text) implements Part {}

    /** What the delivery has there. */
    record Inserted(Pointer pointer) implements Part {}

    /**
     * Reads a value.
     *
     * @param text as it stands in the mapping
     * @param place where
     * @return the value
     * @throws IllegalArgumentException if it is none; the message says why, as the rest of a sentence
     */
    static Value parse(String text, Place place) {
        if (Pointer.isMeant(text)) {
            return new Value(List.of(new Inserted(Pointer.parse(text))), place);
        }
        List<Part> parts = new ArrayList<>();
        StringBuilder constant = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
            if (c == '}' && !doubled) {
                throw new IllegalArgumentException("} closes nothing; a brace that is meant as such is doubled, }}");
            } else if (c == '{' && !doubled) {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    throw new IllegalArgumentException("{ is not closed; a brace that is meant as such is doubled, {{");
                }
                flush(constant, parts);
                parts.add(inserted(text.substring(i + 1, end)));
                i = end;
            } else {
                constant.append(c);
                i += c == '{' || c == '}' ? 1 : 0;
            }
        }
        flush(constant, parts);
        return new Value(List.copyOf(parts), place);
    }

    private static Part inserted(String pointer) {
        if (!Pointer.isMeant(pointer)) {
            throw new IllegalArgumentException(
                    "between { and } stands a pointer, such as {/id} or, within an element," + " {./id}");
        }
        return new Inserted(Pointer.parse(pointer));
    }

    private static void flush(StringBuilder constant, List<Part> parts) {
        if (constant.length() > 0) {
            parts.add(new Constant(constant.toString()));
            constant.setLength(0);
        }
    }

    /** {@return the pointers in it, in their order} */
    List<Pointer> pointers() {
        List<Pointer> pointers = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Inserted inserted) {
                pointers.add(inserted.pointer());
            }
        }
        return pointers;
    }

    /** {@return its only pointer, if it is nothing but that; else null} */
    @Nullable
    Pointer pointer() {
        return parts.size() == 1 && parts.get(0) instanceof Inserted inserted ? inserted.pointer() : null;
    }

    /** {@return the text; null if something to insert is not there or blank} */
    @Nullable
    String text(Scope scope) throws FieldException {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Inserted inserted) {
                String found = inserted(scope, inserted.pointer());
                if (found == null) {
                    return null;
                }
                text.append(found);
            } else if (part instanceof Constant constant) {
                text.append(constant.text());
            }
        }
        return text.toString();
    }

    /** {@return the text, which has to be there} */
    String need(Scope scope) throws FieldException {
        String text = text(scope);
        if (text == null) {
            throw FieldException.missing(scope.at(missing(scope)), place);
        }
        return text;
    }

    private Pointer missing(Scope scope) throws FieldException {
        for (Pointer pointer : pointers()) {
            if (inserted(scope, pointer) == null) {
                return pointer;
            }
        }
        throw new IllegalStateException("nothing is missing at " + place);
    }

    private @Nullable String inserted(Scope scope, Pointer pointer) throws FieldException {
        Json found = scope.find(pointer);
        if (found == null) {
            return null;
        }
        if (found instanceof Json.Text text) {
            return text.text().isBlank() ? null : text.text();
        }
        if (found instanceof Json.Numeral number && number.isWhole()) {
            return number.literal();
        }
        throw FieldException.unexpected(scope.at(pointer), place, "a text or a whole number");
    }
}
