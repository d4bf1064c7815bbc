package dev.laurel.http;

import java.util.List;

/** The scripts of the widgets. */
final class Widgets {
    /** The first is the one that pages name. */
    private final Shelf shelf = new Shelf("widgets", List.of("laurel.js", "widget.js", "style.js", "words.js"));

    /** Sends a script, or says that the reader has it already. */
    void send(Ask ask) {
        if (!shelf.send(ask, ask.text("file"))) {
            throw Problem.of(
                    404, "NOT_FOUND", "there is no script of this name here: widgets/laurel.js loads them all");
        }
    }
}
