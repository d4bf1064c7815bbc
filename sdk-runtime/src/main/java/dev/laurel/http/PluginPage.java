package dev.laurel.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/**
 * The page on which operators look after plugins. What is sent here holds nothing of anybody: its script asks the routes
 * for what it shows, as whoever looks at it.
 */
final class PluginPage {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final Shelf shelf =
            new Shelf("plugins", List.of("page.js", "view.js", "words.js", "morph.js", "page.css", "laurel.svg"));
    private final String english = Shelf.text("plugins/page.en.html");
    private final String french = Shelf.text("plugins/page.fr.html");

    /** Sends the page. */
    void send(Ask ask) {
        Locale locale = ask.locale();
        String page = locale.getLanguage().equals("fr") ? french : english;
        // A browser reads the addresses in a page from where the page is, and a slash at the end is a folder more.
        String at = ask.context().normalizedPath().endsWith("/") ? "" : "plugins/";
        ask.context()
                .response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Content-Language", locale.getLanguage())
                .putHeader(HttpHeaders.VARY, "Accept-Language")
                .putHeader("Referrer-Policy", "no-referrer");
        Ask.send(ask.context(), 200, "text/html; charset=utf-8", Buffer.buffer(page.replace("{at}", at)));
    }

    /** Sends what the page loads. */
    void sendPart(Ask ask) {
        if (!shelf.send(ask, ask.text("part"))) {
            throw Problem.of(404, "NOT_FOUND", "the page has no part of this name: plugins is the page itself");
        }
    }
}
