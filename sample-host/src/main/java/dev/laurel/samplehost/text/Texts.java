package dev.laurel.samplehost.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The sentences of the demo in one language, and its way to write numbers and times. Immutable.
 *
 * <p>Sentences are {@link MessageFormat} patterns by key, in {@code texts_en.properties} and {@code texts_fr.properties},
 * which have the same keys. The default locale of the process plays no part.
 */
public final class Texts {
    private static final Texts ENGLISH = new Texts(Locale.ENGLISH);
    private static final Texts FRENCH = new Texts(Locale.FRENCH);

    private final Locale locale;
    private final Properties patterns = new Properties();

    private Texts(Locale locale) {
        this.locale = locale;
        String file = "texts_" + locale.getLanguage() + ".properties";
        try (InputStream in = Texts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing in the jar of the demo: build it again");
            }
            patterns.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " in the jar of the demo cannot be read: build it again", e);
        }
    }

    /**
     * The texts in a language.
     *
     * @param locale French gives French, all else English
     * @return the texts
     */
    public static Texts in(Locale locale) {
        return locale.getLanguage().equals("fr") ? FRENCH : ENGLISH;
    }

    /** {@return the language} */
    public Locale locale() {
        return locale;
    }

    /** {@return the keys there are} */
    public Set<String> keys() {
        return Set.copyOf(patterns.stringPropertyNames());
    }

    /**
     * A sentence.
     *
     * @param key a key that exists
     * @param arguments what is filled in; numbers are written as the language writes them
     * @return the sentence
     * @throws IllegalArgumentException if there is no such key
     */
    public String say(String key, Object... arguments) {
        return find(key, arguments)
                .orElseThrow(() -> new IllegalArgumentException("there is no text " + key + " in " + locale));
    }

    /**
     * A sentence that may not exist, because the key comes from a plugin.
     *
     * @param key a key
     * @param arguments what is filled in
     * @return the sentence, if there is one
     */
    public Optional<String> find(String key, Object... arguments) {
        return Optional.ofNullable(patterns.getProperty(key))
                .map(pattern -> new MessageFormat(pattern, locale).format(arguments));
    }

    /**
     * A whole number.
     *
     * @param number the number
     * @return as the language writes it
     */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number).replace('-', '\u2212');
    }

    /**
     * A change.
     *
     * @param change the change
     * @return with its sign, also if it is positive
     */
    public String signed(long change) {
        return change > 0 ? "+" + number(change) : number(change);
    }

    /**
     * A share of a whole.
     *
     * @param share between 0 and 1
     * @return per cent with one decimal
     */
    public String share(double share) {
        return rounded(NumberFormat.getPercentInstance(locale), 1).format(share);
    }

    /**
     * A ratio or a correlation.
     *
     * @param value the value
     * @return with three decimals
     */
    public String ratio(double value) {
        return rounded(NumberFormat.getNumberInstance(locale), 3).format(value);
    }

    private static NumberFormat rounded(NumberFormat format, int digits) {
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }

    /**
     * A length of time.
     *
     * @param seconds the seconds
     * @return with one decimal
     */
    public String seconds(double seconds) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(seconds);
    }

    /**
     * A time, in UTC.
     *
     * @param at the time
     * @return day and minute; the day alone at midnight sharp, which is how votes are stamped
     */
    public String moment(Instant at) {
        ZonedDateTime time = at.atZone(ZoneOffset.UTC);
        String pattern = time.toLocalTime().equals(LocalTime.MIDNIGHT) ? "d MMM uuuu" : "d MMM uuuu, HH:mm";
        return DateTimeFormatter.ofPattern(pattern, locale).format(time);
    }
}
