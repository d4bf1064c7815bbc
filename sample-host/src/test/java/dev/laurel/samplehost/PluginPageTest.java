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
import dev.laurel.view.ConnectorStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of plugins in a browser, as an operator uses it. */
class PluginPageTest {
    private static final String INSTANCE = "[id='town:moody/rules']";

    private static Browsers browsers;

    private final Watched watched = new Watched();
    private final List<String> asked = new ArrayList<>();
    private PluginHost host;
    private BrowserContext context;
    private Page page;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        browsers = Browsers.start();
    }

    @AfterAll
    static void stop() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @AfterEach
    void close() throws Exception {
        assertThat(context.cookies()).isEmpty();
        assertThat(asked).as("addresses, which are logged").isNotEmpty().noneMatch(url -> url.contains(host.token()));
        context.close();
        host.close();
        watched.check();
    }

    private void open(int quiet, boolean safeMode, String language, Browser.NewContextOptions options)
            throws Exception {
        host = new PluginHost(folder, quiet, safeMode);
        context = browsers.browser().newContext(options.setLocale(language));
        page = watched.watch(context.newPage(), host.address().toString());
        // Nobody is known yet, and the browser complains of each answer that is a refusal.
        watched.forgiveAnswers();
        page.onRequest(request -> asked.add(request.url()));
        assertThat(page.navigate(host.page()).status()).isEqualTo(200);
    }

    private void open() throws Exception {
        open(0, false, "en", new Browser.NewContextOptions());
    }

    private void signIn() {
        page.locator("#token").fill(host.token());
        page.keyboard().press("Enter");
        assertThat(page.locator(".top")).isVisible();
    }

    private void miss(int visits) {
        host.visit();
        host.fail(true);
        for (int i = 0; i < visits; i++) {
            host.visit();
        }
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void givenThePrintedToken_whenItIsTypedIn_thenPluginsAreShownUntilSigningOut() throws Exception {
        open();
        assertThat(page.locator("#sign-in h2")).hasText("Sign in");
        assertThat(Axe.violations(page)).isEmpty();

        page.locator("#token").fill("guessed");
        page.keyboard().press("Enter");
        assertThat(page.locator(".wrong")).containsText("This token does not hold");
        assertThat(page.locator("#token")).isFocused();
        assertThat(page.locator("#token")).hasValue("");

        signIn();
        assertThat(page.locator("#sign-in")).hasCount(0);
        assertThat(page.locator("h3").filter(new Locator.FilterOptions().setHasText("moody")))
                .isVisible();
        page.waitForLoadState(LoadState.LOAD);
        page.reload();
        assertThat(page.locator(".top")).isVisible();

        button("Sign out").click();
        assertThat(page.locator("#token")).isFocused();
        assertThat(page.locator("#board")).isEmpty();
        page.waitForLoadState(LoadState.LOAD);
        page.reload();
        assertThat(page.locator("#sign-in")).isVisible();
    }

    @Test
    void givenAPluginThatFails_whenThePageIsOpen_thenReasonAndRemedyAreSeenAndStartingAgainMends() throws Exception {
        open();
        signIn();
        Locator instance = page.locator(INSTANCE);
        assertThat(instance.locator(".state")).containsText("at work");
        assertThat(instance.locator(".said")).hasCount(0);
        Locator restart = instance.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start again"));
        restart.focus();
        page.evaluate("window.kept = document.activeElement");

        miss(2);
        assertThat(instance.locator(".said")).containsText("the table of visits is full");
        assertThat(instance.locator(".said")).containsText("tell the plugin's author");
        assertThat(instance.locator(".owed")).containsText(PluginHost.RULE + " owes 1 member an answer");
        assertThat(page.locator("#attention")).containsText("moody/rules");
        assertThat(page.locator(".summary")).containsText("2 need attention");
        assertThat(page).hasTitle("(2) Plugins · Laurel");
        assertThat((Boolean) page.evaluate("document.activeElement === window.kept"))
                .as("the focus stays while the page is refreshed")
                .isTrue();
        assertThat(Axe.violations(page)).isEmpty();
        assertThat(page.content()).doesNotContain("Ada", "Lovelace", host.token());

        host.fail(false);
        page.keyboard().press("Enter");
        assertThat(instance.locator(".said")).hasCount(0);
        assertThat(instance.locator(".owed")).hasCount(0);
        assertThat(page.locator(".done")).hasText("moody/rules has been started again.");
        assertThat(restart).isFocused();
        assertThat(page.locator(".summary")).containsText("1 needs attention");
    }

    @Test
    void givenARuleThatOwes_whenItIsWaivedWithAReason_thenItOwesNothing() throws Exception {
        open();
        signIn();
        miss(1);
        Locator waive = button("Waive what it missed");
        waive.click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("cannot be taken back");
        assertThat(page.locator("#reason")).isFocused();
        assertThat(Axe.violations(page)).isEmpty();
        page.keyboard().press("Escape");
        assertThat(dialog).not().isVisible();
        assertThat(waive).isFocused();

        page.keyboard().press("Enter");
        assertThat(page.locator("#by")).hasValue("operator");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Waive"))
                .click();
        assertThat(dialog).isVisible();
        page.locator("#reason").fill("a fair was on");
        page.locator("#by").press("Enter");
        assertThat(page.locator(".owed")).hasCount(0);
        assertThat(page.locator(".done")).hasText("What the rule " + PluginHost.RULE + " missed is waived.");
    }

    @Test
    void givenFrench_whenThePageIsRead_thenItIsInFrench() throws Exception {
        open(0, false, "fr-CA", new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK));
        assertThat(page.locator("#sign-in h2")).hasText("Se connecter");
        signIn();
        miss(1);
        Locator instance = page.locator(INSTANCE);
        assertThat(instance.locator(".said")).containsText("Prévenez l’auteur du plugin");
        assertThat(instance.locator(".owed")).containsText("doit une réponse à 1 membre");
        assertThat(page.locator("#missing")).containsText("est absent");
        assertThat(button("Consulter le dossier maintenant")).isVisible();
        assertThat(Axe.violations(page)).isEmpty();

        page.waitForLoadState(LoadState.LOAD);
        page.getByText("English").click();
        assertThat(page.locator(".summary")).containsText("2 need attention");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void givenFiftyPluginsInSafeMode_whenThePageIsNarrow_thenItFitsAndSafeModeIsSaid() throws Exception {
        open(50, true, "en", new Browser.NewContextOptions().setViewportSize(360, 740));
        signIn();
        assertThat(page.locator("article[data-key]")).hasCount(51);
        assertThat(page.locator("#board .notice")).containsText("Safe mode: the plugin folder is left alone.");
        assertThat(button("Look at the folder now")).hasCount(0);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertThat(Axe.violations(page)).isEmpty();
    }

    @Test
    void givenAServerThatFails_whenThePageIsOpen_thenWhatWasThereStaysUntilItIsBack() throws Exception {
        open();
        signIn();
        host.breakDown(true);
        Locator trouble = page.getByRole(AriaRole.ALERT);
        assertThat(trouble).containsText("What stands here is from");
        assertThat(page.locator(INSTANCE)).isVisible();
        host.breakDown(false);
        assertThat(trouble).hasCount(0);
        button("Look at the folder now").click();
        assertThat(page.locator(".done")).hasText("The plugin folder has been looked at.");
        assertThat(button("Look at the folder now")).isFocused();
    }

    @Test
    void givenEveryStateThereIs_whenItIsShown_thenEachHasWordsAndWhatIsLeftBehindIsNamed() throws Exception {
        open();
        assertThat(page.locator("#sign-in")).isVisible();
        PluginReports.answer(page, PluginReports.everything());
        signIn();
        assertThat(page.locator("#plugins .state")).hasCount(7);
        for (ConnectorStatus.State state : ConnectorStatus.State.values()) {
            assertThat(page.locator("#board").getByText(state.name(), new Locator.GetByTextOptions().setExact(true)))
                    .hasCount(0);
        }
        assertThat(page.locator("#board")).not().containsText("undefined");
        assertThat(page.locator("[id='town:stuck'] .said")).containsText("1 lost thread");
        assertThat(page.locator("#lost")).containsText("rule a/b/c of plugin a 1.0");
        assertThat(page.locator("#lingering")).containsText("old 0.9");
        assertThat(page.locator("#owed")).containsText("gone/rules/one owes 3 members answers");
        assertThat(page.locator("#problems li")).hasText(new String[] {"a sentence about a file"});
        assertThat(Axe.violations(page)).isEmpty();
    }

    @Test
    void givenNoPlugins_whenThePageIsRead_thenItSaysSoAndWhatToDo() throws Exception {
        open();
        assertThat(page.locator("#sign-in")).isVisible();
        PluginReports.answer(page, PluginReports.nothing());
        signIn();
        assertThat(page.locator("#plugins"))
                .containsText("There are no plugins here. Put a plugin into the plugin folder");
        assertThat(page.locator(".summary")).hasText("0 plugins, 0 instances");
        assertThat(Axe.violations(page)).isEmpty();
    }
}
