package dev.laurel.samplehost;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The widgets in a host's page that allows nothing but its own files: what they show, to whom, and in which words. */
class WidgetsTest extends WidgetPages {

    @Test
    void givenAMember_whenThePageOpens_thenEachWidgetShowsWhatThereIs() {
        host.show(REPUTATION + LEADERBOARD + TOP);
        page = visit("ada");

        Locator reputation = page.locator("laurel-reputation");
        assertThat(reputation.locator(".points")).hasText("1,200");
        assertThat(reputation.locator(".place")).hasText("Rank 1 of 4");
        assertThat(reputation.locator(".entry")).hasCount(1);
        assertThat(reputation.locator(".entry")).containsText("Somebody thanked you for an answer that helped.");

        Locator lines = page.locator("laurel-leaderboard .line");
        assertThat(lines).hasCount(4);
        assertThat(lines.nth(0)).hasAttribute("aria-current", "true");
        assertThat(lines.nth(0)).containsText("you");
        assertThat(lines.locator(".rank")).hasText(new String[] {"Rank 1", "Rank 2", "Rank 2", "Rank 4"});
        assertThat(lines.locator(".name").allInnerTexts())
                .containsExactlyInAnyOrder("Ada Lovelace", "Benoît", "A member", "Di");
        assertThat(lines.nth(3).locator(".score")).hasText("40 points");

        Locator shoe = page.locator("laurel-top .line").first();
        assertThat(shoe.locator(".name")).hasText("Trail shoe");
        assertThat(shoe.locator(".reason").nth(0)).hasText(Pattern.compile("3\u00a0× orders\\s+shop\\s*9"));
        assertThat(shoe.locator(".reason").nth(1)).hasText(Pattern.compile("1\u00a0× answer\\s+the forum\\s*8"));
    }

    @Test
    void givenAFrenchPage_whenItOpens_thenWordsAndNumbersAreFrench() {
        host.show(REPUTATION + LEADERBOARD + TOP + "<div lang='en'>" + LEADERBOARD + "</div>");
        page = visit("ada", "fr", new Browser.NewContextOptions());

        assertThat(page.locator("laurel-reputation .points")).hasText(Pattern.compile("1[\u00a0\u202f]200"));
        assertThat(page.locator("laurel-reputation .heading")).hasText("Votre réputation");
        assertThat(page.locator("laurel-reputation .place")).hasText("Rang 1 sur 4");
        assertThat(page.locator("laurel-reputation .entry")).containsText("Quelqu'un vous a remercié");
        assertThat(page.locator("laurel-leaderboard").first().locator(".heading"))
                .hasText("Classement");
        assertThat(page.locator("laurel-leaderboard").first().locator(".you")).hasText("vous");
        assertThat(page.locator("div[lang=en] laurel-leaderboard .you")).hasText("you");
        assertThat(page.locator("laurel-reputation .card")).hasAttribute("lang", "fr");
    }

    @Test
    void givenBothLanguages_whenCompared_thenTheySayTheSameThings() {
        host.show("");
        page = visit("");

        Object differing = page.evaluate("""
                async () => {
                  const { speech } = await import('/community/laurel/widgets/words.js');
                  const [en, fr] = [Object.keys(speech('en')), Object.keys(speech('fr-CA'))];
                  return [...en.filter(key => !fr.includes(key)), ...fr.filter(key => !en.includes(key))];
                }""");
        Object said = page.evaluate("""
                async () => {
                  const { speech } = await import('/community/laurel/widgets/words.js');
                  const [fr, other, none] = [speech('fr'), speech('de'), speech('no such language')];
                  return [fr.pointsOf(0), fr.pointsOf(2), fr.pointsOf(1000000), fr.change(-10), fr.change(0),
                    other.retry, none.retry, ...Object.values(fr).filter(each => typeof each === "string" && /[^\\u00a0\\u202f][:;!?]/.test(each))];
                }""");
        assertThat((List<?>) differing).isEmpty();
        assertThat((List<?>) said)
                .isEqualTo(List.of("point", "points", "de points", "\u221210", "0", "Try again", "Try again"));
    }

    @Test
    void givenAGuestAndNobody_whenThePageOpens_thenTheyAreToldQuietlyWhatTheyMayNotSee() throws IOException {
        host.show(REPUTATION + LEADERBOARD);
        page = visit("guest");
        assertThat(page.locator("laurel-reputation .refused")).hasText("Log in to see this.");
        assertThat(page.locator("laurel-leaderboard .line")).hasCount(4);
        assertThat(page.locator("laurel-leaderboard .you")).hasCount(0);

        page = visit("");
        assertThat(page.locator(".refused")).hasCount(2);
        assertThat(page.locator("laurel-leaderboard .refused")).hasText("Log in to see this.");
        assertThat(page.locator("[role=alert]")).hasCount(0);
        assertThat(Axe.violations(page)).isEmpty();
        watched.forgiveAnswers();
    }

