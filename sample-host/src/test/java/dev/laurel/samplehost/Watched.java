package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What no page may ever do, written down while pages do it: complain on the console, or ask anybody else. */
final class Watched {
    private final List<String> complaints = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();
    private Predicate<String> forgiven = complaint -> false;

    /**
     * Watches a page.
     *
     * @param page the page
     * @param address where all it asks has to be
     * @return the same page
     */
    Page watch(Page page, String address) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(address)) {
                elsewhere.add(request.url());
            }
        });
        return page;
    }

    /** A browser complains of every answer that is none; of nothing else. */
    void forgiveAnswers() {
        forgiven = complaint -> complaint.startsWith("Failed to load resource");
    }

    /** What is asked at an address is not held against pages any more. */
    void forgiveAsking(String address) {
        elsewhere.removeIf(url -> url.startsWith(address));
    }

    /** What was said on the console is not held against pages any more. */
    void forgiveComplaints() {
        forgiven = complaint -> true;
    }

    void check() {
        // Some come late, as a page is left.
        assertThat(complaints).allMatch(forgiven);
        assertThat(elsewhere).isEmpty();
    }
}
