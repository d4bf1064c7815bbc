package dev.laurel.samplehost;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The widgets of pages that are open while something happens. */
class WidgetsLiveTest extends WidgetPages {
    private static final String LOADS = "() => [...loads.values()].reduce((sum, each) => sum + each, 0)";

    @Test
    void givenTwoOpenPages_whenSomethingIsRecordedAndTakenBack_thenBothShowIt() {
        host.show(REPUTATION + LEADERBOARD + TOP);
        Page first = visit("di");
        Page second = visit("ada");
        settle(first);
        settle(second);

        String thanks = host.thank("di", "Di", 2_000);
        assertThat(second.locator("laurel-leaderboard .name").first()).hasText("Di");
        assertThat(first.locator("laurel-leaderboard .name").first()).hasText("Di");
        assertThat(first.locator("laurel-reputation .points")).hasText("2,040");
        assertThat(first.locator("laurel-reputation .place")).hasText("Rank 1 of 4");
        assertThat(first.locator("laurel-reputation .status"))
                .hasText("+2,000. Somebody thanked you for an answer that helped. New total: 2,040.");
        assertThat(first.locator("laurel-reputation .entry")).hasCount(2);
        assertThat(second.locator("laurel-reputation .place")).hasText("Rank 2 of 4");

        host.withdraw(thanks);
        assertThat(second.locator("laurel-leaderboard .name").first()).hasText("Ada Lovelace");
        assertThat(first.locator("laurel-reputation .points")).hasText("40");
        assertThat(first.locator("laurel-reputation .entry").first()).containsText("\u22122,000");
        assertThat(first.locator("laurel-reputation .entry").first()).containsText("withdrawn");

        host.happens("forum", "answer", "lamp", "Head torch", 3);
        assertThat(second.locator("laurel-top .name").first()).hasText("Head torch");
    }

    @Test
    void givenManyWidgets_whenThePageIsOpen_thenTheyShareOneStreamUntilTheLastIsGone() {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger ever = new AtomicInteger();
        host.show(REPUTATION + LEADERBOARD + TOP + LEADERBOARD.replace("helpers'", "helpers' heading='Again'"));
        page = visit("ada");
        page.onRequest(request -> count(request.url(), open, ever, 1));
        page.onRequestFailed(request -> count(request.url(), open, ever, -1));
        page.onRequestFinished(request -> count(request.url(), open, ever, -1));
        page.reload();
        assertThat(page.locator("laurel-leaderboard .line")).hasCount(8);
        settle(page);
        // Of the page before the reload, what ends is counted too.
        ever.set(0);
        open.set(1);

        page.evaluate("document.querySelectorAll('laurel-leaderboard, laurel-top').forEach(each => each.remove())");
        host.thank("ada", "Ada Lovelace", 100);
        assertThat(page.locator("laurel-reputation .points")).hasText("1,300");
        assertThat(open.get()).isEqualTo(1);
        page.evaluate("document.querySelector('laurel-reputation').remove()");
        page.waitForCondition(() -> open.get() == 0);
        assertThat(ever.get()).isZero();
    }

    @Test
    void givenAChangeBetweenAQuestionAndItsAnswer_whenOthersAlreadyListen_thenTheLateWidgetShowsItToo() {
        host.show(REPUTATION + LEADERBOARD);
        page = visit("di");
        settle(page);
        List<Route> held = new ArrayList<>();
        AtomicReference<APIResponse> before = new AtomicReference<>();
        page.route(url -> url.contains("/leaderboards/"), route -> {
            if (before.get() == null) {
                before.set(route.fetch());
                held.add(route);
            } else {
                route.resume();
            }
        });
        page.reload();
        page.waitForFunction("() => loads.get(document.querySelector('laurel-reputation')) >= 2");
        page.waitForCondition(() -> !held.isEmpty());
        host.thank("di", "Di", 2_000);
        assertThat(page.locator("laurel-reputation .points")).hasText("2,040");
        held.get(0).fulfill(new Route.FulfillOptions().setResponse(before.get()));
        assertThat(page.locator("laurel-leaderboard .name").first()).hasText("Di");
    }

    private static void count(String url, AtomicInteger open, AtomicInteger ever, int by) {
        if (url.contains("/changes")) {
            open.addAndGet(by);
            if (by > 0) {
                ever.incrementAndGet();
            }
        }
    }

