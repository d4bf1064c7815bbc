package dev.laurel.samplehost.site;

import dev.laurel.samplehost.text.Texts;
import dev.laurel.samplehost.web.Asking;
import dev.laurel.samplehost.web.Templates;
import dev.laurel.samplehost.web.Visit;
import dev.laurel.view.DeadLetter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page of what could not be taken in. It names places in the data, and nobody. */
final class DeadLetterPage {
    static final String PATH = "/dead-letters";

    private static final int LETTERS_A_PAGE = 50;

    private final Vertx vertx;
    private final Exhibit exhibit;
    private final Templates templates;

    DeadLetterPage(Vertx vertx, Exhibit exhibit, Templates templates) {
        this.vertx = vertx;
        this.exhibit = exhibit;
        this.templates = templates;
    }

    /**
     * A dead letter in the table.
     *
     * @param position where it stands in the data
     * @param code why, for machines
     * @param reason what is wrong and what to do
     * @param when when it was put aside
     * @param iso the same for machines
     */
    record Row(String position, String code, String reason, String when, String iso) {}

    /**
     * Writes the page.
     *
     * @param visit for whom
     * @return the HTML
     */
    Future<String> html(Visit visit) {
        return Asking.of(vertx, exhibit.community().deadLetters().list(Integer.MAX_VALUE))
                .map(letters -> html(visit, letters));
    }

    private String html(Visit visit, List<DeadLetter> letters) {
        Texts texts = visit.texts();
        int pages = Math.max(1, (letters.size() + LETTERS_A_PAGE - 1) / LETTERS_A_PAGE);
        int page = visit.page(pages);
        List<DeadLetter> shown =
                letters.subList((page - 1) * LETTERS_A_PAGE, Math.min(letters.size(), page * LETTERS_A_PAGE));
        Map<String, Object> model = new HashMap<>();
        model.put("count", texts.number(letters.size()));
        model.put("rows", shown.stream().map(each -> row(texts, each)).toList());
        model.put("pager", Pager.of(texts, "letters", page, pages, to -> visit.href(PATH, "page", to)));
        return templates.html("dead-letters", visit, model);
    }

    private static Row row(Texts texts, DeadLetter letter) {
        return new Row(
                letter.position(),
                letter.code(),
                letter.reason(),
                texts.moment(letter.at()),
                letter.at().toString());
    }
}
