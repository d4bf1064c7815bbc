package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of widgets in a browser. What no page may ever do is looked at after each. */
abstract class WidgetPages {
    static final String REPUTATION = "<laurel-reputation community='shop'></laurel-reputation>";
    static final String LEADERBOARD =
            "<laurel-leaderboard community='shop' leaderboard='helpers'></laurel-leaderboard>";
    static final String TOP = "<laurel-top community='shop' leaderboard='products'>"
            + "<data value='order.placed'>orders</data><data value='forum'>the forum</data></laurel-top>";

    private static Browsers browsers;

    final Watched watched = new Watched();
    private final List<BrowserContext> contexts = new ArrayList<>();
    WidgetHost host;
    Page page;

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

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        host = new WidgetHost(folder);
        host.thank("ada", "Ada Lovelace", 1_200);
        host.thank("ben", "Benoît", 900);
        host.thank("cy", "", 900);
        host.thank("di", "Di", 40);
        host.happens("shop", "order.placed", "shoe", "Trail shoe", 3);
        host.happens("forum", "answer", "shoe", "Trail shoe", 1);
        host.happens("shop", "review", "lamp", "Head torch", 1);
    }

    @AfterEach
    void close() throws Exception {
        for (BrowserContext context : contexts) {
            assertThat(context.cookies())
                    .extracting(cookie -> cookie.name)
                    .as("cookies other than the host's own")
                    .isSubsetOf("session");
            context.close();
        }
        host.close();
        watched.check();
    }

    /** Opens the page as somebody; nobody, if that is empty. */
    Page visit(String who, String language, Browser.NewContextOptions options) {
        BrowserContext context = browsers.browser().newContext(options.setLocale(language));
        contexts.add(context);
        if (!who.isEmpty()) {
            context.addCookies(
                    List.of(new Cookie("session", who).setUrl(host.address().toString())));
        }
        context.addInitScript("window.loads = new Map(); addEventListener('laurel-loaded',"
                + " event => loads.set(event.target, (loads.get(event.target) ?? 0) + 1))");
        Page opened = watched.watch(context.newPage(), host.address().toString());
        assertThat(opened.navigate(host.address() + "?lang=" + language).status())
                .isEqualTo(200);
        return opened;
    }

    /** Lets the first questions pass, which every widget asks twice: before its stream is there, and after. */
    static void settle(Page page) {
        page.waitForFunction("() => [...document.querySelectorAll('laurel-reputation,laurel-leaderboard,laurel-top')]"
                + ".every(each => loads.get(each) >= 2)");
    }

    Page visit(String who) {
        return visit(who, "en", new Browser.NewContextOptions());
    }
}