    @Test
    void givenManyChangesAtOnce_whenTheyAreShown_thenAWidgetAsksFewTimesAndOneAtATime() {
        host.show(LEADERBOARD);
        page = visit("ada");
        settle(page);
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        page.onRequest(request -> {
            if (request.url().contains("/leaderboards/")) {
                asked.incrementAndGet();
                mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            }
        });
        page.onRequestFinished(request -> {
            if (request.url().contains("/leaderboards/")) {
                underWay.decrementAndGet();
            }
        });
        long begun = System.nanoTime();
        for (int i = 0; i < 30; i++) {
            host.thank("di", "Di", 100);
        }
        assertThat(page.locator("laurel-leaderboard .name").first()).hasText("Di");
        assertThat(page.locator("laurel-leaderboard .score").first()).hasText("3,040 points");
        assertThat(mostAtOnce.get()).isEqualTo(1);
        long rests = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 400;
        assertThat(asked.get()).isBetween(1, (int) rests + 2);
    }

    @Test
    void givenAPageThatNobodyLooksAt_whenItIsShownAgain_thenItHasCaughtUp() {
        host.show(REPUTATION + LEADERBOARD);
        Page looked = visit("ada");
        page = visit("di");
        settle(looked);
        settle(page);
        hide(true);
        Object before = page.evaluate(LOADS);
        host.thank("di", "Di", 2_000);
        assertThat(looked.locator("laurel-leaderboard .name").first()).hasText("Di");
        host.thank("di", "Di", 100);
        assertThat(looked.locator("laurel-leaderboard .score").first()).hasText("2,140 points");
        assertThat(page.evaluate(LOADS)).isEqualTo(before);
        assertThat(page.locator("laurel-leaderboard .name").first()).hasText("Ada Lovelace");

        hide(false);
        assertThat(page.locator("laurel-leaderboard .name").first()).hasText("Di");
        assertThat(page.locator("laurel-reputation .points")).hasText("2,140");
    }

    /** A headless page is always visible, so it is told that it is not. */
    private void hide(boolean hidden) {
        page.evaluate(
                "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });"
                        + " document.dispatchEvent(new Event('visibilitychange')) }",
                hidden);
    }

    @Test
    void givenALineInFocus_whenTheOrderChanges_thenTheFocusGoesWithIt() {
        host.show(LEADERBOARD);
        page = visit("ada");
        settle(page);
        Locator di = page.locator("laurel-leaderboard .name").last();
        assertThat(di).hasText("Di");
        di.focus();
        host.thank("di", "Di", 2_000);
        Locator first = page.locator("laurel-leaderboard .name").first();
        assertThat(first).hasText("Di");
        assertThat(first).isFocused();
    }

    @Test
    void givenAWishForLessMotion_whenTheOrderChanges_thenNothingGlides() {
        host.show(LEADERBOARD + REPUTATION);
        Page calm = visit("di", "en", new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        Page moving = visit("ada");
        settle(calm);
        settle(moving);
        for (Page each : new Page[] {calm, moving}) {
            each.evaluate(
                    "() => { window.glides = 0; const own = Element.prototype.animate; Element.prototype.animate ="
                            + " function (...all) { window.glides++; return own.apply(this, all) } }");
        }
        host.thank("di", "Di", 2_000);
        assertThat(calm.locator("laurel-leaderboard .name").first()).hasText("Di");
        assertThat(moving.locator("laurel-leaderboard .name").first()).hasText("Di");
        assertThat(calm.evaluate("glides")).isEqualTo(0);
        assertThat((int) moving.evaluate("glides")).isPositive();
    }

    @Test
    void givenASessionThatEnds_whenThePageAsksAgain_thenItShowsNothingOfTheMemberAnyMore() {
        host.show(REPUTATION);
        page = visit("ada");
        assertThat(page.locator("laurel-reputation .points")).hasText("1,200");
        settle(page);
        page.context().clearCookies();
        page.locator("laurel-reputation").evaluate("each => each.refresh()");

        assertThat(page.locator("laurel-reputation .refused")).isVisible();
        assertThat(page.locator("laurel-reputation .card")).not().containsText(Pattern.compile("1,200"));
        watched.forgiveAnswers();
    }
}
