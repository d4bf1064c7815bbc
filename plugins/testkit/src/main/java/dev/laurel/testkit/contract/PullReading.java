package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.fail;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.RetryLaterException;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Reject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a source to its end as the runtime does: a page's cursor counts once the page is there, and failures are tried again. */
final class PullReading {
    private static final int MOST_PAGES = 10_000;
    private static final int MOST_FAILURES = 12;

    /** A page, and the cursor it was asked for with. */
    record Read(Cursor after, Page page) {}

    private final List<Read> pages = new ArrayList<>();
    private final int limit;
    private final Consumer<Exception> failures;
    private boolean strict;

    /**
     * A reading that leaves it to others to say that a page is too long or its cursor stands still.
     *
     * @param limit how many activities a page may have
     * @param failures is told of what is thrown, and may have something against it
     */
    PullReading(int limit, Consumer<Exception> failures) {
        this.limit = limit;
        this.failures = failures;
    }

    /** {@return the same, which says so} */
    PullReading strictly() {
        strict = true;
        return this;
    }

    /** Opens a connector on a stage. */
    interface Opening {
        PullConnector open() throws Exception;
    }

    /**
     * Reads from a cursor to the end.
     *
     * @param stage on what the connector stands
     * @param opening makes the connector
     * @param anew whether another connector takes over after each failure, as after a crash
     */
    void readAll(Stage stage, Opening opening, Cursor from, boolean anew) throws Exception {
        PullConnector connector = opening.open();
        try {
            Cursor after = from;
            int failed = 0;
            while (true) {
                Page page;
                try {
                    page = checked(after, connector.pull(Cursor.of(after.bytes()), limit));
                } catch (RetryLaterException later) {
                    failures.accept(later);
                    stage.clock().advance(later.after());
                    failed = again(failed, later);
                    connector = anew ? another(connector, opening) : connector;
                    continue;
                } catch (Exception e) {
                    failures.accept(e);
                    failed = again(failed, e);
                    connector = anew ? another(connector, opening) : connector;
                    continue;
                }
                failed = 0;
                pages.add(new Read(after, page));
                if (!page.more() || page.next().equals(after)) {
                    return;
                }
                after = page.next();
                if (pages.size() > MOST_PAGES) {
                    fail("there are more than %s pages: let the sample end, with a page that has no more", MOST_PAGES);
                }
            }
        } finally {
            connector.close();
        }
    }

    private static PullConnector another(PullConnector failed, Opening opening) throws Exception {
        failed.close();
        return opening.open();
    }

    private static int again(int failed, Exception e) {
        if (failed == MOST_FAILURES) {
            fail(
                    "the connector does not get over a failure that has passed: asked %s times more, it says %s. Keep nothing of"
                            + " a call that failed, and start from the cursor",
                    MOST_FAILURES, e.toString());
        }
        return failed + 1;
    }

    private Page checked(Cursor after, Page page) {
        if (page == null) {
            return fail("pull returned null: return a page, Page.of(List.of(), after).build() if there is nothing");
        }
        if (strict && page.activities().size() > limit) {
            fail(
                    "a page has %s activities and %s were asked for: ask the source for fewer, or keep the rest for the next"
                            + " page",
                    page.activities().size(), limit);
        }
        if (strict && page.more() && page.next().equals(after)) {
            fail(
                    "a page says more and its cursor is the one it was asked for with: move the cursor, or the same page comes"
                            + " for ever");
        }
        return page;
    }

    List<Read> pages() {
        return pages;
    }

    List<Activity> activities() {
        return pages.stream().flatMap(read -> read.page().activities().stream()).toList();
    }

    List<Reject> rejects() {
        return pages.stream().flatMap(read -> read.page().rejects().stream()).toList();
    }

    /** {@return what is there with the same id and revision, and says something else; empty if nothing does} */
    List<String> contradictions() {
        Map<String, Activity> known = new HashMap<>();
        List<String> found = new ArrayList<>();
        for (Activity activity : activities()) {
            Activity before = known.putIfAbsent(activity.id() + " " + activity.revision(), activity);
            if (before != null && !before.equals(activity)) {
                found.add(activity.id());
            }
        }
        return found;
    }

    /** Compares with a reading in which nothing failed. */
    void assertSameAs(PullReading clean, String where) {
        List<Object> missing = new ArrayList<>(clean.activities());
        missing.addAll(clean.rejects());
        List<Object> surplus = new ArrayList<>(activities());
        surplus.addAll(rejects());
        for (Object one : List.copyOf(surplus)) {
            if (missing.remove(one)) {
                surplus.remove(one);
            }
        }
        if (!missing.isEmpty()) {
            fail(
                    "%s loses %s: let a failure through as an exception, move the cursor only past what is on the page, and take"
                            + " a status other than 2xx or a body that does not end for no answer",
                    where, names(missing));
        }
        if (!surplus.isEmpty()) {
            fail(
                    "%s brings what an undisturbed reading does not: %s. Start each call from the cursor, with nothing left over"
                            + " from a call that failed",
                    where, names(surplus));
        }
    }

    private static List<String> names(List<Object> all) {
        return all.stream()
                .map(one -> one instanceof Activity activity ? activity.id() : one.toString())
                .toList();
    }

    /** {@return what has something against failures for good where the fault passes} */
    static Consumer<Exception> passing(String where) {
        return e -> {
            if (e instanceof PermanentFailureException) {
                fail(
                        "%s is a PermanentFailureException: '%s'. The instance would stand still until a person comes; throw"
                                + " IOException, or let through what Http throws, for what passes by itself",
                        where, e.getMessage());
            }
        };
    }
}
