package dev.laurel.samplehost;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks axe-core what of a page not everybody can use. */
final class Axe {
    // What fades is hard to read for a moment: that is no fault of the page.
    private static final String STILL = """
            () => {
              const roots = [...document.querySelectorAll('*')].map(each => each.shadowRoot).filter(Boolean);
              return roots.every(root => !root.querySelector('[aria-busy=true]'))
                && [document, ...roots].flatMap(root => root.getAnimations())
                  .every(each => each.effect.getComputedTiming().endTime === Infinity);
            }""";

    private static final String RUN = """
            axe.run().then(result => result.violations.flatMap(violation =>
              violation.nodes.map(node => violation.id + ': ' + node.target + ' ' + node.html)))""";

    private Axe() {}

    /** Waits until a page shows what it has to show, and nothing moves. */
    static void rest(Page page) {
        page.waitForLoadState(LoadState.LOAD);
        page.waitForFunction(STILL);
    }

    /** {@return what is wrong with a page once it has come to rest, each in a line} */
    static List<String> violations(Page page) throws IOException {
        rest(page);
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return ((List<?>) page.evaluate(RUN)).stream().map(Object::toString).toList();
    }
}
