package dev.laurel.samplehost;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a browser: what they show, by keyboard, for those who listen, narrow and wide, light and dark. */
class PagesTest {
    private static Browsers browsers;
    private static Demo demo;
    private static URI address;

    private final Watched watched = new Watched();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        browsers = Browsers.start();
        demo = Printed.demo(folder);
        address = demo.serve(0);
        demo.importEverything();
        demo.report();
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

    @BeforeEach
    void visit() {
        visit(new Browser.NewContextOptions().setLocale("en-GB"));
    }

    private void visit(Browser.NewContextOptions options) {
        leave();
        context = browsers.browser().newContext(options);
        page = watched.watch(context.newPage(), address.toString());
    }

    @AfterEach
    void leave() {
        if (context != null) {
            watched.check();
            assertThat(context.cookies()).isEmpty();
            context.close();
            context = null;
        }
    }

    @Test
    void givenTheFirstPageWhenOpenedThenTheTopMembersStandBesideTheSitesTotals() {
        go("/");

        assertThat(page).hasTitle(Pattern.compile("Who earned what"));
        Locator first = page.locator("table.members tbody tr").first();
        assertThat(first).containsText("user1837");
        assertThat(first).containsText("7,477");
        assertThat(page.locator("table.members tbody tr")).hasCount(50);
        assertThat(page.locator(".figures .value")).hasCount(3);
        assertThat(page.locator("table.matches tbody tr").first()).containsText("Nice Question");
        assertThat(page.locator("footer")).containsText("CC BY-SA 3.0");
    }

