package dev.laurel.samplehost.web;

import dev.laurel.samplehost.text.Texts;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request for a page: in which language it is answered, and how links on the page keep that language. */
public final class Visit {
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.FRENCH);
    private static final String LANGUAGE = "lang";

    private final String path;
    private final Map<String, String> parameters;
    private final boolean languageAsked;
    private final Texts texts;

    private Visit(String path, Map<String, String> parameters, Optional<Locale> asked, Locale preferred) {
        this.path = path;
        this.parameters = parameters;
        this.languageAsked = asked.isPresent();
        this.texts = Texts.in(asked.orElse(preferred));
    }

    /**
     * Reads a request.
     *
     * @param request the request
     * @param usual the language for those who do not say which they read
     * @return the visit
     * @throws IllegalArgumentException if the address is not written as addresses are
     */
    public static Visit of(HttpServerRequest request, Locale usual) {
        Map<String, String> parameters = new TreeMap<>();
        request.params().forEach(each -> parameters.putIfAbsent(each.getKey(), each.getValue()));
        return new Visit(
                local(request.path()),
                parameters,
                Optional.ofNullable(parameters.get(LANGUAGE)).flatMap(Visit::spoken),
                preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), usual));
    }

    /** A path of two slashes would be a link to another host. */
    private static String local(@Nullable String path) {
        return "/" + (path == null ? "" : path.replaceFirst("^[/\\\\]+", ""));
    }

    /**
     * A request of which nothing but the preferred language is read.
     *
     * @param request the request
     * @param usual the language for those who do not say which they read
     * @return the visit
     */
    public static Visit unreadable(HttpServerRequest request, Locale usual) {
        return new Visit(
                "/", Map.of(), Optional.empty(), preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), usual));
    }

    private static Optional<Locale> spoken(String language) {
        return SPOKEN.stream()
                .filter(each -> each.getLanguage().equals(language))
                .findFirst();
    }

    private static Locale preferred(@Nullable String header, Locale usual) {
        if (header == null) {
            return usual;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
            return found == null ? usual : found;
        } catch (IllegalArgumentException e) {
            // A header that is none says nothing.
            return usual;
        }
    }

    /** {@return the texts to answer with} */
    public Texts texts() {
        return texts;
    }

    /**
     * What was asked for.
     *
     * @param name the parameter
     * @return its value, if there is one
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * Which page of a list was asked for.
     *
     * @param last the last one there is
     * @return between 1 and the last; 1 if what was asked for makes no sense
     */
    public int page(int last) {
        try {
            return Math.max(1, Math.min(last, Integer.parseInt(parameters.getOrDefault("page", "1"))));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /**
     * A link within the site.
     *
     * @param to the path, its parts encoded
     * @param query names and values in turn; those with an empty value are left out
     * @return the link
     */
    public String href(String to, String... query) {
        StringBuilder link = new StringBuilder(to);
        char separator = '?';
        for (int i = 0; i + 1 < query.length; i += 2) {
            if (!query[i + 1].isEmpty()) {
                link.append(separator).append(query[i]).append('=').append(encoded(query[i + 1]));
                separator = '&';
            }
        }
        if (languageAsked) {
            link.append(separator)
                    .append(LANGUAGE)
                    .append('=')
                    .append(texts.locale().getLanguage());
        }
        return link.toString();
    }

    /**
     * A link to this very page in another language.
     *
     * @param language the language
     * @return the link
     */
    public String inLanguage(Locale language) {
        StringBuilder link = new StringBuilder(path).append('?');
        parameters.forEach((name, value) -> {
            if (name.equals("page") || name.equals("unit")) {
                link.append(name).append('=').append(encoded(value)).append('&');
            }
        });
        return link.append(LANGUAGE).append('=').append(language.getLanguage()).toString();
    }

    /**
     * A part of a path.
     *
     * @param part any text
     * @return the text as it is written in a link
     */
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
