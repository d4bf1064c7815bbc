package dev.laurel.samplehost;

import dev.laurel.samplehost.breaking.Trial;
import dev.laurel.samplehost.text.Texts;
import dev.laurel.view.LaurelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Starts the demo from a command line. */
public final class Main {
    private static final int FINE = 0;
    private static final int BROKEN = 1;
    private static final int REFUSED = 2;
    /** What a shell expects of a process that was interrupted. */
    private static final int INTERRUPTED = 130;

    /** The folder of the demo, as {@code run} passes it; else the working directory is taken for it. */
    private static final String HOME = "laurel.demo.home";

    /** The trial is the same each time, as far as processes and the network let it. */
    private static final long SEED = 20_261_122;

    private static final String TERMINAL = "laurel.demo.terminal";

    private Main() {}

    /**
     * Runs the demo and ends the process.
     *
     * @param args the options, see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /**
     * Runs the demo: to its end with {@code --once}, else until the process is asked to end.
     *
     * @param args the options, see {@code --help}
     * @param out for what was asked for
     * @param err for refusals
     * @return 0 if all went well, 1 if the trial found something, 2 if something is in the way that the user can remedy
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Console console = new Console(
                out, err, Boolean.getBoolean(TERMINAL), Texts.in(Locale.getDefault()), InstantSource.system());
        try {
            Options options = Options.parse(List.of(args));
            if (options.help()) {
                out.print(help());
                return FINE;
            }
            Console spoken = options.language()
                    .map(language -> console.speaking(Texts.in(language)))
                    .orElse(console);
            return options.breaking() ? breakIt(spoken) : run(options, spoken);
        } catch (RefusedException e) {
            return refused(e, console);
        }
    }

    private static int run(Options options, Console console) {
        try (Demo demo = start(options, console)) {
            return work(demo, options, console);
        } catch (RefusedException e) {
            return refused(e, console);
        } catch (StoppedException e) {
            return INTERRUPTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    private static int breakIt(Console console) throws RefusedException {
        try (Opened opened = new Opened()) {
            Trial trial = opened.add(
                    Trial.of(console.out(), console.terminal(), console.texts(), new SplittableRandom(SEED)));
            opened.add(Shutdown.closing(trial::close, console, "break.stopped"));
            boolean survived = trial.run();
            return trial.isClosed() ? INTERRUPTED : survived ? FINE : BROKEN;
        } catch (IOException e) {
            throw RefusedException.because(e, "refuse.break.folder", System.getProperty("java.io.tmpdir"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    private static int work(Demo demo, Options options, Console console)
            throws RefusedException, StoppedException, InterruptedException {
        try {
            @Nullable URI address = options.once() ? null : demo.serve(options.port());
            if (address != null) {
                console.say("serve.address", address);
            }
            demo.importEverything();
            demo.report();
            if (address != null) {
                console.out().println();
                console.say("report.address", address);
                demo.tourProblem().ifPresent(why -> console.say("tour.failed", why));
                demo.operatorToken().ifPresent(token -> console.say("report.operator", address, token));
                console.say("report.stop");
                demo.untilClosed();
            }
            return FINE;
        } catch (RuntimeException e) {
            if (demo.isClosing()) {
                // Whatever was under way has been closed under its feet.
                return INTERRUPTED;
            }
            if (e instanceof CompletionException && e.getCause() instanceof LaurelException said) {
                throw RefusedException.because(said, "refuse.laurel", String.valueOf(said.getMessage()));
            }
            throw e;
        }
    }

    private static Demo start(Options options, Console console) throws RefusedException {
        Path home = Path.of(System.getProperty(HOME, ""));
        DataFolder data = options.data().isPresent()
                ? DataFolder.open(options.data().get(), false)
                : DataFolder.open(home.resolve("data").resolve("stackexchange-quantum"), true);
        if (!options.once()) {
            checkPort(options.port());
        }
        Path store =
                options.store().orElseGet(() -> home.resolve(".laurel-data").resolve(data.storeName()));
        StoreFolder claimed = StoreFolder.claim(store, data.origin(), options.fresh());
        console.say(data.bundled() ? "title.bundled" : "title.own", data.path());
        return Demo.start(console, data, claimed, !options.once());
    }

    /** Before anything is imported, which may take its time; the site takes the port only after Laurel has started. */
    private static void checkPort(int port) throws RefusedException {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            throw RefusedException.because(e, "refuse.port", String.valueOf(port));
        }
    }

    private static int refused(RefusedException refused, Console console) {
        console.err().println(refused.in(console.texts()));
        return REFUSED;
    }

    private static String help() {
        try (InputStream in = Main.class.getResourceAsStream("help.txt")) {
            if (in == null) {
                throw new IllegalStateException("help.txt is missing in the jar of the demo: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("help.txt in the jar of the demo cannot be read: build it again", e);
        }
    }
}
