package dev.laurel.samplehost.portal;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Amounts as people read them. */
final class Prices {
    private static final double MINOR_UNITS = 100;
    private static final double TENTHS = 10;

    private Prices() {}

    static String of(long minorUnits, String currency, Locale locale) {
        DecimalFormat format = (DecimalFormat)
                NumberFormat.getCurrencyInstance(locale.getLanguage().equals("fr") ? Locale.FRANCE : Locale.UK);
        format.setCurrency(Currency.getInstance(currency));
        // In French it would be told apart from the pounds of other countries, which nobody here has in mind.
        DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
        symbols.setCurrencySymbol(Currency.getInstance(currency).getSymbol(Locale.UK));
        format.setDecimalFormatSymbols(symbols);
        return format.format(minorUnits / MINOR_UNITS);
    }

    /** {@return a mean of stars; empty if there is none} */
    static String stars(int tenths, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return tenths == 0 ? "" : format.format(tenths / TENTHS);
    }
}
