package dev.laurel.samplehost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The browser of this machine. None is downloaded. */
final class Browsers implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Locale before;
    private final Playwright playwright;
    private final Browser browser;

    private Browsers(Locale before, Playwright playwright, Browser browser) {
        this.before = before;
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the browser; without one the test is skipped, and in CI it fails. */
    static Browsers start() {
        Optional<Path> found =
                PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        if (found.isEmpty()) {
            boolean ci = "true".equals(System.getenv("CI")) || "true".equals(System.getenv("LAUREL_CI"));
            assertThat(ci)
                    .as("in CI there is a browser, for example Debian's chromium")
                    .isFalse();
            System.out.println("No browser here: the tests of the pages are skipped. Install chromium to run them.");
        }
        assumeTrue(found.isPresent(), "a browser");
        // Patience costs nothing where all goes well.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        // Playwright writes its own names in lower case, and in Turkish LINK becomes another word.
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browsers(
                before,
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(found.get())
                                .setArgs(FLAGS)));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        Locale.setDefault(before);
    }
}
