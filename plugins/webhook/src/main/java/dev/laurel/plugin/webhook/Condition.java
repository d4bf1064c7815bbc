package dev.laurel.plugin.webhook;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for an entry to be about a delivery.
 *
 * @param header the header to look at; null if it is the body
 * @param pointer where to look in the body; null if it is a header
 * @param test what has to hold
 * @param values what it is compared with; none for the tests of existence
 */
record Condition(@Nullable String header, @Nullable Pointer pointer, Test test, List<String> values) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");

    /** What can be asked. */
    enum Test {
        /** It is one of the values. */
        IS,
        /** It is none of the values, or not there. */
        NOT,
        /** It is there, and not null. */
        THERE,
        /** It is not there, or null. */
        ABSENT
    }

    /** {@return whether it looks at the element of a list} */
    boolean ofElement() {
        return pointer != null && pointer.ofElement();
    }

    /** {@return what it looks at, for people} */
    String subject() {
        return header != null ? "the header " + header : String.valueOf(pointer);
    }

    /** {@return whether it holds} */
    boolean holds(Scope scope) {
        if (header != null) {
            List<String> found = scope.delivery().header(header);
            return decided(!found.isEmpty(), found.stream().anyMatch(values::contains));
        }
        Json found = pointer == null ? null : scope.find(pointer);
        return decided(found != null, found != null && isOneOf(found));
    }

    private boolean decided(boolean there, boolean equal) {
        return switch (test) {
            case IS -> equal;
            case NOT -> !equal;
            case THERE -> there;
            case ABSENT -> !there;
        };
    }

    private boolean isOneOf(Json found) {
        if (found instanceof Json.Text text) {
            return values.contains(text.text());
        }
        if (found instanceof Json.Flag flag) {
            return values.contains(String.valueOf(flag.value()));
        }
        return found instanceof Json.Numeral number
                && values.stream().anyMatch(value -> isSameNumber(value, number.literal()));
    }

    /** 1, 1.0 and 1e0 are one number; sources and their JSON writers differ. */
    private static boolean isSameNumber(String value, String literal) {
        return value.equals(literal)
                || (NUMBER.matcher(value).matches()
                        && NUMBER.matcher(literal).matches()
                        && new BigDecimal(value).compareTo(new BigDecimal(literal)) == 0);
    }
}
