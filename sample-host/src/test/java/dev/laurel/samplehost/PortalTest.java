package dev.laurel.samplehost;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour and the portals in a browser: two tabs that are two people, what they do and undo, and why. */
class PortalTest {
    /** The story of the companies ends when the demo starts first: always the same one here, see DuoTest for the others. */
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Browsers browsers;
    private static Demo demo;
    private static URI address;

    private final Watched watched = new Watched();
    private BrowserContext context;
    private Page asker;
    private Page author;
    private String authorPage;
    private String post;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        browsers = Browsers.start();
        DataFolder data = Printed.bundled();
        demo = Demo.start(
                Printed.console(Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOON))),
                data,
                StoreFolder.claim(folder, data.origin(), false),
                true);
        address = demo.serve(0);
        demo.importEverything();
    }

    @AfterAll
    static void close() {
        if (demo != null) {
            demo.close();
        }
        if (browsers != null) {
            browsers.close();
        }
    }

    private Page visit(Browser.NewContextOptions options) {
        context = browsers.browser().newContext(options);
        return tab();
    }

    private Page tab() {
        Page page = watched.watch(context.newPage(), address.toString());
        return page;
    }

    @AfterEach
    void leave() {
        if (context != null) {
            watched.check();
            assertThat(context.cookies()).isEmpty();
            context.close();
        }
    }

    private static Browser.NewContextOptions english() {
        return new Browser.NewContextOptions().setLocale("en-GB");
    }

    /** Opens the tour, and waits until both companies are there; lets them stand still. */
    private static void tour(Page page) {
        page.navigate(address.toString());
        assertThat(page.locator(".card")).hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(120_000));
        page.locator("button[data-speed='0']").click();
        assertThat(page.locator("button[data-speed='0']")).hasAttribute("aria-pressed", "true");
    }

    private static String link(Page page, String company, int number) {
        return page.locator(".card." + company + " ol a").nth(number).getAttribute("href");
    }

    private void go(Page page, String path) {
        Response response = page.navigate(address.resolve(path).toString());
        assertThat(response == null || response.status() == 200).as(path).isTrue();
    }

    /** A page that has looked for what is new, which it does once its stream of changes has begun. */
    private void goAndLook(Page page, String path) {
        look(page, () -> go(page, path));
    }

    private static void look(Page page, Runnable opening) {
        page.waitForResponse(answer -> answer.url().endsWith("/me/entries?limit=1"), opening);
    }

    /** A tab for each of the two people of the tour: who asked is in the thread then, who answered is nowhere yet. */
    private void openTwoTabs() {
        asker = visit(english());
        tour(asker);
        asker.reload();
        authorPage = link(asker, "pimprenelle", 0);
        String askerPage = link(asker, "pimprenelle", 1);
        post = askerPage.substring(askerPage.indexOf('#') + 1);
        go(asker, askerPage);
        author = tab();
    }

    @Test
    void givenTheEntryBeforeTheStreamBeganWhenItBeginsThenItIsNews() {
        openTwoTabs();
        String own = authorPage.replaceFirst("/as/([^/]+)/.*", "/as/$1/members/$1");
        goAndLook(author, own);
        List<Route> held = new ArrayList<>();
        author.route(url -> url.contains("/changes"), held::add);
        go(author, own);
        assertThat(author.locator("ol.reasons[data-own]")).isVisible();
        author.waitForCondition(() -> !held.isEmpty());

        asker.locator("button[data-post='" + post + "']").click();
        assertThat(asker.locator("button[data-post='" + post + "']")).hasAttribute("aria-pressed", "true");
        assertThat(author.locator(".news")).isHidden();
        held.forEach(Route::resume);

        assertThat(author.locator(".news")).hasText("New since you looked: 1");
        asker.locator("button[data-post='" + post + "']").click();
        assertThat(asker.locator("button[data-post='" + post + "']")).hasAttribute("aria-pressed", "false");
    }

    @Test
    void givenTwoTabsWhenOneFindsTheOthersAnswerHelpfulThenBothShowItAndUndoTakesItBack() {
        openTwoTabs();
        goAndLook(author, authorPage);
        Locator points =
                author.locator("laurel-reputation").locator("[part~='points']").first();
        assertThat(points).hasText(Pattern.compile("[0-9]"));
        long before = number(points);
        Locator marked = author.locator("[data-count='" + post + "']");
        long marks = number(marked);
        String name = author.locator(".post:target header a").first().innerText();
        Locator authorsLine = line(author, name);
        Locator askersLine = line(asker, name);
        long score = number(authorsLine);
        assertThat(author.locator(".news")).isHidden();

        asker.locator("button[data-post='" + post + "']").click();
        assertThat(asker.locator("button[data-post='" + post + "']")).hasAttribute("aria-pressed", "true");
        assertThat(marked).hasText(String.valueOf(marks + 1));
        assertThat(author.locator(".toasts p").first()).containsText("+10");
        assertThat(points).hasText(written(before + 10));
        assertThat(authorsLine).containsText(written(score + 10));
        assertThat(askersLine).containsText(written(score + 10));
        assertThat(author.locator(".news")).hasText("New since you looked: 1");

        asker.locator("button[data-post='" + post + "']").click();
        assertThat(asker.locator("button[data-post='" + post + "']")).hasAttribute("aria-pressed", "false");
        assertThat(marked).hasText(String.valueOf(marks));
        assertThat(points).hasText(written(before));
        assertThat(authorsLine).containsText(written(score));
        assertThat(askersLine).containsText(written(score));

        // What is new can still be looked up after the message has gone, and is not new any more afterwards.
        author.reload();
        assertThat(author.locator(".news")).hasText("New since you looked: 2");
        look(author, author.locator(".news")::click);
        assertThat(author.locator("ol.reasons[data-own] li").first()).containsText("−10");

        // What comes while they are looked at is shown once they are looked at again.
        asker.locator("button[data-post='" + post + "']").click();
        assertThat(author.locator(".news")).hasText("New since you looked: 1");
        look(author, author.locator(".news")::click);
        assertThat(author.locator("ol.reasons[data-own] li").first()).containsText("+10");
        asker.locator("button[data-post='" + post + "']").click();
        assertThat(author.locator(".news")).hasText("New since you looked: 1");
        author.locator(".news").click();
        assertThat(author.locator("ol.reasons[data-own] li").first()).containsText("−10");
        // Who leaves a page before its script ran has not looked at it.
        author.waitForLoadState(LoadState.LOAD);
        String newest = author.locator("[data-own]").getAttribute("data-own");
        goAndLook(author, authorPage);
        assertThat(author.evaluate("localStorage.getItem('laurel-demo/pimprenelle/' + document.body.dataset.who)"))
                .isEqualTo(newest);
        assertThat(author.locator("laurel-reputation .points")).hasText(written(before));
        assertThat(author.locator(".news")).isHidden();
    }

    /** A number as widgets write it. */
    private static String written(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** The score in a member's line of the leaderboard beside a thread. */
    private static Locator line(Page page, String name) {
        return page.locator("laurel-leaderboard li")
                .filter(new Locator.FilterOptions().setHasText(name))
                .locator(".score");
    }

    private static long number(Locator points) {
        String digits = points.innerText().replaceAll("[^0-9]", "");
        return digits.isEmpty() ? -1 : Long.parseLong(digits);
    }

    @Test
    void givenANumberOnALeaderboardWhenFollowedThenItLeadsToActivityRuleAndDateAndToWhatWasRefused() {
        Page page = visit(english());
        tour(page);
        // In a language that was chosen, as it is once one has been.
        go(page, "/c/pimprenelle/as/guest?lang=en");

        page.locator("laurel-leaderboard a").first().click();
        Locator line = page.locator("ol.reasons").first().locator("li").first();
        assertThat(line.locator(".amount")).hasText(Pattern.compile("[0-9]"));
        assertThat(line.locator("time")).isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Why not more?")))
                .isVisible();
        assertThat(page.locator("ol.refused li")
                        .filter(new Locator.FilterOptions().setHasText("earns no"))
                        .first())
                .isVisible();
        page.locator("ol.reasons a").first().click();
        assertThat(page.locator(".post:target")).isVisible();
    }

    @Test
    void givenAnAddressThatIsNoneWhenAskedThenItIsRefusedInTheSitesOwnWords() throws Exception {
        Page page = visit(english());
        tour(page);
        for (String odd : List.of("members/%zz", "members/%", "threads?lang=%", "laurel/widgets/%")) {
            String answer = raw("GET /c/pimprenelle/as/guest/" + odd);
            assertThat(answer)
                    .as(odd)
                    .startsWith("HTTP/1.1 400")
                    .contains("text/html")
                    .contains("<h1>");
        }
        assertThat(raw("HEAD /c/pimprenelle/as/guest"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
        assertThat(raw("HEAD /")).startsWith("HTTP/1.1 200");
    }

    /** What no browser sends. */
    private static String raw(String line) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void givenWhatAMembersPageLinksToWhenFollowedThenThePostIsThere() throws Exception {
        tour(visit(english()));
        Map<String, String> read = new HashMap<>();
        int links = 0;
        for (String company : List.of("pimprenelle", "tansy-rowe")) {
            String guest = "/c/" + company + "/as/guest";
            List<String> people = found("/c/" + company + "/as/([a-z]+-[0-9]+)", text(read, guest + "/people"));
            for (String who : people.subList(0, 30)) {
                for (String link :
                        found("href=\"(" + guest + "[^\"]*#[^\"]+)\"", text(read, guest + "/members/" + who))) {
                    String[] parts = link.split("#", 2);
                    links++;
                    assertThat(text(read, parts[0])).as(link).contains("id=\"" + parts[1] + "\"");
                }
            }
        }
        assertThat(links).isGreaterThan(100);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    private static String text(Map<String, String> read, String path) throws IOException {
        String known = read.get(path);
        if (known == null) {
            known = raw("GET " + path);
            read.put(path, known);
        }
        return known;
    }

    @Test
    void givenTheShopScreenWhenOpenedThenEachProductSaysWhatPutItThere() {
        Page page = visit(english());
        tour(page);
        go(page, "/c/tansy-rowe/as/guest/shop?lang=en");

        assertThat(page.locator("laurel-top a").first()).isVisible();
        assertThat(page.locator("laurel-top .source").first()).hasText(Pattern.compile("the (shop|forum)"));
        page.locator("laurel-top a").first().click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Reviews")))
                .isVisible();
    }

    @Test
    void givenEveryPageWhenLookedAtThenItIsMarkedFictionalAccessibleAndFitsNarrowAndWide() throws IOException {
        for (int width : new int[] {360, 1440}) {
            for (String locale : List.of("en-GB", "fr-FR")) {
                Page page = visit(new Browser.NewContextOptions()
                        .setLocale(locale)
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                        .setViewportSize(width, 900));
                tour(page);
                check(page, "/");
                String thread = link(page, "tansy-rowe", 1);
                String somebody = thread.replaceFirst("/threads/.*", "");
                for (String path : List.of(
                        somebody,
                        somebody + "/threads",
                        thread,
                        somebody + "/shop",
                        somebody + "/people",
                        somebody + "/members/" + somebody.replaceFirst(".*/as/", ""),
                        "/c/pimprenelle/as/guest")) {
                    go(page, path);
                    assertThat(page.locator(".fictional")).isVisible();
                    check(page, path);
                }
                leave();
                context = null;
            }
        }
    }

    private void check(Page page, String path) throws IOException {
        Axe.rest(page);
        Object sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(((Number) sideways).intValue())
                .as("%s scrolls sideways", path)
                .isLessThanOrEqualTo(0);
        assertThat(Axe.violations(page)).as(path).isEmpty();
    }

    @Test
    void givenTheTourWhenTheOperatorFollowsItToThePluginsThenTheTokenShowsThem() {
        Page page = visit(english());
        watched.forgiveAnswers();
        tour(page);
        go(page, page.locator("a[href^='/operator/']").getAttribute("href"));
        page.locator("#token").fill(demo.operatorToken().orElseThrow());
        page.keyboard().press("Enter");
        assertThat(page.locator("[id='quantum:stackexchange/reputation-2018']")).isVisible();
    }

    @Test
    void givenAPageOfAnotherCompanyOrNobodyWhenAskedForThenThereIsNone() {
        Page page = visit(english());
        tour(page);
        for (String path :
                List.of("/c/none/as/guest", "/c/pimprenelle/as/nobody", "/c/pimprenelle/as/guest/threads/none")) {
            assertThat(page.navigate(address.resolve(path).toString()).status()).isEqualTo(404);
        }
        watched.forgiveComplaints();
    }
}