    @Test
    void givenNothingToShow_whenThePageOpens_thenTheWidgetsSaySo() throws IOException {
        host.show(REPUTATION + LEADERBOARD.replace("helpers'", "helpers' around") + TOP.replace("products", "nothing"));
        page = visit("stranger");

        assertThat(page.locator("laurel-reputation .empty")).containsText("You have no points yet.");
        assertThat(page.locator("laurel-leaderboard .empty")).hasText("You are not on this leaderboard yet.");
        assertThat(page.locator("laurel-top .empty")).hasText("There is nothing here yet.");
        assertThat(Axe.violations(page)).isEmpty();
        watched.forgiveAnswers();
    }

    @Test
    void givenAnApiThatFails_whenThePageOpens_thenTheProblemIsSaidAndAskingAgainHelps() throws IOException {
        host.show(LEADERBOARD);
        host.breakDown(true);
        page = visit("ada");
        Locator retry = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"));
        assertThat(page.locator("[role=alert]")).containsText("Something went wrong here");
        assertThat(Axe.violations(page)).isEmpty();

        host.breakDown(false);
        retry.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("laurel-leaderboard .line")).hasCount(4);
        assertThat(page.locator("[role=alert]")).hasCount(0);
        watched.forgiveAnswers();
    }

    @Test
    void givenAMistakeOfTheHosts_whenThePageOpens_thenTheProblemsOwnWordsAreShown() {
        host.show(LEADERBOARD.replace("helpers", "no one") + "<laurel-top leaderboard='products'></laurel-top>");
        page = visit("ada");

        assertThat(page.locator("laurel-leaderboard [role=alert]")).containsText("There is no such thing");
        assertThat(page.locator("laurel-leaderboard .detail"))
                .containsText("the community shop has no leaderboard of this name");
        assertThat(page.locator("laurel-top [role=alert]")).containsText("The attribute “community” is missing.");
        watched.forgiveAnswers();
    }

    @Test
    void givenAnApiThatTakesItsTime_whenItAnswers_thenNothingHasJumped() {
        host.show(LEADERBOARD.replace("helpers'", "helpers' limit='4'"));
        host.hang(true);
        page = visit("ada");
        Locator widget = page.locator("laurel-leaderboard");
        assertThat(widget.locator(".loading .line")).hasCount(4);
        assertThat(widget.locator(".card")).hasAttribute("aria-busy", "true");
        double waiting = widget.boundingBox().height;

        host.hang(false);
        page.reload();
        assertThat(widget.locator("button.name")).hasCount(4);
        assertThat(widget.boundingBox().height).isEqualTo(waiting);
    }

    @Test
    void givenAttributes_whenTheyChange_thenTheWidgetFollows() {
        host.show("<laurel-leaderboard community='shop' leaderboard='helpers' limit='2'></laurel-leaderboard>");
        page = visit("di");
        Locator widget = page.locator("laurel-leaderboard");
        assertThat(widget.locator("button.name")).hasCount(2);

        widget.evaluate("each => each.setAttribute('limit', '3')");
        assertThat(widget.locator("button.name")).hasCount(3);
        widget.evaluate("each => each.setAttribute('heading', 'Our helpers')");
        assertThat(widget.locator(".heading")).hasText("Our helpers");
        widget.evaluate("each => { each.setAttribute('lang', 'fr'); each.removeAttribute('heading') }");
        assertThat(widget.locator(".heading")).hasText("Classement");
        widget.evaluate("each => each.toggleAttribute('around', true)");
        assertThat(widget.locator(".heading")).hasText("Autour de vous");
        assertThat(widget.locator(".me .name")).hasText("Di");
        widget.evaluate("each => each.setAttribute('api', '/nowhere')");
        assertThat(widget.locator("[role=alert]")).isVisible();
        widget.evaluate("each => each.setAttribute('api', '/community/laurel')");
        assertThat(widget.locator("[role=alert]")).hasCount(0);
        watched.forgiveAnswers();
    }

    @Test
    void givenMorePages_whenOneTurnsThem_thenTheLinesFollowAndTheFocusStays() {
        host.show("<laurel-leaderboard community='shop' leaderboard='helpers' limit='3'></laurel-leaderboard>");
        page = visit("ada");
        Locator next = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Next"));
        assertThat(page.locator(".range")).hasText("1–3 of 4");

        next.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".range")).hasText("4–4 of 4");
        assertThat(page.locator(".line .name")).hasText("Di");
        assertThat(next).isFocused();
        assertThat(next).hasAttribute("aria-disabled", "true");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Previous"))
                .click();
        assertThat(page.locator(".range")).hasText("1–3 of 4");
    }

    @Test
    void givenAPageTurnedWhileAQuestionIsUnderWay_whenItIsAnswered_thenLinesAndRangeAreOfOnePage() {
        host.show("<laurel-leaderboard community='shop' leaderboard='helpers' limit='3'></laurel-leaderboard>");
        page = visit("ada");
        settle(page);
        Locator widget = page.locator("laurel-leaderboard");
        widget.evaluate("each => { window.seen = []; each.addEventListener('laurel-loaded', () =>"
                + " seen.push(each.shadowRoot.querySelector('.range').textContent)) }");
        List<Route> held = new ArrayList<>();
        page.route(url -> url.contains("from=0"), held::add);
        widget.evaluate("each => each.refresh()");
        page.waitForCondition(() -> !held.isEmpty());

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Next"))
                .click();
        held.get(0).resume();

        assertThat(page.locator(".range")).hasText("4–4 of 4");
        assertThat(page.evaluate("seen")).isEqualTo(List.of("1–3 of 4", "4–4 of 4"));
    }

    @Test
    void givenAKeyboard_whenALineIsChosen_thenTheHostIsToldOrTheLinkIsFollowed() {
        host.thank("a/b {id}?", "Odd", 5_000);
        host.show(LEADERBOARD);
        page = visit("ada");
        page.evaluate("() => { window.chosen = []; document.addEventListener('laurel-select', event =>"
                + " chosen.push(event.detail.source, event.detail.id, event.detail.rank)) }");
        Locator first = page.locator("laurel-leaderboard .name").first();
        assertThat(first).hasText("Odd");
        page.keyboard().press("Tab");
        assertThat(first).isFocused();
        Object outline = first.evaluate("each => getComputedStyle(each, '::after').outlineStyle");
        assertThat(outline).isEqualTo("solid");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("chosen")).isEqualTo(List.of("forum", "a/b {id}?", 1));

        page.locator("laurel-leaderboard").evaluate("each => each.setAttribute('href', '/?who={source}-{id}')");
        Locator link = page.locator("laurel-leaderboard a.name").first();
        assertThat(link).hasAttribute("href", "/?who=forum-a%2Fb%20%7Bid%7D%3F");
        link.focus();
        page.keyboard().press("Enter");
        page.waitForURL("**/?who=forum-*");
    }

    @Test
    void givenNamesThatLookLikeMarkup_whenShown_thenTheyAreText() {
        host.thank("evil", "<img src=x onerror=alert(1)>", 9_000);
        host.happens("shop", "review", "evil", "<b>bold</b>", 9);
        host.show(LEADERBOARD + TOP);
        page = visit("ada");

        assertThat(page.locator("laurel-leaderboard .name").first()).hasText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("laurel-top .name").first()).hasText("<b>bold</b>");
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, fr", "360, DARK, en", "768, LIGHT, en", "1440, LIGHT, fr", "1440, DARK, en"})
    void givenAnyWidthAndMode_whenThePageOpens_thenNothingSticksOutAndAxeFindsNothing(
            int width, ColorScheme scheme, String language) throws IOException {
        host.thank("long", "Maximiliane Freifrau von Hohenstein-Wolkenburg-zu-Rabenfels-und-Anderswo", 1_234_567);
        host.thank("longer", "x".repeat(200), 1_000_000);
        host.show(REPUTATION + LEADERBOARD + TOP);
        page = visit(
                "long",
                language,
                new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme));

        assertThat(page.locator("laurel-leaderboard .line")).hasCount(6);
        assertThat(page.locator("laurel-top .reason")).hasCount(3);
        assertThat(page.locator("laurel-reputation .entry")).hasCount(1);
        assertThat((List<?>) page.evaluate("""
                () => [...document.querySelectorAll('laurel-reputation, laurel-leaderboard, laurel-top')].flatMap(each =>
                  [...each.shadowRoot.querySelectorAll('.card *:not(.unseen):not(slot)')].filter(inner => {
                    const box = inner.getBoundingClientRect();
                    return box.width && (box.left < 0 || box.right > innerWidth || inner.scrollWidth > inner.clientWidth + 1
                      && getComputedStyle(inner).display !== 'inline');
                  }).map(inner => inner.className))""")).isEmpty();
        assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertThat(Axe.violations(page)).isEmpty();
    }
}