    @Test
    void givenAMemberWhenFollowedThenEveryLineSaysWhyAndLeadsToItsSource() {
        go("/");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("user1837").setExact(true))
                .click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Why these points?")))
                .isVisible();
        Locator line = page.locator("table.lines tbody tr").first();
        assertThat(line.locator("code").first()).hasText(Pattern.compile("[0-9a-f]{12}"));
        assertThat(line.locator(".balance")).isVisible();
        assertThat(line.locator("details p")).isHidden();
        line.locator("summary").click();
        assertThat(line.locator("details p")).isVisible();
        assertThat(page.locator(".object a").first())
                .hasAttribute("href", Pattern.compile("https://quantumcomputing\\.stackexchange\\.com/[aq]/[0-9]+"));
        String newest = line.getAttribute("id");
        page.getByText("older").click();
        assertThat(page.locator("table.lines tbody tr").first()).not().hasAttribute("id", newest);
        page.getByText("newer").click();
        assertThat(page.locator("table.lines tbody tr").first()).hasAttribute("id", newest);
    }

    @Test
    void givenTheDaysLimitWhenAMemberReachedItThenALineSaysSo() {
        go("/members/409?unit=reputation");
        Locator limit = page.getByText("Over the day's limit");
        while (limit.count() == 0 && page.getByText("older").count() > 0) {
            // Not clicked: who counts what is on a page has to wait until all of it is there.
            page.navigate(address.resolve("/members/409")
                    .resolve(page.getByText("older").getAttribute("href"))
                    .toString());
        }

        assertThat(limit.first()).isVisible();
        Locator line = page.locator("table.lines tbody tr", new Page.LocatorOptions().setHas(limit))
                .first();
        assertThat(line).containsText("200");
        assertThat(line.locator(".amount")).hasClass(Pattern.compile("loss"));
    }

    @Test
    void givenAReaderOfFrenchWhenOpenedThenThePagesAreFrenchAndEnglishIsOneClickAway() {
        visit(new Browser.NewContextOptions().setLocale("fr-FR"));
        go("/");
        assertThat(page.locator("html")).hasAttribute("lang", "fr");
        assertThat(page.locator("h1")).hasText("Qui a gagné quoi, et pourquoi");
        page.locator("table.members tbody a").first().click();
        assertThat(page.locator("#why")).hasText("Pourquoi ces points ?");

        page.getByText("English").click();
        assertThat(page.locator("#why")).hasText("Why these points?");
        page.getByText("All members").click();
        assertThat(page.locator("h1")).hasText("Who earned what, and why");
    }

    @Test
    void givenAKeyboardWhenUsedThenTheSkipLinkComesFirstAndEverythingCanBeReached() {
        go("/");
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        assertThat(page.locator(".skip")).isInViewport();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();

        Locator member = page.locator("table.members tbody a").first();
        for (int i = 0; i < 10 && !(boolean) member.evaluate("each => each === document.activeElement"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(member).isFocused();
        assertThat((String) member.evaluate("each => getComputedStyle(each).outlineStyle"))
                .isNotEqualTo("none");
        page.keyboard().press("Enter");
        assertThat(page.locator("#why")).isVisible();
        page.locator("summary").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("details p").first()).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "360, DARK", "870, LIGHT", "940, LIGHT", "1440, LIGHT", "1440, DARK"})
    void givenAnyWidthAndModeWhenOpenedThenNothingSticksOutAndAxeFindsNothing(int width, ColorScheme scheme)
            throws IOException {
        visit(new Browser.NewContextOptions()
                .setViewportSize(width, 800)
                .setColorScheme(scheme)
                .setLocale("en-GB"));
        for (String path : List.of("/", "/?page=2", "/members/1837", "/members/1837?unit=badges&lang=fr")) {
            go(path);

            assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("%s fits %s px", path, width)
                    .isTrue();
            assertThat(Axe.violations(page))
                    .as("%s at %s px, %s", path, width, scheme)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"360, en", "390, en", "360, fr", "390, fr"})
    void givenAPhoneWhenOpenedThenNothingScrollsSidewaysAndEveryRowShowsAllItHolds(int width, String language) {
        visit(new Browser.NewContextOptions().setViewportSize(width, 800).setLocale(language));
        for (String path : List.of("/", "/members/1837")) {
            go(path);

            assertThat(page.locator("tbody tr").count()).isGreaterThan(10);
            assertThat(cutOff()).as("%s at %s px in %s", path, width, language).isEmpty();
        }
    }

    @Test
    void givenSomethingPutAsideWhenOpenedThenItsPageIsOneClickAwayAndFitsAPhone(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Dumps.hostile(data, "Ines");
        visit(new Browser.NewContextOptions().setViewportSize(360, 800).setLocale("en-GB"));
        try (Demo broken = Printed.demo(DataFolder.open(data, false), folder.resolve("store"))) {
            String start = broken.serve(0).toString();
            broken.importEverything();
            page.navigate(start);
            page.getByText("What was put aside, and why").click();

            assertThat(page.locator("table.letters tbody tr")).hasCount(1);
            assertThat(page.locator("table.letters")).containsText("Votes.xml:6");
            assertThat(cutOff()).isEmpty();
            assertThat(Axe.violations(page)).isEmpty();
            watched.forgiveAsking(start);
        }
    }

    @Test
    void givenNoSuchMemberWhenOpenedThenAPageLeadsBack() throws IOException {
        assertThat(page.navigate(address.resolve("/members/999999").toString()).status())
                .isEqualTo(404);
        assertThat(page.locator("h1")).hasText("There is nothing here");
        assertThat(Axe.violations(page)).isEmpty();
        // The browser itself complains of the status.
        watched.forgiveComplaints();
        page.getByText("All members").click();
        assertThat(page.locator("table.members")).isVisible();
    }

    private void go(String path) {
        assertThat(page.navigate(address.resolve(path).toString()).status()).isEqualTo(200);
    }

    /** What one would have to scroll sideways for, and rows that are taller than what they show, each in a line. */
    private List<String> cutOff() {
        page.waitForLoadState(LoadState.LOAD);
        Object found = page.evaluate("""
                () => {
                  const found = [];
                  if (document.documentElement.scrollWidth > innerWidth) found.push("the document scrolls sideways");
                  for (const each of document.querySelectorAll(".scroller, .panel")) {
                    if (each.scrollWidth > each.clientWidth) found.push(each.className + " scrolls sideways");
                  }
                  for (const row of document.querySelectorAll("tbody tr")) {
                    let bottom = 0;
                    for (const cell of row.cells) {
                      const content = document.createRange();
                      content.selectNodeContents(cell);
                      for (const box of content.getClientRects()) {
                        bottom = Math.max(bottom, box.bottom);
                        if (box.left < 0 || box.right > innerWidth) found.push("cut off: " + cell.textContent.trim());
                      }
                      if (cell.textContent.trim() && !cell.checkVisibility()) found.push("hidden: " + cell.textContent);
                    }
                    const empty = row.getBoundingClientRect().bottom - bottom;
                    if (empty > 40) found.push(empty + " px of nothing below: " + row.textContent.trim());
                  }
                  return found;
                }""");
        return ((List<?>) found).stream().map(Object::toString).toList();
    }
}
