package dev.laurel.samplehost;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How long a visitor waits: from the start of the demo to its first page, and from "helpful" in one tab to what another tab
 * shows, each beside something bare in the same run. Not a test; {@code mvn -Ptimes} runs it.
 */
final class DemoTimes {
    private static final int STARTS = 5;
    private static final int PRESSES = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Remembers when the page's count of a post, and the visitor's points, first change to something painted. */
    private static final String WATCH = """
            post => {
              const now = () => performance.timeOrigin + performance.now();
              const seen = (what) => requestAnimationFrame(() => { window[what] ||= now(); });
              const count = document.querySelector(`[data-count="${post}"]`);
              new MutationObserver(() => seen('countAt')).observe(count, { childList: true, characterData: true, subtree: true });
              const points = document.querySelector('laurel-reputation').shadowRoot;
              new MutationObserver(() => seen('pointsAt')).observe(points, { childList: true, characterData: true, subtree: true });
            }""";

    private static final String PRESS = """
            post => {
              const at = performance.timeOrigin + performance.now();
              document.querySelector(`button[data-post="${post}"]`).click();
              return at;
            }""";

    private static final String FETCH = """
            async () => {
              const from = performance.now();
              await (await fetch('/assets/base.css', { cache: 'no-store' })).text();
              return performance.now() - from;
            }""";

    private final Path script;
    private final Path store;

    private DemoTimes(Path script, Path store) {
        this.script = script;
        this.store = store;
    }

    /**
     * Measures and prints.
     *
     * @param arguments the demo's script
     */
    public static void main(String[] arguments) throws Exception {
        Path store = Files.createTempDirectory("laurel-times");
        new DemoTimes(Path.of(arguments[0]), store).run();
    }

    private void run() throws Exception {
        System.out.printf(
                "%d processors, Java %d; milliseconds%n%-48s %8s %8s %8s  %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                "",
                "lowest",
                "median",
                "highest",
                "");
        // Once for the build, the store and the disk's cache.
        started(uri -> {});
        List<Double> starts = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            bare.add(virtualMachine());
            starts.add(started(uri -> {}));
        }
        row("a Java that says its version, and ends", bare, "");
        row(
                "start to the tour, both companies open",
                starts,
                String.format(Locale.ROOT, "%.0f times that", median(starts) / median(bare)));
        started(this::press);
    }

    private static double virtualMachine() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        long from = System.nanoTime();
        new ProcessBuilder(java.toString(), "-version")
                .redirectErrorStream(true)
                .start()
                .waitFor();
        return millis(from);
    }

    private static double millis(long from) {
        return (System.nanoTime() - from) / 1e6;
    }

    /** Something to do while the demo runs. */
    @FunctionalInterface
    private interface Visit {
        void to(URI demo) throws Exception;
    }

    /** {@return how long it took from the start of the script until the tour had something to lead to} */
    private double started(Visit visit) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI demo = URI.create("http://127.0.0.1:" + port + "/");
        long from = System.nanoTime();
        Process process = new ProcessBuilder(
                        script.toString(), "--port", String.valueOf(port), "--store", store.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        store.resolveSibling(store.getFileName() + ".log").toFile())
                .start();
        try {
            while (!tourIsThere(demo)) {
                if (!process.isAlive() || millis(from) > PATIENCE.toMillis()) {
                    throw new IllegalStateException("the demo did not start: " + store + ".log says why");
                }
                // Whoever asks all the time takes from the demo the processor that it starts on.
                TimeUnit.MILLISECONDS.sleep(20);
            }
            double took = millis(from);
            // What the demo still does on its own is not part of what comes now.
            TimeUnit.SECONDS.sleep(3);
            visit.to(demo);
            return took;
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor();
        }
    }

    private static boolean tourIsThere(URI demo) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(demo).timeout(PATIENCE).build();
            return CLIENT.send(request, BodyHandlers.ofString()).body().contains("laurel-author-");
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }

    private void press(URI demo) {
        try (Browsers browsers = Browsers.start();
                BrowserContext context = browsers.browser().newContext()) {
            Page reader = context.newPage();
            reader.navigate(demo.toString());
            reader.locator("button[data-speed='0']").click();
            Locator links = reader.locator(".card.pimprenelle ol a");
            String authorsPage = Objects.requireNonNull(links.nth(0).getAttribute("href"));
            String readersPage = Objects.requireNonNull(links.nth(1).getAttribute("href"));
            String post = readersPage.substring(readersPage.indexOf('#') + 1);
            Page author = context.newPage();
            author.navigate(demo.resolve(authorsPage).toString());
            reader.navigate(demo.resolve(readersPage).toString());
            author.waitForTimeout(2_000);
            author.evaluate(WATCH, post);
            List<Double> counts = new ArrayList<>();
            List<Double> points = new ArrayList<>();
            List<Double> fetches = new ArrayList<>();
            for (int i = 0; i < PRESSES; i++) {
                fetches.add(number(reader.evaluate(FETCH)));
                author.evaluate("() => { window.countAt = window.pointsAt = 0; }");
                double at = number(reader.evaluate(PRESS, post));
                author.waitForFunction("() => window.countAt && window.pointsAt");
                counts.add(number(author.evaluate("window.countAt")) - at);
                points.add(number(author.evaluate("window.pointsAt")) - at);
                // Points are counted up before the eyes of whoever looks; the next time begins when they stand still.
                reader.waitForTimeout(1_200);
            }
            row("a file of the same server, in the same tab", fetches, "");
            row("helpful to its count on another tab", counts, times(counts, fetches));
            row("helpful to the author's points on another tab", points, times(points, fetches));
        }
    }

    private static String times(List<Double> found, List<Double> bare) {
        return String.format(Locale.ROOT, "%.0f times that", median(found) / median(bare));
    }

    private static double number(Object found) {
        return ((Number) found).doubleValue();
    }

    private static double median(List<Double> found) {
        return found.stream().sorted().toList().get(found.size() / 2);
    }

    private static void row(String what, List<Double> found, String beside) {
        System.out.printf(
                Locale.ROOT,
                "%-48s %8.1f %8.1f %8.1f  %s%n",
                what,
                Collections.min(found),
                median(found),
                Collections.max(found),
                beside);
    }
}
