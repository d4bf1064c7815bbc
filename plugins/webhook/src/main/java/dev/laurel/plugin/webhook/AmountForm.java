package dev.laurel.plugin.webhook;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A quantity, as a delivery says it: a number, or a text that is one. Decimal all the way, so that 0.1 is 0.1.
 *
 * @param pointer where it stands
 * @param scale how many decimals the unit has that the community counts in: 2 turns 12.5 into 1250
 * @param optional whether it may be missing
 * @param place where this stands in the mapping
 */
record AmountForm(Pointer pointer, int scale, boolean optional, Place place) {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,39})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");

    OptionalLong amount(Scope scope) throws FieldException {
        Json found = scope.find(pointer);
        if (found == null) {
            if (optional) {
                return OptionalLong.empty();
            }
            throw FieldException.missing(scope.at(pointer), place);
        }
        String literal = found instanceof Json.Numeral number ? number.literal() : "";
        literal = found instanceof Json.Text text ? text.text() : literal;
        if (!NUMBER.matcher(literal).matches()) {
            throw FieldException.unexpected(
                    scope.at(pointer), place, "a number such as 12 or 12.50, or a text that is one");
        }
        BigDecimal amount = new BigDecimal(literal).movePointRight(scale);
        try {
            return OptionalLong.of(amount.longValueExact());
        } catch (ArithmeticException e) {
            throw amount.stripTrailingZeros().scale() > 0
                    ? FieldException.amount(
                            scope.at(pointer),
                            place,
                            "AMOUNT_NOT_EXACT",
                            "has more decimals than the scale of " + scale + " allows for, and is not rounded")
                    : FieldException.amount(
                            scope.at(pointer), place, "AMOUNT_OUT_OF_BOUNDS", "is beyond 64 bits either way");
        }
    }
}
