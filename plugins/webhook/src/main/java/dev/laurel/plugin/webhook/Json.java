package dev.laurel.plugin.webhook;

import java.util.List;
import java.util.Map;

/** A value of a delivered body. None shows what it holds, for that may be personal data. Immutable. */
sealed interface Json {
    /** A text, maybe empty. */
    record Text(String text) implements Json {
        @Override
        public String toString() {
            return "a text";
        }
    }

    /** A number, digit for digit as it came: nothing is lost to a binary fraction. */
    record Numeral(String literal) implements Json {
        @Override
        public String toString() {
            return "a number";
        }

        /** {@return whether it has neither fraction nor exponent} */
        boolean isWhole() {
            return literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        }
    }

    /** True or false. */
    record Flag(boolean value) implements Json {
        @Override
        public String toString() {
            return value ? "true" : "false";
        }
    }

    /** The word {@code null}. */
    record Nothing() implements Json {
        @Override
        public String toString() {
            return "null";
        }
    }

    /** A list. */
    record Items(List<Json> items) implements Json {
        @Override
        public String toString() {
            return "a list";
        }
    }

    /** An object, its members in their order. */
    record Members(Map<String, Json> members) implements Json {
        @Override
        public String toString() {
            return "an object";
        }
    }
}
