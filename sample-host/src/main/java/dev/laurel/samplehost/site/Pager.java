package dev.laurel.samplehost.site;

import dev.laurel.samplehost.text.Texts;
import java.util.function.UnaryOperator;

/**
 * The way to the other pages of a list.
 *
 * @param several whether there are others
 * @param page the page that is shown
 * @param pages how many there are
 * @param back the link to the page before; empty on the first
 * @param backLabel what it is called
 * @param on the link to the next page; empty on the last
 * @param onLabel what it is called
 */
record Pager(boolean several, String page, String pages, String back, String backLabel, String on, String onLabel) {

    /**
     * The way from a page.
     *
     * @param texts the language
     * @param list what the list is called in the texts
     * @param page the page that is shown
     * @param pages how many there are
     * @param link gives the link to a page; it is handed the number, or nothing for the first page
     * @return the way
     */
    static Pager of(Texts texts, String list, int page, int pages, UnaryOperator<String> link) {
        return new Pager(
                pages > 1,
                texts.number(page),
                texts.number(pages),
                page == 1 ? "" : link.apply(number(page - 1)),
                texts.say("pager." + list + ".back"),
                page == pages ? "" : link.apply(number(page + 1)),
                texts.say("pager." + list + ".on"));
    }

    /**
     * A page in a link.
     *
     * @param page the number
     * @return the number, or nothing for the first page
     */
    static String number(int page) {
        return page == 1 ? "" : String.valueOf(page);
    }
}
